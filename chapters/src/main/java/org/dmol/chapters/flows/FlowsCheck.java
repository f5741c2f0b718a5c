package org.dmol.chapters.flows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Timings;
import org.dmol.data.sets.TwoMoons;
import org.dmol.layers.Seeds;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.probability.distributions.Normal;
import org.dmol.probability.models.DensityModel;

/** The book's flow beside the same in TensorFlow Probability: values, steps of Adam, whole trainings, and their time. */
final class FlowsCheck implements CrossCheck, Bench {
    private static final int EPOCHS = 10;
    private static final int BENCH_EPOCHS = 100;
    private static final int SEEDS = 8;

    @Override
    public String name() {
        return "flows";
    }

    @Override
    public String title() {
        return "flow of chapter 15 beside TensorFlow Probability";
    }

    private static Nd points(long seed) {
        return TwoMoons.generate(Moons.POINTS, Moons.NOISE, new NumpyRandom(seed))
                .points()
                .cast(DType.FLOAT32);
    }

    private static double[] fit(Nd points, int epochs, long seed) {
        Seeds.set(seed);
        try (DensityModel model = new DensityModel(BookFlow.flow())) {
            model.compile(Optimizer.adam(1e-3));
            History h = model.fit(
                    Dataset.of(points).batch(32).shuffle(),
                    Fit.epochs(epochs).seed(seed).silent());
            return h.get("loss");
        }
    }

    @Override
    public void run(Checks check) throws Exception {
        Nd points = points(check.settings().seed());
        exact(check, points.rows(0, 64));
        JsonNode theirs = check.python()
                .run(
                        "flows.py",
                        "train",
                        Map.of("points", points),
                        "--epochs",
                        Integer.toString(EPOCHS),
                        "--seeds",
                        Integer.toString(SEEDS));
        double[] first = new double[SEEDS];
        double[] last = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            double[] loss = fit(points, EPOCHS, seed);
            first[seed] = loss[0];
            last[seed] = loss[EPOCHS - 1];
        }
        check.sameMean("loss of the first epoch", first, doubles(theirs.get("first")));
        check.sameMean("loss of epoch " + EPOCHS, last, doubles(theirs.get("last")));
    }

    /** Log-densities, samples and five steps of Adam from the same weights. */
    private static void exact(Checks check, Nd x) throws Exception {
        Map<String, Nd> arrays = new LinkedHashMap<>();
        arrays.put("x", x);
        arrays.put("z", new NumpyRandom(1).randn(64, 2).cast(DType.FLOAT32));
        Seeds.set(1);
        try (DensityModel model = new DensityModel(BookFlow.flow())) {
            List<Nd> weights = model.getWeights();
            for (int i = 0; i < weights.size(); i++) {
                arrays.put("w" + i, weights.get(i));
            }
        }
        JsonNode theirs = check.python().run("flows.py", "exact", arrays);
        FlowsReference.of(arrays).forEach(r -> check.exact(r, theirs));
    }

    @Override
    public void run(Timings timings) throws Exception {
        Nd points = points(timings.settings().seed());
        double[][] loss = new double[1][];
        new Normal(0, 1).mean(); // starts TensorFlow, as the import does in Python
        double seconds = timings.time(() -> loss[0] = fit(points, BENCH_EPOCHS, 0));
        JsonNode theirs = timings.python()
                .run("flows.py", "bench", Map.of("points", points), "--epochs", Integer.toString(BENCH_EPOCHS));
        timings.record(
                "the book's flow, " + BENCH_EPOCHS + " epochs, with compilation",
                seconds,
                theirs.get("fit").asDouble(),
                String.format(
                        Locale.ROOT,
                        "Keras and TensorFlow Probability; last losses %.2f and %.2f",
                        loss[0][BENCH_EPOCHS - 1],
                        theirs.get("last").asDouble()));
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
