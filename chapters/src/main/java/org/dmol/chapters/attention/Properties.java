package org.dmol.chapters.attention;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.tf.Fn;

/** What holds for attention whatever the numbers: symmetries, the convex hull, and what masks do. */
final class Properties {
    private Properties() {}

    static void show(Run run) {
        ExampleArrays a = ExampleArrays.random(run.seed());
        int[] p = new NumpyRandom(run.seed() + 1).permutation(11);
        try (Fn f = Fn.of((tf, in) -> Formulas.attention(tf, in.get(0), in.get(1), in.get(2)))) {
            Nd v = a.values();
            Nd y = f.call(a.x(), a.x(), v);
            Nd keysMoved = f.call(a.x(), a.x().take(p), v.take(p));
            run.metric("change_when_keys_and_values_move", distance(y, keysMoved))
                    .band(0, 1e-13)
                    .alsoQuick()
                    .alsoStandIn();
            Nd allMoved = f.call(a.x().take(p), a.x().take(p), v.take(p));
            run.metric("change_against_moved_rows", distance(y.take(p), allMoved))
                    .band(0, 1e-13)
                    .alsoQuick()
                    .alsoStandIn();
            boolean inside = true;
            for (int j = 0; j < 2; j++) {
                for (int i = 0; i < 11; i++) {
                    inside &= y.get(i, j) <= max(v.transpose().row(j).doubles())
                            && y.get(i, j) >= min(v.transpose().row(j).doubles());
                }
            }
            run.check("outputs_lie_between_the_values", inside).alsoStandIn();
        }
        masks(run, a);
    }

    /** An additive mask: a large negative number where a query may not look. */
    private static void masks(Run run, ExampleArrays a) {
        double[] causal = new double[11 * 11];
        double[] padding = new double[11 * 11];
        for (int i = 0; i < 11; i++) {
            for (int k = 0; k < 11; k++) {
                causal[i * 11 + k] = k > i ? -1e9 : 0;
                padding[i * 11 + k] = k >= 7 ? -1e9 : 0;
            }
        }
        try (Fn f = Fn.of((tf, in) ->
                Formulas.softmax(tf, tf.math.add(Formulas.scores(tf, in.get(0), in.get(0)), in.get(1))))) {
            Nd look = f.call(a.x(), Nd.of(causal, 11, 11));
            Nd short7 = f.call(a.x(), Nd.of(padding, 11, 11));
            double ahead = 0;
            double beyond = 0;
            for (int i = 0; i < 11; i++) {
                for (int k = 0; k < 11; k++) {
                    ahead = Math.max(ahead, k > i ? look.get(i, k) : 0);
                    beyond = Math.max(beyond, k >= 7 ? short7.get(i, k) : 0);
                }
            }
            run.print("causal mask, first rows:\n%s", look.rows(0, 3));
            run.metric("largest_weight_on_later_elements", ahead).expected(0, 0).alsoStandIn();
            run.metric("largest_weight_on_padding", beyond).expected(0, 0).alsoStandIn();
            double[] own = f.call(a.x().rows(0, 7), Nd.zeros(a.x().dtype(), 7, 7))
                    .row(0)
                    .doubles();
            double[] masked = Arrays.copyOf(short7.row(0).doubles(), 7);
            run.metric("masked_less_cut_off", distance(Nd.vector(own), Nd.vector(masked)))
                    .band(0, 1e-14)
                    .alsoQuick()
                    .alsoStandIn();
        }
    }

    private static double distance(Nd a, Nd b) {
        double worst = 0;
        for (int i = 0; i < a.size(); i++) {
            worst = Math.max(worst, Math.abs(a.getFlat(i) - b.getFlat(i)));
        }
        return worst;
    }

    private static double min(double[] a) {
        return DoubleStream.of(a).min().orElseThrow();
    }

    private static double max(double[] a) {
        return DoubleStream.of(a).max().orElseThrow();
    }
}
