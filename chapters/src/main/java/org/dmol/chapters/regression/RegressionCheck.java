package org.dmol.chapters.regression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Timings;
import org.dmol.chapters.report.Numbers;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.CrossValidation;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.JackknifePlus;
import org.dmol.data.sets.AqSolDb;
import org.dmol.tf.Fn;

/** The chapter's numbers beside NumPy's and scikit-learn's, and the time that both take. */
final class RegressionCheck implements CrossCheck, Bench {
    @Override
    public String name() {
        return "regression";
    }

    @Override
    public String title() {
        return "fits, folds and intervals of chapter 3 beside NumPy and scikit-learn";
    }

    private static RegressionData data(boolean offline, boolean standIn, long seed) {
        RegressionData data = new RegressionData();
        data.use(AqSolDb.load(DataStore.standard().withOffline(offline).withStandIns(standIn)), seed);
        return data;
    }

    /** What both sides compute with. */
    private static Map<String, Nd> arrays(RegressionData data) {
        OverFitting over = new OverFitting(data);
        over.prepare();
        int[] splits = data.draws.curve().stream()
                .flatMap(List::stream)
                .flatMapToInt(Arrays::stream)
                .toArray();
        int[] halves = halves(data).stream().flatMapToInt(Arrays::stream).toArray();
        Map<String, Nd> out = new LinkedHashMap<>();
        out.put("x", data.x);
        out.put("y", Nd.vector(data.y));
        out.put("thousand", Nd.vector(data.draws.thousand()));
        out.put("zx", over.x());
        out.put("zy", Nd.vector(over.y()));
        out.put("zxt", over.testX());
        out.put("zyt", Nd.vector(over.testY()));
        out.put("w", data.draws.w());
        out.put("noise", Nd.vector(data.draws.noise()));
        out.put("splits", Nd.of(splits, 5, 2500, 10));
        out.put("ridge_noise", Nd.vector(data.draws.ridgeNoise()));
        out.put("halves", Nd.of(halves, 1000, 10));
        return out;
    }

    /** Training rows of step 13. */
    private static List<int[]> halves(RegressionData data) {
        return data.draws.halves().stream().map(o -> Arrays.copyOf(o, 10)).toList();
    }

    @Override
    public void run(Checks check) throws Exception {
        var s = check.settings();
        Map<String, Nd> arrays = arrays(data(s.offline(), s.standIn(), s.seed()));
        JsonNode theirs = check.python().run("regression.py", "exact", arrays);
        RegressionReference.of(arrays).forEach(r -> check.exact(r, theirs));
    }

    @Override
    public void run(Timings timings) throws Exception {
        var s = timings.settings();
        RegressionData data = data(s.offline(), s.standIn(), s.seed());
        OverFitting over = new OverFitting(data);
        over.prepare();
        int[] rows = Arrays.copyOf(data.draws.thousand(), 1000);
        Nd x = data.x.take(rows);
        double[] y = data.labels(rows);
        double[] ridgeY = RegressionData.plus(Polynomials.TRUTH, data.draws.ridgeNoise());
        try (Fn any = Fn.of((tf, in) -> tf.math.square(in.get(0)))) {
            any.call(Nd.scalar(1.0)); // starts TensorFlow, as the Python side starts JAX before its clock runs
        }
        record Work(String key, String title, String note, Timings.Work ours) {}
        String jax = "JAX, with compilation on its side";
        String numpy = "NumPy, fit after fit";
        String lapack = "NumPy, fit after fit: all but LAPACK's own time, so tenfold is out of reach";
        List<Work> all = List.of(
                new Work("descent", "2,000 steps of descent", jax, over::descend),
                new Work(
                        "bias_variance",
                        "12,500 fits of the bias-variance curve",
                        numpy,
                        () -> BiasVariance.book(data.draws.noise(), data.draws.curve())),
                new Work(
                        "adam",
                        "4,000 ridge models by Adam",
                        jax,
                        () -> Regularisation.adam(ridgeY, halves(data), 0, 1, 10, 100)),
                new Work("folds", "all data in 10 folds and in 2 … 24", lapack, () -> {
                    CrossValidation.run(RegressionData.BOOK, data.x, data.y, Folds.truncated(data.y.length, 10));
                    CrossValidating.means(data.x, data.y);
                }),
                new Work(
                        "jackknife",
                        "1,000 leave-one-out fits",
                        numpy,
                        () -> JackknifePlus.fit(RegressionData.BOOK, x, y)));
        double[] first = new double[all.size()];
        double[] again = new double[all.size()];
        for (int i = 0; i < first.length; i++) {
            first[i] = timings.time(all.get(i).ours());
            again[i] = timings.time(all.get(i).ours());
        }
        JsonNode theirs = timings.python().run("regression.py", "bench", arrays(data));
        for (int i = 0; i < first.length; i++) {
            Work w = all.get(i);
            String note = w.note() + "; here once more: " + Numbers.duration(again[i]);
            timings.record(w.title(), first[i], theirs.get(w.key()).asDouble(), note);
        }
        timings.record(
                "all of these",
                Arrays.stream(first).sum(),
                all.stream().mapToDouble(w -> theirs.get(w.key()).asDouble()).sum(),
                "here once more: " + Numbers.duration(Arrays.stream(again).sum()));
    }
}
