package org.dmol.chapters.attention;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Stats;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** The original's formulas beside the right ones, on the same arrays. */
final class Defects {
    private static final ExampleArrays FIXED = ExampleArrays.fixed();

    private Defects() {}

    static void show(Run run) {
        run.corrected(
                "The original divides entry (i, j) by the sum of row j, and the scores by the root of the sequence's length, 11, in place of the query's, 4. "
                        + "Its softmax does not subtract the maximum. Its formulas are here for comparison alone.");
        rows(run);
        outputs(run);
        largestSums(run);
        overflow(run);
    }

    private static void rows(Run run) {
        try (Fn right = Fn.of((tf, in) -> Formulas.attentionWeights(tf, in.get(0), in.get(0)));
                Fn wrong = Fn.of((tf, in) -> Formulas.defectiveWeights(tf, in.get(0), in.get(0)))) {
            Nd w = wrong.call(FIXED.x());
            double[] sums = rowSums(w);
            double[] columns = rowSums(w.transpose());
            double[] rightSums = rowSums(right.call(FIXED.x()));
            run.table(Table.of(
                            "sums of the weights",
                            "formula",
                            "smallest row",
                            "largest row",
                            "smallest column",
                            "largest column")
                    .row("original", min(sums), max(sums), min(columns), max(columns))
                    .row("here", min(rightSums), max(rightSums), "–", "–"));
            run.metric("smallest_row_sum_of_the_original", min(sums))
                    .near(0.96338, 5e-6)
                    .alsoStandIn();
            run.metric("largest_row_sum_of_the_original", max(sums))
                    .near(1.03685, 5e-6)
                    .alsoStandIn();
            run.metric("largest_column_sum_of_the_original", max(columns))
                    .expected(1, 1e-12)
                    .alsoStandIn();
            run.metric("row_sum_here", max(rightSums)).expected(1, 1e-12).alsoStandIn();
        }
    }

    /** First row of the outputs of self-attention, of the trainable one, and of two heads, by both formulas. */
    private static void outputs(Run run) {
        double[][] wrong = {
            firstRow((tf, in) -> Formulas.defective(tf, in.get(0), in.get(0), in.get(0))),
            firstRow((tf, in) -> Formulas.defectiveProjected(tf, in.get(0), in.get(1), in.get(2), in.get(3))),
            firstRow(Formulas::defectiveTwoHeads)
        };
        double[][] right = {
            firstRow((tf, in) -> Formulas.attention(tf, in.get(0), in.get(0), in.get(0))),
            firstRow((tf, in) -> Formulas.projected(tf, in.get(0), in.get(1), in.get(2), in.get(3))),
            firstRow(Formulas::twoHeads)
        };
        String[] names = {"step 12.5", "step 12.6", "step 12.7"};
        Table t = Table.of("row 0 of the outputs, on the same arrays", "", "original", "here");
        for (int k = 0; k < names.length; k++) {
            t.row(names[k], Nd.vector(wrong[k]), Nd.vector(right[k]));
        }
        run.table(t);
        double[] five = {0.28696753, 0.2541851, -0.01229394, -0.26746998};
        run.series("original_step_5_row_0", wrong[0])
                .each((m, i) -> m.near(five[i], 5e-9).alsoStandIn());
        double[] six = {0.04873864, 0.02083963};
        run.series("original_step_6_row_0", wrong[1])
                .each((m, i) -> m.near(six[i], 5e-9).alsoStandIn());
    }

    private static double[] firstRow(Fn.Body formula) {
        try (Fn f = Fn.of(formula)) {
            return f.call(FIXED.heads()).row(0).doubles();
        }
    }

    private static void largestSums(Run run) {
        int draws = run.shorten(200, 50);
        try (Fn wrong = Fn.of((tf, in) -> Formulas.defectiveWeights(
                tf, Formulas.product(tf, in.get(0), in.get(1)), Formulas.product(tf, in.get(0), in.get(2))))) {
            double[] largest = new double[draws];
            for (int s = 0; s < draws; s++) {
                ExampleArrays a = ExampleArrays.random(s);
                largest[s] = max(rowSums(wrong.call(a.x(), a.q()[0], a.k()[0])));
            }
            run.print(
                    "with random projections the original's largest row sum has median %.1f and maximum %.0f over %d draws",
                    Stats.median(largest), max(largest), draws);
            run.say("That is why its two heads print entries above a thousand.");
            run.check("original_rows_do_not_sum_to_1", Stats.median(largest) > 2);
        }
    }

    /** Scores of 800: exp overflows above 709. */
    private static void overflow(Run run) {
        Nd scores = Nd.vector(800.0, 799.0, 0.0);
        try (Fn stable = Fn.of((tf, in) -> Formulas.softmax(tf, in.get(0)));
                Fn naive = Fn.of(
                        (tf, in) -> tf.math.div(tf.math.exp(in.get(0)), Trace.sum(tf, tf.math.exp(in.get(0)), 0)))) {
            Nd good = stable.call(scores);
            run.print("softmax of 800, 799, 0: %s; without subtracting the maximum: %s", good, naive.call(scores));
            run.metric("softmax_of_800", good.get(0))
                    .expected(1 / (1 + Math.exp(-1)), 1e-12)
                    .alsoStandIn();
            run.check("naive_softmax_fails", Double.isNaN(naive.call(scores).get(0)));
        }
    }

    private static double[] rowSums(Nd m) {
        double[] out = new double[m.dim(0)];
        Arrays.setAll(out, i -> Arrays.stream(m.row(i).doubles()).sum());
        return out;
    }

    private static double min(double[] a) {
        return Stats.quantile(a, 0);
    }

    private static double max(double[] a) {
        return Stats.quantile(a, 1);
    }
}
