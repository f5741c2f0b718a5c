package org.dmol.chapters.qm9;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.sets.Qm9Record;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;

/** Steps 5, 6 and 7: edges, the layer and the network before training. */
final class LayerSteps {
    private final BookSteps book;

    LayerSteps(BookSteps book) {
        this.book = book;
    }

    void edges(Run run) {
        Qm9Record methane = RecordSteps.first();
        int n = methane.size();
        Nd e;
        try (Fn f = Fn.of((tf, in) -> BookNetwork.edges(tf, in.get(0), in.get(1), 2))) {
            e = f.call(methane.positions().reshape(1, n, 3), ones(n));
        }
        Table t = Table.of("1/r² of methane, 1/Å²", "", "C", "H", "H", "H", "H");
        String[] names = {"C", "H", "H", "H", "H"};
        for (int i = 0; i < n; i++) {
            t.row(names[i], e.get(0, i, 0), e.get(0, i, 1), e.get(0, i, 2), e.get(0, i, 3), e.get(0, i, 4));
        }
        run.table(t);
        double bond = methane.positions().get(1, 0) - methane.positions().get(0, 0);
        double square = bond * bond;
        for (int k = 1; k < 3; k++) {
            double d = methane.positions().get(1, k) - methane.positions().get(0, k);
            square += d * d;
        }
        run.metric("edge_c_h", e.get(0, 0, 1), "1/Å²")
                .expected(1 / square, 1e-12)
                .alsoQuick()
                .alsoStandIn();
        run.corrected(
                "The text calls this the inverse distance; it is the inverse of the squared distance. It is kept for the book's run and named; "
                        + "the sounder run below uses 1/r.");
    }

    private static Nd ones(int n) {
        double[] one = new double[n];
        Arrays.fill(one, 1);
        return Nd.of(one, 1, n);
    }

    void layer(Run run) {
        Seeds.set(run.seed());
        int last = book.validation()[book.validation().length - 1];
        int n = book.molecules().geometries().atoms(last);
        List<Nd> in = book.molecules().inputs(new int[] {last}, n);
        try (BookNetwork model = new BookNetwork(2, 0.1);
                Fn graphs = Fn.multi((tf, x) -> model.graphs(Ctx.inference(tf), x))) {
            model.call(in);
            List<Nd> u = graphs.callAll(in.toArray(Nd[]::new));
            run.print("graph features before: %s", text(u.get(0)));
            run.print("and after one layer:   %s", text(u.get(1)));
            run.metric("parameters", model.countParams())
                    .exactly(1321)
                    .alsoQuick()
                    .alsoStandIn();
            double largest = 0;
            for (int k = 0; k < u.get(1).size(); k++) {
                largest = Math.max(largest, u.get(1).getFlat(k));
            }
            run.metric("largest_graph_feature_after_one_untrained_layer", largest)
                    .published(4.8240)
                    .note("Random weights and another molecule: published is 4.82 in 2026, 0.62 in 2023.");
        }
        run.note(
                "An atom sends itself the message lrelu(b), and messages are summed, not averaged: the graph's features grow with the molecule. "
                        + "For an energy, which grows too, that is as it should be.");
    }

    private static String text(Nd u) {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < u.size(); k++) {
            out.append(String.format(Locale.ROOT, "%8.4f", u.getFlat(k)));
        }
        return out.toString();
    }

    /** Symmetries and gradients of the network in float64. */
    void proofs(Run run) {
        FloatX.set(DType.FLOAT64);
        Seeds.set(run.seed());
        try (BookNetwork model = new BookNetwork(2, 1)) {
            int row = book.validation()[0];
            int n = book.molecules().geometries().atoms(row);
            List<Nd> in = book.molecules().inputs(new int[] {row}, n);
            Nd z = in.get(0);
            Nd x = in.get(1).cast(DType.FLOAT64);
            double e = energy(model, z, x);
            double[][] r = Rotations.random(new Random(run.seed()));
            double[] moved = x.doubles().clone();
            for (int i = 0; i < moved.length; i += 3) {
                double[] v = Rotations.apply(r, moved[i], moved[i + 1], moved[i + 2]);
                for (int k = 0; k < 3; k++) {
                    moved[i + k] = v[k] + 3 - k;
                }
            }
            run.metric("change_when_turned_and_moved", relative(energy(model, z, Nd.of(moved, 1, n, 3)), e))
                    .band(0, 1e-5)
                    .alsoQuick()
                    .alsoStandIn();
            int[] order = new org.dmol.array.NumpyRandom(1).permutation(n);
            double swapped = energy(
                    model,
                    z.row(0).take(order).reshape(1, n),
                    x.row(0).take(order).reshape(1, n, 3));
            run.metric("change_when_atoms_are_reordered", relative(swapped, e))
                    .band(0, 1e-6)
                    .alsoQuick()
                    .alsoStandIn();
            List<Nd> wide = book.molecules().inputs(new int[] {row}, n + 5);
            run.metric(
                            "change_by_padding",
                            relative(energy(model, wide.get(0), wide.get(1).cast(DType.FLOAT64)), e))
                    .band(0, 1e-6)
                    .alsoQuick()
                    .alsoStandIn();
            run.metric("gradient_against_differences", slope(model))
                    .band(0, 1e-6)
                    .alsoQuick()
                    .alsoStandIn()
                    .note("Force on an atom of methane, relative to central differences; float64.");
        } finally {
            FloatX.set(DType.FLOAT32);
        }
    }

    private static double relative(double a, double b) {
        return Math.abs(a - b) / Math.abs(b);
    }

    private static double energy(BookNetwork model, Nd z, Nd x) {
        try (Fn f = Fn.multi((tf, in) -> model.apply(Ctx.inference(tf), in))) {
            return f.call(z, x).getFlat(0);
        }
    }

    private static double slope(BookNetwork model) {
        Qm9Record methane = RecordSteps.first();
        Nd z = methane.atomicNumbers().reshape(1, 5);
        double[] x = methane.positions().doubles();
        try (Fn f = Fn.multi((tf, in) -> model.apply(Ctx.inference(tf), in));
                Fn g = f.grad(1)) {
            double exact = g.call(z, Nd.of(x, 1, 5, 3)).getFlat(4);
            double[] up = x.clone();
            double[] down = x.clone();
            up[4] += 1e-5;
            down[4] -= 1e-5;
            double numeric = (f.call(z, Nd.of(up, 1, 5, 3)).getFlat(0)
                            - f.call(z, Nd.of(down, 1, 5, 3)).getFlat(0))
                    / 2e-5;
            return relative(exact, numeric);
        }
    }
}
