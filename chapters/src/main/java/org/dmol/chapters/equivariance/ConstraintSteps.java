package org.dmol.chapters.equivariance;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;
import org.dmol.layers.equivariant.EquivariantLinear;
import org.dmol.layers.equivariant.FiniteGroup;
import org.dmol.layers.equivariant.Gate;
import org.dmol.layers.equivariant.Irreps;
import org.dmol.layers.equivariant.LinearMaps;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.layers.equivariant.TensorProduct;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** Section D: weights forced into the space of equivariant maps. */
final class ConstraintSteps {
    static final String INPUT = "5x0e + 5x1o";
    private static final String HIDDEN = "32x0e + 16x1o + 8x1e + 8x2e";
    private double[][] g;
    private double[] x;

    void representation(Run run) {
        Random random = new Random(run.seed());
        g = Rotations.random(random);
        double[][] transposed = new double[3][3];
        for (int i = 0; i < 9; i++) {
            transposed[i / 3][i % 3] = g[i % 3][i / 3];
        }
        double[][] product = Rotations.multiply(g, transposed);
        double off = Hexagon.distance(product, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        run.metric("g g' - 1", off).band(0, 1e-14).alsoQuick().alsoStandIn();
        double[] v = Rotations.apply(g, 0, 0, 1);
        run.print("(0, 0, 1) turned: %s", Hexagon.text(v, 6));
        run.metric("its length", Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]))
                .expected(1, 1e-14);
        x = random.doubles(20, -2, 2).toArray();
        run.print(
                "input %s, output 1o; features %s; positions %s",
                Irreps.of(INPUT), Hexagon.text(Arrays.copyOf(x, 5), 2), Hexagon.text(Arrays.copyOfRange(x, 5, 20), 2));
    }

    void network(Run run) {
        FloatX.set(DType.FLOAT64);
        Seeds.set(run.seed());
        try {
            String wide = Gate.input(HIDDEN).toString();
            EquivariantLinear first = new EquivariantLinear(INPUT, wide);
            TensorProduct bilinear = new TensorProduct(wide, INPUT, wide);
            Gate gate = new Gate(HIDDEN, "silu");
            EquivariantLinear last = new EquivariantLinear(HIDDEN, "1o");
            try (Fn f = Fn.of((tf, in) -> {
                Ctx c = Ctx.inference(tf);
                var h = Trace.floats(first.apply(c, in.get(0)));
                var two = Trace.floats(
                        bilinear.apply(c, java.util.List.of(h, in.get(0))).get(0));
                var sum = tf.math.add(h, tf.math.mul(two, Trace.scalar(tf, two, 0.1)));
                return Trace.floats(last.apply(c, gate.apply(c, sum)));
            })) {
                double[][] big = Irreps.of(INPUT).matrix(g);
                double[] moved = f.call(Nd.of(Rotations.apply(big, x), 1, 20)).doubles();
                double[] out = f.call(Nd.of(x, 1, 20)).doubles();
                double[] turned = Rotations.apply(g, out);
                run.print("model(x)    %s", Hexagon.text(out, 6));
                run.print("model(g x)  %s", Hexagon.text(moved, 6));
                run.print("g model(x)  %s", Hexagon.text(turned, 6));
                double worst = 0;
                for (int i = 0; i < 3; i++) {
                    worst = Math.max(worst, Math.abs(moved[i] - turned[i]));
                }
                run.metric("model(g x) - g model(x)", worst)
                        .band(0, 1e-12)
                        .alsoQuick()
                        .alsoStandIn();
                run.check("the output is not zero", Math.abs(out[0]) > 1e-6);
            }
        } finally {
            FloatX.set(DType.FLOAT32);
        }
        run.say(
                "One block: an equivariant linear map to " + HIDDEN
                        + " and a gate for each irrep that is no scalar, 0.1 times a tensor product with the input, the gates, and a linear map to a vector.");
    }

    void projectors(Run run) throws IOException {
        LinearMaps weights = LinearMaps.rotationsOnly(Irreps.of(INPUT), Irreps.of("1o"));
        LinearMaps biases = LinearMaps.rotationsOnly(Irreps.of("0e"), Irreps.of("1o"));
        double[][] p = weights.projector();
        run.print("projectors (%d, %d) of weights and (%d, %d) of biases", p.length, p.length, 3, 3);
        run.metric("rank of the projector of weights", weights.dimension()).expected(5, 0);
        run.metric("rank of the projector of biases", biases.dimension()).expected(0, 0);
        double[][] square = Rotations.multiply(p, p);
        run.metric("P P - P", Hexagon.distance(square, p))
                .band(0, 1e-13)
                .alsoQuick()
                .alsoStandIn();
        double[][] w = new double[3][20];
        double[][] random = new double[3][20];
        Random r = new Random(run.seed() + 1);
        for (int k = 0; k < 60; k++) {
            w[k / 20][k % 20] = Math.sin(1 + k);
            random[k / 20][k % 20] = r.nextGaussian();
        }
        double[][] closed = new double[3][20];
        double[] blocks = {-0.0304314104, 0.0314386790, -0.0318167022, 0.0315579140, -0.0306674939};
        double[][] q = weights.project(w);
        for (int b = 0; b < 5; b++) {
            double trace = w[0][5 + 3 * b] + w[1][6 + 3 * b] + w[2][7 + 3 * b];
            for (int i = 0; i < 3; i++) {
                closed[i][5 + 3 * b + i] = trace / 3;
            }
            run.metric("block " + b, q[0][5 + 3 * b]).expected(blocks[b], 1e-8);
        }
        run.metric("projected - closed form", Hexagon.distance(q, closed))
                .band(0, 1e-13)
                .alsoQuick()
                .alsoStandIn();
        double[][] projected = weights.project(random);
        double[][] big = Irreps.of(INPUT).matrix(g);
        run.metric("random W: W g x - g W x", gap(random, big))
                .band(1e-3, 100)
                .alsoQuick()
                .alsoStandIn();
        run.metric("projected W: W g x - g W x", gap(projected, big))
                .band(0, 1e-12)
                .alsoQuick()
                .alsoStandIn();
        run.print("P_b b = %s", Arrays.deepToString(biases.project(new double[][] {{1}, {2}, {3}})));
        Figure fig = Figure.grid(2, 1, 10, 5);
        Axes top = fig.axes(0).title("Random W").yticks(new double[] {0, 1, 2}, new String[] {"x", "y", "z"});
        top.imshow(random);
        Axes bottom = fig.axes(1).title("Projected W").yticks(new double[] {0, 1, 2}, new String[] {"x", "y", "z"});
        bottom.imshow(projected);
        run.figure(
                "weights",
                fig,
                "A random matrix of 3 by 20 and its projection: scalars drop out, each block of a vector becomes a multiple of 1.");
    }

    private double gap(double[][] w, double[][] big) {
        double[] a = Rotations.apply(w, Rotations.apply(big, x));
        double[] b = Rotations.apply(g, Rotations.apply(w, x));
        return Math.max(Math.abs(a[0] - b[0]), Math.max(Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])));
    }

    void dimensions(Run run) {
        run.beyond(
                "The dimension of the space of equivariant maps for other groups and representations, from the constraints alone.");
        Table t = Table.of("equivariant linear maps", "group", "from", "to", "all maps", "equivariant");
        String[][] pairs = {{"1o", "1o"}, {"0e + 1o", "1o + 2e"}, {"2x1o", "3x1o"}, {"1e", "1o"}, {"2e + 3o", "2e + 3o"}
        };
        for (String[] p : pairs) {
            Irreps a = Irreps.of(p[0]);
            Irreps b = Irreps.of(p[1]);
            t.row(
                    "SO(3)",
                    p[0],
                    p[1],
                    a.dim() * b.dim(),
                    LinearMaps.rotationsOnly(a, b).dimension());
            t.row(
                    "O(3)",
                    p[0],
                    p[1],
                    a.dim() * b.dim(),
                    LinearMaps.between(a, b).dimension());
        }
        for (int n = 2; n <= 5; n++) {
            LinearMaps maps = new LinearMaps(n, n);
            for (int[] p : FiniteGroup.permutations(n)) {
                double[][] m = new double[n][n];
                for (int i = 0; i < n; i++) {
                    m[p[i]][i] = 1;
                }
                maps.commutingWith(m, m);
            }
            t.row("S" + n, n + " points", n + " points", n * n, maps.dimension());
            run.metric("S" + n + " on " + n + " points", maps.dimension()).expected(2, 0);
        }
        FiniteGroup z6 = FiniteGroup.cyclic(6);
        LinearMaps regular = new LinearMaps(6, 6).commutingWith(z6.regular(1), z6.regular(1));
        t.row("Z6", "functions on Z6", "functions on Z6", 36, regular.dimension());
        run.metric("Z6 on functions", regular.dimension()).expected(6, 0).note("as many as a convolution has weights");
        run.table(t);
    }
}
