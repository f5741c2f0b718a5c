package org.dmol.chapters.regression;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.data.analysis.Intercept;
import org.dmol.data.analysis.Learner;
import org.dmol.data.analysis.LeastSquares;
import org.dmol.data.sets.AqSolDb;

/** The table, its raw features and labels, and the chapter's random numbers. */
final class RegressionData {
    /** As the book fits: weights without a constant first, the constant is then the mean residual. */
    static final Learner BOOK = LeastSquares.with(Intercept.MEAN_RESIDUAL);
    /** Weights and constant together: the optimum. */
    static final Learner JOINT = LeastSquares.with(Intercept.JOINT);

    AqSolDb set;
    /** Raw features, float64 [n, 17]. */
    Nd x;
    /** log10 of the solubility in mol/L. */
    double[] y;

    Draws draws;

    void use(AqSolDb table, long seed) {
        set = table;
        x = set.features();
        y = set.solubility().doubles();
        draws = Draws.of(seed, set.size());
    }

    void load(Run run) {
        use(AqSolDb.load(run.store()), run.seed());
        run.metric("rows", set.size()).expected(9982, 0);
        run.series(
                        "first_sampled_rows",
                        Arrays.stream(draws.overfit(), 0, 6).asDoubleStream().toArray())
                .exactly(new double[] {6907, 9567, 8083, 1861, 1509, 4017}, 0)
                .each((m, i) -> m.forSeed(0));
        run.series("first_weights", Arrays.copyOf(draws.w().doubles(), 3))
                .exactly(new double[] {-0.1285656, 0.85363698, -0.72775168}, 1e-7)
                .each((m, i) -> m.forSeed(0));
        run.say(
                "All random numbers of the chapter are drawn here, in the order of the book's program, so that every step gives the same numbers when it runs alone.");
    }

    double[] labels(int[] rows) {
        return pick(y, rows);
    }

    static double[] pick(double[] v, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> v[i]).toArray();
    }

    static double[] plus(double[] a, double[] b) {
        double[] out = a.clone();
        Arrays.setAll(out, i -> a[i] + b[i]);
        return out;
    }
}
