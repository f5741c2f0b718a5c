package org.dmol.chapters.vae;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.probability.distributions.Normal;
import org.dmol.probability.models.Likelihood;
import org.dmol.probability.models.Vae;

/** The chapter's autoencoders beside the same in JAX: values and gradients for given weights, whole trainings, and their time. */
final class VaeCheck implements CrossCheck, Bench {
    private static final int SEEDS = 5;
    /** Where a few trainings of either side end far above the others, five runs do not show the range. */
    private static final int MANY_SEEDS = 12;

    private static final int POLYMER_EPOCHS = 100;

    /** A training, by its name in vae.py. */
    private enum Recipe {
        COLLAPSE_ORIGINAL(true, 16, 0.1, 1, true, SEEDS),
        COLLAPSE_GUARDED(true, 16, 2e-2, 1, false, SEEDS),
        COLLAPSE(true, 16, 2e-2, 1, false, SEEDS),
        BETA_ORIGINAL(true, 32, 5e-2, 0.2, true, SEEDS),
        BETA(true, 32, 1e-2, 0.2, false, SEEDS),
        NUMBERS_ORIGINAL(false, 64, 1e-2, 1, true, SEEDS),
        NUMBERS(false, 256, 1e-2, 1, false, MANY_SEEDS);

        private final boolean classes;
        private final int epochs;
        private final double rate;
        private final double beta;
        private final boolean original;
        private final int seeds;

        Recipe(boolean classes, int epochs, double rate, double beta, boolean original, int seeds) {
            this.classes = classes;
            this.epochs = epochs;
            this.rate = rate;
            this.beta = beta;
            this.original = original;
            this.seeds = seeds;
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether classes have the book's guard against the logarithm of 0. */
        private boolean isGuarded() {
            return original || this == COLLAPSE_GUARDED;
        }

        /**
         * Reconstruction and divergence of the last 32 batches, the mean standard deviation of the posterior, and how far numbers are from
         * what the mean of their posterior is decoded to (NaN for classes).
         */
        double[] train(Classes data, long seed) {
            int size = classes ? Classes.BINS : 1;
            Likelihood likelihood = !classes
                    ? RegressionVae.FIRST_OUTPUT
                    : isGuarded() ? (c, y) -> new BookCategorical(y) : Likelihood.categorical();
            Nd rows = classes ? data.oneHot() : data.column();
            NumpyRandom weights = new NumpyRandom(seed + 100);
            try (Vae vae = Networks.small(size, classes ? size : 2, likelihood, weights)) {
                vae.beta(beta).sharedNoise(original);
                vae.compile(original ? Networks.restartedAdam(rate, 32) : Networks.adam(rate));
                TrainingLog log = new TrainingLog();
                vae.fit(
                        Dataset.of(rows).batch(32),
                        Fit.epochs(epochs)
                                .seed(seed)
                                .backend(Networks.SMALL)
                                .silent()
                                .with(log));
                List<Nd> posterior = vae.encode(rows);
                return new double[] {
                    log.reconstruction(),
                    log.kl(),
                    mean(posterior.get(1)),
                    classes ? Double.NaN : RegressionVae.rmse(data, vae.decode(posterior.get(0)))
                };
            }
        }
    }

    @Override
    public String name() {
        return "vae";
    }

    @Override
    public String title() {
        return "autoencoders of chapter 14 beside JAX";
    }

    @Override
    public void run(Checks check) throws Exception {
        Classes data = Classes.of(check.settings().seed());
        exact(check, data);
        Map<String, Nd> arrays = Map.of("classes", data.oneHot(), "numbers", data.column());
        for (int seeds : new int[] {SEEDS, MANY_SEEDS}) {
            List<Recipe> recipes =
                    Arrays.stream(Recipe.values()).filter(r -> r.seeds == seeds).toList();
            String names = recipes.stream().map(Recipe::key).collect(Collectors.joining(","));
            JsonNode theirs = check.python()
                    .run("vae.py", "train", arrays, "--seeds", Integer.toString(seeds), "--recipes", names);
            for (Recipe r : recipes) {
                double[][] ours = new double[seeds][];
                for (int seed = 0; seed < seeds; seed++) {
                    ours[seed] = r.train(data, seed);
                }
                compare(check, r, ours, theirs.get(r.key()));
            }
        }
    }

