package org.dmol.chapters.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Reference;
import org.dmol.chapters.regression.OverFitting.Descent;
import org.dmol.data.analysis.CrossValidation;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.JackknifePlus;
import org.dmol.data.analysis.LassoPath;
import org.dmol.data.analysis.Ridge;
import org.dmol.data.analysis.Standardizer;

/** The chapter's fits on the arrays that {@code chapters/python/regression.py} gets too. */
final class RegressionReference {
    private RegressionReference() {}

    static List<Reference> of(Map<String, Nd> in) {
        Descent d = OverFitting.descend(
                in.get("zx"),
                in.get("zy").doubles(),
                in.get("zxt"),
                in.get("zyt").doubles(),
                in.get("w"));
        Nd all = in.get("x");
        double[] labels = in.get("y").doubles();
        double[] folds = CrossValidation.run(RegressionData.BOOK, all, labels, Folds.truncated(labels.length, 10))
                .testMse();
        int[] rows = ints(in.get("thousand"));
        int[] few = Arrays.copyOf(rows, rows.length - 1);
        double[] point = all.row(rows[few.length]).doubles();
        Nd x = all.take(few);
        double[] y = RegressionData.pick(labels, few);
        JackknifePlus plus = JackknifePlus.fit(RegressionData.BOOK, x, y);
        Nd z = Standardizer.fit(x, 0).transform(x);
        double[] noise = in.get("noise").doubles();
        double[] ridgeY =
                RegressionData.plus(Polynomials.TRUTH, in.get("ridge_noise").doubles());
        double[] adam = Regularisation.adam(ridgeY, lists(in.get("halves")), 1, 10).stream()
                .flatMap(List::stream)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return List.of(
                Reference.of("train", "training loss, 2000 steps", 1e-9, d.train()),
                Reference.of("test", "test loss, 2000 steps", 1e-9, d.test()),
                Reference.of(
                        "bias_variance",
                        "bias, variance, test error",
                        1e-7,
                        BiasVariance.book(noise, nested(in.get("splits")))),
                Reference.of("adam", "ridge models by Adam", 1e-7, adam),
                Reference.of("folds", "ten folds", 1e-8, folds),
                Reference.of("jackknife", "jackknife+ predictions", 1e-8, plus.predictions(point)),
                Reference.of("residuals", "jackknife+ residuals", 1e-8, plus.residuals()),
                Reference.of(
                        "lasso",
                        "lasso, α = 0.1",
                        1e-5,
                        LassoPath.fit(z, y).at(0.1).weights()),
                Reference.of(
                        "ridge",
                        "ridge, λ = 10",
                        1e-8,
                        Ridge.of(z, y, Intercept.JOINT).fit(10).weights()));
    }

    private static int[] ints(Nd v) {
        return IntStream.range(0, v.size()).map(i -> (int) v.getFlat(i)).toArray();
    }

    /** The rows of a matrix. */
    private static List<int[]> lists(Nd m) {
        return IntStream.range(0, m.dim(0)).mapToObj(i -> ints(m.row(i))).toList();
    }

    private static List<List<int[]>> nested(Nd m) {
        int k = m.dim(0);
        int n = m.dim(1);
        List<int[]> all = lists(m.reshape(k * n, m.dim(2)));
        return IntStream.range(0, k)
                .mapToObj(i -> all.subList(i * n, (i + 1) * n))
                .toList();
    }
}
