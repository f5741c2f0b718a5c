package org.dmol.chapters.vae;

import java.io.IOException;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Grad;
import org.dmol.tf.Scan;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Steps 17 and 18: the most compact conformation, sought in the latent space by gradient descent. */
final class Compact {
    private static final int STARTS = 20;
    private static final int STEPS = 100;
    private static final double RATE = 1e-2;
    private static final double BOND = 0.72;

    private final PolymerData data;
    private final PolymerVae polymer;
    private double[] best;

    Compact(PolymerData data, PolymerVae polymer) {
        this.data = data;
        this.polymer = polymer;
    }

    /** Sizes by step and start, and the last latent variables. */
    private record Descent(Nd sizes, Nd z) {}

    private Descent descend(Nd start, double bondPenalty) {
        try (Fn run = Fn.multi((tf, in) -> Scan.of(tf, STEPS, in, (f, i, state) -> {
            Operand<TFloat32> z = state.get(0);
            Expr p = frames(f, z);
            Expr size = p.square().sum(-1, -2).sqrt();
            Expr target = bondPenalty == 0
                    ? size
                    : size.plus(bonds(p).minus(BOND).square().sum(-1).times(bondPenalty));
            Expr slope = Expr.of(f, Grad.of(f, target, List.of(z)).get(0));
            return Scan.step(Expr.of(f, z).minus(slope.times(RATE))).record(size);
        }))) {
            List<Nd> out = run.callAll(start);
            return new Descent(out.get(1), out.get(0));
        }
    }

    /** Decoded frames (starts, beads, 2). */
    private Expr frames(Ops tf, Operand<TFloat32> z) {
        Ctx c = Ctx.inference(tf);
        return Expr.of(c, polymer.vae().decoder().apply(c, z)).reshape(Dims.of(STARTS, Polymer.BEADS, 2));
    }

    private static Expr bonds(Expr p) {
        Ops tf = p.tf();
        int n = Polymer.BEADS - 1;
        Expr left = slice(tf, p, 0, n);
        Expr right = slice(tf, p, 1, n);
        return right.minus(left).square().sum(-1).plus(1e-9).sqrt();
    }

    private static Expr slice(Ops tf, Expr p, int from, int n) {
        return Expr.of(tf, tf.slice(p, tf.constant(new int[] {0, from, 0}), tf.constant(new int[] {STARTS, n, 2})));
    }

    void descent(Run run) throws IOException {
        Nd start = polymer.vae().prior().sample(STARTS, run.seed());
        Descent plain = descend(start, 0);
        double[] first = row(plain.sizes, 0);
        double[] last = sizes(plain.z);
        int winner = argMin(last);
        best = decoded(plain.z, winner);
        Figure fig = new Figure(5.5, 3.8);
        Axes ax = fig.axes().xlabel("Iteration").ylabel("√Σr²");
        for (int s = 0; s < STARTS; s++) {
            double[] curve = new double[STEPS];
            for (int i = 0; i < STEPS; i++) {
                curve[i] = plain.sizes.get(i, s);
            }
            ax.plot(curve).color(s == winner ? 3 : 0).alpha(s == winner ? 1 : 0.3);
        }
        ax.axhline(1.5790658).dashed().color(1).label("most compact training frame");
        ax.legend();
        run.figure("descent", fig, "Gradient descent of √Σr² in the latent space from " + STARTS + " starts.");
        run.print("from %.3f … %.3f to %.3f … %.3f", min(first), max(first), min(last), max(last));
        run.metric("start_mean", PolymerData.mean(first)).published(1.612).band(1.2, 4.5);
        run.metric("end_best", last[winner]).published(1.170).band(0.7, 1.579);
        boolean never = true;
        for (int s = 0; s < STARTS; s++) {
            never &= last[s] <= first[s] + 1e-6;
        }
        run.check("never_uphill", never);
        double before = Polymer.gyration(decoded(start, winner));
        double after = Polymer.gyration(best);
        run.print("radius of gyration of the best start: %.4f, then %.4f", before, after);
        run.metric("best_gyration_radius", after).band(0.2, 0.4558);
        run.corrected(
                "The book labels √Σr² as the radius of gyration, which it exceeds by √12, and does not subtract the "
                        + "centroid of the decoded frame. The radius printed here has both.");
        Descent penalised = descend(start, 2);
        double[] bonded = sizes(penalised.z);
        double[] frame = decoded(penalised.z, argMin(bonded));
        run.beyond(String.format(
                java.util.Locale.ROOT,
                "With a penalty on bonds that differ from %.2f the best conformation has √Σr² = %.3f and a mean bond of %.3f "
                        + "instead of %.3f.",
                BOND,
                min(bonded),
                meanBond(frame),
                meanBond(best)));
    }

    private double[] sizes(Nd z) {
        double[] squares = Polymer.of(polymer.vae().decode(z)).squaredSizes();
        return java.util.Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    private double[] decoded(Nd z, int i) {
        return Polymer.of(polymer.vae().decode(z.rows(i, i + 1))).frame(0);
    }

    private static double meanBond(double[] p) {
        double sum = 0;
        for (int i = 0; i + 3 < p.length; i += 2) {
            sum += Math.hypot(p[i + 2] - p[i], p[i + 3] - p[i + 1]) / (Polymer.BEADS - 1);
        }
        return sum;
    }

    private static double[] row(Nd a, int i) {
        return a.row(i).cast(DType.FLOAT64).doubles();
    }

    private static int argMin(double[] v) {
        int k = 0;
        for (int i = 0; i < v.length; i++) {
            k = v[i] < v[k] ? i : k;
        }
        return k;
    }

    private static double min(double[] v) {
        return java.util.Arrays.stream(v).min().orElseThrow();
    }

    private static double max(double[] v) {
        return java.util.Arrays.stream(v).max().orElseThrow();
    }

    void compare(Run run) throws IOException {
        double[] trained = data.longPaths().frame(362);
        Figure fig = Figure.grid(1, 2, 9, 3.7).shareX().shareY();
        fig.axes(0)
                .title("Optimised")
                .equalAspect()
                .plot(Polymer.xs(best), Polymer.ys(best))
                .marker('o');
        fig.axes(1)
                .title("Most compact training frame")
                .equalAspect()
                .plot(Polymer.xs(trained), Polymer.ys(trained))
                .marker('o')
                .color(1);
        run.figure("compact", fig, "The optimised conformation and frame 362.");
        run.print("mean bond: optimised %.3f, training frame %.3f", meanBond(best), meanBond(trained));
        run.print(
                "closest beads: optimised %.3f, training frame %.3f", Polymer.closest(best), Polymer.closest(trained));
        run.say(
                "The decoder reaches more compact conformations than any frame it was trained on, but at the price of bonds that are "
                        + "far too short: the latent space holds averages of conformations.");
    }
}