    private static void compare(Checks check, Recipe r, double[][] ours, JsonNode theirs) {
        check.statistical(r.key() + ": reconstruction", column(ours, 0), doubles(theirs.get("reconstruction")));
        check.statistical(r.key() + ": KL", column(ours, 1), doubles(theirs.get("kl")));
        check.statistical(r.key() + ": mean σ", column(ours, 2), doubles(theirs.get("sigma")));
        if (!r.classes) {
            check.statistical(r.key() + ": RMSE of the mean", column(ours, 3), doubles(theirs.get("rmse")));
        }
    }

    /** Values and a gradient through the whole network, with given weights and noise. */
    private static void exact(Checks check, Classes data) throws Exception {
        NumpyRandom random = data.random().copy();
        Map<String, Nd> arrays = new LinkedHashMap<>();
        arrays.put("x", data.oneHot().rows(0, 64).cast(DType.FLOAT64));
        try (Vae vae = Networks.small(Classes.BINS, Classes.BINS, Likelihood.categorical(), random)) {
            put(arrays, "encoder", (Sequential) vae.encoder());
            put(arrays, "decoder", (Sequential) vae.decoder());
        }
        arrays.put("noise", random.randn(64, 1));
        JsonNode theirs = check.python().run("vae.py", "exact", arrays);
        VaeReference.of(arrays).forEach(r -> check.exact(r, theirs));
    }

    private static void put(Map<String, Nd> arrays, String part, Sequential network) {
        List<Nd> weights = network.getWeights();
        for (int i = 0; i < weights.size(); i++) {
            arrays.put(part + i, weights.get(i).cast(DType.FLOAT64));
        }
    }

    @Override
    public void run(Timings timings) throws Exception {
        var s = timings.settings();
        Classes data = Classes.of(s.seed());
        DataStore store = DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn());
        Polymer aligned = Polymer.align(PolymerPaths.loadLong(store).frames(), Polymer.Sign.AS_NUMPY);
        Nd frames = PolymerVae.shuffled(aligned, s.seed());
        new Normal(0, 1).mean(); // starts TensorFlow, as the import does in Python
        double collapse = timings.time(() -> Recipe.COLLAPSE.train(data, 0));
        double beta = timings.time(() -> Recipe.BETA.train(data, 0));
        double numbers = timings.time(() -> Recipe.NUMBERS_ORIGINAL.train(data, 0));
        double polymer = timings.time(() -> {
            try (Vae vae = PolymerVae.model(2, 0)) {
                vae.compile(Networks.adam(2e-3));
                vae.fit(
                        Dataset.of(frames).batch(32),
                        Fit.epochs(POLYMER_EPOCHS)
                                .silent()
                                .validate(Dataset.of(frames.rows(0, 100)).batch(100)));
            }
        });
        JsonNode theirs = timings.python()
                .run(
                        "vae.py",
                        "bench",
                        Map.of("classes", data.oneHot(), "numbers", data.column(), "polymer", frames),
                        "--epochs",
                        Integer.toString(POLYMER_EPOCHS));
        record(timings, "classes, β = 1, 512 steps", collapse, theirs.get("collapse"));
        record(timings, "classes, β = 0.2, 1,024 steps", beta, theirs.get("beta"));
        record(timings, "numbers, 2,048 steps", numbers, theirs.get("numbers_original"));
        record(timings, "polymer, " + POLYMER_EPOCHS + " of 250 epochs", polymer, theirs.get("polymer"));
    }

    private static void record(Timings timings, String what, double seconds, JsonNode theirs) {
        timings.record(
                what,
                seconds,
                theirs.get("loop").asDouble(),
                String.format(
                        java.util.Locale.ROOT,
                        "the chapter's loop in JAX, both with compilation; with the whole step jitted %.1f s",
                        theirs.get("jitted").asDouble()));
    }

    private static double mean(Nd a) {
        return Arrays.stream(array(a)).average().orElseThrow();
    }

    private static double[] column(double[][] rows, int j) {
        return Arrays.stream(rows).mapToDouble(r -> r[j]).toArray();
    }

    private static double[] array(Nd a) {
        return IntStream.range(0, a.size()).mapToDouble(a::getFlat).toArray();
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
