package org.dmol.chapters.regression;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.CrossValidation;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.JackknifePlus;
import org.dmol.data.analysis.LassoPath;
import org.dmol.data.analysis.Ridge;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.sets.AqSolDb;

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

    private static void write(RegressionData data, OverFitting over, Path file) throws Exception {
        int[] splits = data.draws.curve().stream()
                .flatMap(s -> s.stream())
                .flatMapToInt(Arrays::stream)
                .toArray();
        Npz.writer()
                .put("x", data.x)
                .put("y", Nd.vector(data.y))
                .put("thousand", Nd.vector(data.draws.thousand()))
                .put("zx", over.x())
                .put("zy", Nd.vector(over.y()))
                .put("zxt", over.testX())
                .put("zyt", Nd.vector(over.testY()))
                .put("w", data.draws.w())
                .put("noise", Nd.vector(data.draws.noise()))
                .put("splits", Nd.of(splits, 5, 2500, 10))
                .write(file);
    }

    @Override
    public void run(Checks check) throws Exception {
        var s = check.settings();
        RegressionData data = data(s.offline(), s.standIn(), s.seed());
        OverFitting over = new OverFitting(data);
        over.prepare();
        Path in = Files.createTempFile("dmol-regression", ".npz");
        try {
            write(data, over, in);
            compare(check, check.python().run("regression.py", "exact", in.toString()), data, over);
        } finally {
            Files.delete(in);
        }
    }

    private static void compare(Checks check, JsonNode theirs, RegressionData data, OverFitting over) {
        double[][] curves = over.descend();
        check.exact("training loss, 2000 steps", curves[0], doubles(theirs.get("train")), 1e-9);
        check.exact("test loss, 2000 steps", curves[1], doubles(theirs.get("test")), 1e-9);
        check.exact(
                "bias, variance, test error",
                new BiasVariance(data).book(),
                doubles(theirs.get("bias_variance")),
                1e-7);
        CrossValidation cv =
                CrossValidation.run(RegressionData.BOOK, data.x, data.y, Folds.truncated(data.y.length, 10));
        check.exact("ten folds", cv.testMse(), doubles(theirs.get("folds")), 1e-8);
        int[] rows = Arrays.copyOf(data.draws.thousand(), 1000);
        Nd x = data.x.take(rows);
        double[] y = data.labels(rows);
        JackknifePlus plus = JackknifePlus.fit(RegressionData.BOOK, x, y);
        double[] point = data.x.row(data.draws.thousand()[1000]).doubles();
        check.exact("jackknife+ predictions", plus.predictions(point), doubles(theirs.get("jackknife")), 1e-8);
        check.exact("jackknife+ residuals", plus.residuals(), doubles(theirs.get("residuals")), 1e-8);
        Nd z = Standardizer.fit(x, 0).transform(x);
        check.exact("lasso, α = 0.1", LassoPath.fit(z, y).at(0.1).weights(), doubles(theirs.get("lasso")), 1e-5);
        check.exact(
                "ridge, λ = 10", Ridge.of(z, y, Intercept.JOINT).fit(10).weights(), doubles(theirs.get("ridge")), 1e-8);
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
        double descent = timings.time(over::descend);
        double bias = timings.time(new BiasVariance(data)::book);
        double folds = timings.time(
                () -> CrossValidation.run(RegressionData.BOOK, data.x, data.y, Folds.truncated(data.y.length, 10)));
        double jackknife = timings.time(() -> JackknifePlus.fit(RegressionData.BOOK, x, y));
        Path in = Files.createTempFile("dmol-regression", ".npz");
        try {
            write(data, over, in);
            JsonNode theirs = timings.python().run("regression.py", "bench", in.toString());
            String note = "NumPy";
            timings.record(
                    "2,000 steps of descent, with start of TensorFlow and compilation",
                    descent,
                    theirs.get("descent").asDouble(),
                    note);
            timings.record(
                    "12,500 fits of the bias-variance curve",
                    bias,
                    theirs.get("bias_variance").asDouble(),
                    note);
            timings.record(
                    "ten folds on all data",
                    folds,
                    theirs.get("folds").asDouble(),
                    note + "; here the training errors too");
            timings.record(
                    "1,000 leave-one-out fits",
                    jackknife,
                    theirs.get("jackknife").asDouble(),
                    note);
        } finally {
            Files.delete(in);
        }
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
