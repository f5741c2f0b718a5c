package org.dmol.chapters.dataequivariance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

/** Both alignments of the trajectory beside NumPy frame by frame, as in the book; and a thousand evaluations of a pair model. */
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
            double align = best(timings, () -> {
                PlanarAlignment.all(frames, PlanarAlignment::onFirstPoints);
                PlanarAlignment.all(frames, PlanarAlignment::onPrincipalAxes);
            });
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

    private static double best(Timings timings, Timings.Work work) throws Exception {
        double[] t = new double[5];
        for (int k = 0; k < t.length; k++) {
            t[k] = timings.time(work);
        }
        return Arrays.stream(t).min().orElseThrow();
    }
}
