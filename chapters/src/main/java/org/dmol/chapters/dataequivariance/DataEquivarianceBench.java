package org.dmol.chapters.dataequivariance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.chapters.dataequivariance.PairModel.Kind;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.data.sets.PolymerPaths;

/** What the book's program computes, beside NumPy frame by frame as there; its alignments alone; and a thousand evaluations of a pair model. */
final class DataEquivarianceBench implements Bench {
    private static final int EVALUATIONS = 1000;

    @Override
    public String name() {
        return "data-equivariance";
    }

    @Override
    public String title() {
        return "alignment of 2,048 frames and pair models of chapter 9";
    }

    @Override
    public void run(Timings timings) throws Exception {
        Settings s = timings.settings();
        Nd paths = PolymerPaths.load(
                        DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn()))
                .frames();
        Path in = Files.createTempFile("dmol-data-equivariance", ".npz");
        try {
            Npz.writer().put("paths", paths).write(in);
            JsonNode theirs = timings.python()
                    .run("data_equivariance.py", "bench", in.toString(), "--evaluations", "" + EVALUATIONS);
            double[][][] frames = PlanarAlignment.frames(paths);
            program(timings, frames, theirs.get("program").asDouble());
            double align = best(timings, () -> align(frames));
            timings.record(
                    "both alignments of all frames", align, theirs.get("align").asDouble(), "NumPy, frame by frame");
            Nd r = Butane.coordinates();
            try (PairModel model = PairModel.random(Kind.ROTATION, new NumpyRandom(0))) {
                model.of(r); // builds the graph
                double models = best(timings, () -> {
                    for (int i = 0; i < EVALUATIONS; i++) {
                        model.of(r);
                    }
                });
                timings.record(
                        EVALUATIONS + " evaluations of the last model",
                        models,
                        theirs.get("models").asDouble(),
                        "one molecule a call on both sides; NumPy");
            }
        } finally {
            Files.delete(in);
        }
    }

    /** Values of all models for all changes of butane, both alignments of the trajectory as it is and turned, perturbed frames. */
    private static void program(Timings timings, double[][][] frames, double theirs) throws Exception {
        Kind[] kinds = {Kind.PLAIN, Kind.PERMUTATION, Kind.TRANSLATION, Kind.ROTATION};
        PairModel[] models = Stream.of(kinds)
                .map(k -> PairModel.random(k, new NumpyRandom(0)))
                .toArray(PairModel[]::new);
        try {
            double ours = best(timings, () -> {
                for (int k = 0; k < kinds.length; k++) {
                    DataEquivariance.variants(kinds[k]).values().forEach(models[k]::of);
                }
                align(frames);
                align(PlanarAlignment.all(frames, f -> PlanarAlignment.turned(f, 1)));
                for (int point : PriceSteps.PERTURBED) {
                    align(PriceSteps.perturbed(frames[0], point));
                }
            });
            timings.record(
                    "everything that the book's program computes",
                    ours,
                    theirs,
                    "models, alignments, perturbations; without figures; best of 5, the models' graphs built before");
        } finally {
            Stream.of(models).forEach(PairModel::close);
        }
    }

    private static void align(double[][][] frames) {
        PlanarAlignment.all(frames, PlanarAlignment::onFirstPoints);
        PlanarAlignment.all(frames, PlanarAlignment::onPrincipalAxes);
    }

    private static double best(Timings timings, Timings.Work work) throws Exception {
        double[] t = new double[5];
        for (int k = 0; k < t.length; k++) {
            t[k] = timings.time(work);
        }
        return Arrays.stream(t).min().orElseThrow();
    }
}
