package org.dmol.chapters.qm9;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.Qm9;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Backend;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.TfRuntime;
import org.dmol.tf.Trace;

/** The book's loops over 5,000 molecules, one a step, beside JAX. */
final class Qm9Bench implements Bench {
    @Override
    public String name() {
        return "qm9";
    }

    @Override
    public String title() {
        return "the baseline and the network of chapter 16, one molecule a step";
    }

    @Override
    public void run(Timings timings) throws Exception {
        Qm9 set = Qm9.load(DataStore.standard()
                .withOffline(timings.settings().offline())
                .withStandIns(timings.settings().standIn()));
        Molecules molecules = new Molecules(set.geometries(), set.property(Qm9.Property.H));
        int n = timings.settings().quick() ? 300 : 5000;
        int[] rows = Arrays.copyOf(new NumpyRandom(0).permutation(set.size()), n);
        double[] h = molecules.energies(rows);
        double mean = Arrays.stream(h).average().orElseThrow();
        double sd = BookSteps.deviation(h, mean);
        Nd y = Nd.of(Arrays.stream(h).map(v -> (v - mean) / sd).toArray(), n, 1).cast(DType.FLOAT32);
        List<Nd> in = molecules.inputs(rows, molecules.geometries().width());
        startRuntimes();
        int epochs = 3;
        double[] linear =
                times(timings, BookSteps.linear(n), Dataset.of(BookSteps.oneHotSums(molecules, rows), y), epochs);
        double[] network = times(timings, BookSteps.network(n), Dataset.of(in, List.of(y)), epochs);
        Path file = Files.createTempFile("dmol-qm9", ".npz");
        try {
            Npz.writer()
                    .put("z", in.get(0))
                    .put("x", in.get(1))
                    .put("y", y.reshape(n))
                    .write(file);
            JsonNode theirs =
                    timings.python().run("qm9.py", "bench", file.toString(), "--epochs", Integer.toString(epochs));
            String book = "as the book's program works: a compiled gradient, the rest outside of it";
            record(timings, "baseline", n, linear, theirs.get("linear"), book);
            record(timings, "network", n, network, theirs.get("network"), book);
            record(
                    timings,
                    "network against one compiled step",
                    n,
                    network,
                    theirs.get("compiled"),
                    "edges and updates compiled too, data ready");
        } finally {
            Files.delete(file);
        }
    }

    /** Loads TensorFlow and starts XLA: Python's imports are not timed either, and JAX starts XLA with its first array. */
    private static void startRuntimes() {
        TfRuntime.load();
        try (Program negative = Program.of(
                List.of(Spec.of(DType.FLOAT32)),
                Backend.COMPILED,
                (tf, in) -> List.of(tf.math.neg(Trace.floats(in.get(0)))))) {
            negative.call(Nd.scalar(1).cast(DType.FLOAT32));
        }
    }

    /** Seconds of one epoch with compilation, and of a later one. */
    private static double[] times(Timings timings, Model model, Dataset data, int epochs) throws Exception {
        double[] seconds = new double[2];
        try (model) {
            Seeds.set(timings.settings().seed());
            Fit once = Fit.epochs(1).silent().backend(Backend.COMPILED);
            seconds[0] = timings.time(() -> model.fit(data.batch(1), once));
            double one = timings.time(() -> model.fit(data.batch(1), once));
            double more = timings.time(() ->
                    model.fit(data.batch(1), Fit.epochs(epochs + 1).silent().backend(Backend.COMPILED)));
            seconds[1] = (more - one) / epochs;
        }
        return seconds;
    }

    /** Sixteen epochs from the first, which compiles, and the mean of the others. */
    private static void record(Timings timings, String name, int n, double[] ours, JsonNode theirs, String note) {
        double later = 0;
        for (int i = 1; i < theirs.size(); i++) {
            later += theirs.get(i).asDouble() / (theirs.size() - 1);
        }
        timings.record(
                name + ", 16 epochs of " + n + " steps",
                ours[0] + 15 * ours[1],
                theirs.get(0).asDouble() + 15 * later,
                String.format(
                        Locale.ROOT,
                        "%s; from the first epoch and the mean of later ones: a step takes %.0f us here, %.0f us there",
                        note,
                        1e6 * ours[1] / n,
                        1e6 * later / n));
    }
}
