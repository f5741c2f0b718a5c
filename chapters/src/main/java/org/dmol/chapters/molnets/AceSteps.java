package org.dmol.chapters.molnets;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.layers.Seeds;
import org.dmol.layers.equivariant.AceFeatures;
import org.dmol.layers.equivariant.Irreps;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** Steps 5 and 8: features of the atomic cluster expansion, how they turn, and what products of them see. */
final class AceSteps {
    private static final String IN = "3x0e + 1x1o";

    private AceSteps() {}

    /** Features with harmonics and results up to degree 2, two channels. */
    static AceFeatures layer() {
        return new AceFeatures(IN, 2, 2, 2, 8, 4, 16);
    }

    static Nd call(AceFeatures layer, Nd h, Nd x) {
        try (Fn f = Fn.of(
                (tf, in) -> Trace.floats(layer.apply(Ctx.inference(tf), in).get(0)))) {
            return f.call(h, x);
        }
    }

    static void features(Run run) {
        MoleculeGraph g = MoleculeGraph.of(Smiles.parse("CO").withHydrogens());
        double[][] place = SpringEmbedding.of(g.molecule(), run.seed());
        double[][] element = MethanolFragments.nodes(g);
        float[] h = new float[6 * 6];
        float[] x = new float[6 * 3];
        for (int i = 0; i < 6; i++) {
            for (int k = 0; k < 3; k++) {
                h[6 * i + k] = (float) element[i][k];
                h[6 * i + 3 + k] = (float) place[i][k]; // from the centre of the molecule: a vector that turns with it
                x[3 * i + k] = (float) place[i][k];
            }
        }
        Seeds.set(run.seed());
        AceFeatures ace = layer();
        Irreps out = ace.features();
        Nd nodes = Nd.of(h, 1, 6, 6);
        Nd positions = Nd.of(x, 1, 6, 3);
        Nd a = call(ace, nodes, positions);
        run.print("A of an atom: %s, %d numbers", out, out.dim());
        double[][] turn = Rotations.random(new Random(run.seed()));
        Table t = Table.of(
                "A of turned methanol against D(R) A, largest difference by degree",
                "motion",
                "l = 0",
                "l = 1",
                "l = 2");
        report(run, t, ace, "rotation", turn, nodes, positions, a);
        report(run, t, ace, "reflection", Rotations.inverted(turn), nodes, positions, a);
        run.table(t);
        double shift = difference(call(ace, nodes, positions.map(v -> v + 2)), a, out, -1);
        run.metric("translation_error", shift).band(0, 1e-5).alsoQuick();
        run.say(
                "A force is minus the slope of an energy, F = -∇U; if U is made of numbers with l = 0 it does not change as the "
                        + "molecule turns, and the forces turn with it.");
        run.beyond("The book states the formula; here it is a layer (AceFeatures), with parity.");
    }

    private static void report(Run run, Table t, AceFeatures ace, String name, double[][] r, Nd h, Nd x, Nd a) {
        Irreps out = ace.features();
        Nd moved = call(ace, Rotations.apply(Irreps.of(IN).matrix(r), h), Rotations.apply(r, x));
        Nd expected = Rotations.apply(out.matrix(r), a);
        double[] d = IntStream.range(0, 3)
                .mapToDouble(l -> difference(moved, expected, out, l))
                .toArray();
        t.row(name, d[0], d[1], d[2]);
        run.metric(name + "_error", Arrays.stream(d).max().orElseThrow())
                .band(0, 1e-5)
                .alsoQuick();
        if (name.equals("rotation")) {
            run.metric("invariants_change", difference(moved, a, out, 0))
                    .band(0, 1e-5)
                    .alsoQuick()
                    .note("l = 0, before and after.");
            double others = Math.max(difference(moved, a, out, 1), difference(moved, a, out, 2));
            run.check("features with l > 0 do change", others > 0.01).alsoQuick();
        }
    }

    /** Largest difference of the components of a degree; -1 for all. */
    private static double difference(Nd a, Nd b, Irreps irreps, int degree) {
        double worst = 0;
        int dim = irreps.dim();
        for (int k = 0; k < irreps.terms().size(); k++) {
            if (degree >= 0 && irreps.terms().get(k).irrep().l() != degree) {
                continue;
            }
            int from = irreps.offset(k);
            for (int i = from; i < from + irreps.terms().get(k).dim(); i++) {
                for (int r = 0; r < a.size() / dim; r++) {
                    worst = Math.max(worst, Math.abs(a.getFlat(r * dim + i) - b.getFlat(r * dim + i)));
                }
            }
        }
        return worst;
    }

    /** An atom with two neighbours at distance 1 and an angle between them: what sums and products of A see of the angle. */
    static void bodyOrder(Run run) throws IOException {
        int n = 37;
        double[] angle = new double[n];
        float[] x = new float[n * 9];
        for (int s = 0; s < n; s++) {
            angle[s] = 15 + (180 - 15) * s / (n - 1.0);
            double a = Math.toRadians(angle[s]);
            x[9 * s + 3] = 1;
            x[9 * s + 6] = (float) Math.cos(a);
            x[9 * s + 7] = (float) Math.sin(a);
        }
        Seeds.set(run.seed());
        AceFeatures ace = new AceFeatures("1x0e", 1, 2, 2, 8, 3, 16);
        Nd a = call(ace, Nd.full(DType.FLOAT32, 1, n, 3, 1), Nd.of(x, n, 3, 3));
        double[][] power = new double[3][n];
        for (int s = 0; s < n; s++) {
            power[0][s] = a.get(s, 0, 0);
            for (int l = 1; l <= 2; l++) {
                for (int m = 0; m < 2 * l + 1; m++) {
                    power[l][s] += a.get(s, 0, l * l + m) * a.get(s, 0, l * l + m);
                }
            }
        }
        Figure fig = new Figure(6.4, 4.2);
        Axes ax = fig.axes().xlabel("Angle (degrees)").ylabel("Relative to that at 15°");
        String[] names = {"A, l = 0: pairs", "A·A, l = 1: triples", "A·A, l = 2: triples"};
        for (int k = 0; k < 3; k++) {
            double first = power[k][0];
            ax.plot(angle, Arrays.stream(power[k]).map(v -> v / first).toArray())
                    .label(names[k]);
        }
        ax.legend("lower left");
        run.figure(
                "body-order",
                fig,
                "Invariants of an atom with two neighbours at distance 1, by the angle between them.");
        run.metric("pairs_see_of_the_angle", spread(power[0])).band(0, 1e-5).alsoQuick();
        double[] expected = Arrays.stream(angle)
                .map(v -> power[1][0] * (1 + Math.cos(Math.toRadians(v))) / (1 + Math.cos(Math.toRadians(15))))
                .toArray();
        double worst = IntStream.range(0, n)
                .mapToDouble(s -> Math.abs(power[1][s] - expected[s]))
                .max()
                .orElseThrow();
        run.metric("l1_against_1_plus_cosine", worst / power[1][0])
                .band(0, 1e-5)
                .alsoQuick()
                .note("The sum of two unit vectors has the squared length 2 (1 + cos).");
        run.check("triples see the angle", spread(power[1]) > 0.5 && spread(power[2]) > 0.2)
                .alsoQuick();
        run.table(BodyOrders.table());
        run.beyond(
                "What a product of two features sees of three atoms, in numbers; and the body orders of known models.");
    }

    private static double spread(double[] x) {
        double lo = Arrays.stream(x).min().orElseThrow();
        double hi = Arrays.stream(x).max().orElseThrow();
        return (hi - lo) / Math.max(Math.abs(lo), Math.abs(hi));
    }
}
