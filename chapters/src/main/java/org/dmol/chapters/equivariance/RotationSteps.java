package org.dmol.chapters.equivariance;

import java.util.Arrays;
import java.util.Random;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.layers.equivariant.SphericalHarmonics;

/** Section C: rotations, spherical harmonics, Clebsch-Gordan coefficients, and a network of them. */
final class RotationSteps {
    static final double[][] FIXED_POINTS = {{0.3, -0.2, 0.5}, {-0.4, 0.6, 0.1}};
    private Draws d;
    private double[][] points;

    private static double[][] rows(Nd x) {
        double[][] out = new double[x.dim(0)][x.dim(1)];
        for (int i = 0; i < x.size(); i++) {
            out[i / x.dim(1)][i % x.dim(1)] = x.getFlat(i);
        }
        return out;
    }

    void fragments(Run run) {
        d = Draws.of(run.seed());
        points = rows(d.points());
        run.print("points %s and %s", Hexagon.text(points[0], 8), Hexagon.text(points[1], 8));
        run.metric("point_0_x", points[0][0]).near(0.45416527, 5e-9).forSeed(0);
        Fragments book = Fragments.of(points, 1, true);
        run.corrected(
                "The book's polar angle is arccos(z), right only on the unit sphere and not a number beyond |z| = 1; here the harmonics are polynomials of x/r, y/r, z/r.");
        var bug = bug(points[0]);
        run.metric("Y_00", bug.re()[0]).near(0.28209479, 5e-9);
        run.metric("Y_1-1 with the bug, real", bug.re()[1])
                .near(0.04759512, 5e-9)
                .forSeed(0);
        run.metric("Y_1-1 with the bug, imaginary", bug.im()[1])
                .near(-0.0906715, 5e-8)
                .forSeed(0);
        run.metric("Y_10 with the bug", bug.re()[2]).near(0.46664674, 5e-9).forSeed(0);
        var right = SphericalHarmonics.complex(1, points[0][0], points[0][1], points[0][2]);
        run.print("Y_1 of the first point: %.8f%+.8fi, %.8f", right.re()[1], right.im()[1], right.re()[2]);
        Fragments three = Fragments.of(points, 3, false);
        double[] bookScalars = {0.00055928, 0.02310789, 0.18032962};
        for (int c = 0; c < 3; c++) {
            run.metric("l0_channel_" + c, three.re()[0][0][0][c])
                    .near(bookScalars[c], 1e-8)
                    .forSeed(0);
        }
        run.check(
                "bug changes only the direction",
                book.re()[0][0][0][0] == Fragments.of(points, 1, false).re()[0][0][0][0]);
    }

    private static SphericalHarmonics.Complex bug(double[] p) {
        double polar = Math.acos(p[2]);
        double azimuth = Math.atan2(p[1], p[0]);
        return SphericalHarmonics.complex(
                1, Math.sin(polar) * Math.cos(azimuth), Math.sin(polar) * Math.sin(azimuth), Math.cos(polar));
    }

    void linear(Run run) {
        Fragments in = Fragments.of(points, 3, false);
        Fragments out = in.linear(d.mixing());
        double[] book = {-0.14579183, 0.13672409, 0.15786851};
        for (int c = 0; c < 3; c++) {
            run.metric("after_linear_" + c, out.re()[0][0][0][c])
                    .near(book[c], 1e-8)
                    .forSeed(0);
        }
        for (int l = 0; l < Fragments.DEGREES; l++) {
            run.print(
                    "degree %d: (%d, %d, %d) in and (%d, %d, %d) out",
                    l,
                    in.points(),
                    in.re()[l][0].length,
                    in.re()[l][0][0].length,
                    out.points(),
                    out.re()[l][0].length,
                    out.re()[l][0][0].length);
        }
        run.check(
                "the layer leaves its input alone",
                in.re()[0][0][0][0] == Fragments.of(points, 3, false).re()[0][0][0][0]);
    }

    void network(Run run) {
        double[] y = network(points, false).scalars();
        run.print("network of the two points: %s", Hexagon.text(y, 8));
        run.metric("network_0", y[0]).near(0.0006764, 5e-9).forSeed(0);
        run.metric("network_1", y[1]).near(0.01278468, 5e-9).forSeed(0);
        Fragments fixed = fixed(false);
        run.metric("fixed weights, l0 of point 0", fixed.scalars()[0]).expected(-0.0008381027, 1e-6);
        run.metric("fixed weights, l1 m0 of point 1", fixed.re()[1][1][1][0]).expected(-0.0003834101, 1e-6);
        run.metric("fixed weights pooled, l0", fixed(true).scalars()[0]).expected(-0.0824467523, 1e-8);
    }

    /** The network with weights of exact pseudo-random numbers on fixed points. */
    static Fragments fixed(boolean pooled) {
        double[] stream = Arrays.stream(Draws.lcg(1, 108)).map(u -> 2 * u - 1).toArray();
        Nd a = Nd.of(Arrays.copyOfRange(stream, 0, 48), 3, 4, 4);
        Nd b = Nd.of(Arrays.copyOfRange(stream, 48, 96), 3, 4, 4);
        Nd c = Nd.of(Arrays.copyOfRange(stream, 96, 108), 3, 4, 1);
        Fragments f = Fragments.of(FIXED_POINTS, 4, false);
        return (pooled ? f.pooled() : f).network(a, b, c);
    }

    private Fragments network(double[][] x, boolean polarBug) {
        return Fragments.of(x, 4, polarBug).network(d.first(), d.second(), d.third());
    }

    void rotation(Run run) {
        double[][] q = orthogonal(rows(d.matrix()));
        double[][] x = rows(d.newPoints());
        double determinant = Rotations.determinant(q);
        run.print(
                "points %s and %s; determinant of the book's matrix %.0f",
                Hexagon.text(x[0], 8), Hexagon.text(x[1], 8), determinant);
        if (determinant < 0) {
            for (double[] row : q) {
                row[0] = -row[0];
            }
            run.corrected("The book's orthogonal matrix has determinant -1: no rotation. One column is negated here.");
        }
        run.metric("determinant", Rotations.determinant(q)).expected(1, 1e-12);
        double[][] turned = Arrays.stream(x).map(p -> Rotations.apply(q, p)).toArray(double[][]::new);
        double[] before = network(x, false).scalars();
        double[] after = network(turned, false).scalars();
        run.metric("l0 of point 0", before[0]).near(0.03947039, 5e-9).forSeed(0);
        run.metric("l0 of point 1", before[1]).near(0.29290328, 5e-9).forSeed(0);
        run.metric("change of l0", Math.max(Math.abs(after[0] - before[0]), Math.abs(after[1] - before[1])))
                .band(0, 1e-14)
                .alsoQuick();
        run.corrected(
                "This test cannot fail: each point's l = 0 output depends on its distance alone, whatever the angle. The three below can.");
        Table t = Table.of("error under the rotation", "test", "here", "with the polar bug");
        double good = vectorError(x, turned, q, false);
        double bad = vectorError(x, turned, q, true);
        t.row("l = 1 output turns with the points", good, bad);
        double pooled = pooledError(x, turned, false);
        double pooledBug = pooledError(x, turned, true);
        t.row("l = 0 of the points' sum", pooled, pooledBug);
        double[][] relative = {{x[1][0] - x[0][0], x[1][1] - x[0][1], x[1][2] - x[0][2]}};
        double[][] turnedRelative = {Rotations.apply(q, relative[0])};
        t.row(
                "l = 1 of the vector between them",
                vectorError(relative, turnedRelative, q, false),
                vectorError(relative, turnedRelative, q, true));
        run.table(t);
        run.metric("error of l1", good).band(0, 1e-14).alsoQuick();
        run.check("the bug breaks l1", !(bad < 1e-6));
        run.metric("error of pooled l0", pooled).band(0, 1e-12).alsoQuick();
        run.metric("pooled l0", poolScalar(x, false))
                .expected(3.6984051675, 1e-9)
                .forSeed(0);
        run.check("the bug breaks pooled l0", !(pooledBug < 1e-6));
    }

    private double vectorError(double[][] x, double[][] turned, double[][] q, boolean bug) {
        Fragments a = network(x, bug);
        Fragments b = network(turned, bug);
        double worst = 0;
        for (int p = 0; p < x.length; p++) {
            double[] v = a.vector(p);
            double[] w = b.vector(p);
            double[] re = Rotations.apply(q, v[0], v[1], v[2]);
            double[] im = Rotations.apply(q, v[3], v[4], v[5]);
            for (int i = 0; i < 3; i++) {
                worst = Math.max(worst, Math.hypot(w[i] - re[i], w[3 + i] - im[i]));
            }
        }
        return worst;
    }

    private double poolScalar(double[][] x, boolean bug) {
        return Fragments.of(x, 4, bug)
                .pooled()
                .network(d.first(), d.second(), d.third())
                .scalars()[0];
    }

    private double pooledError(double[][] x, double[][] turned, boolean bug) {
        return Math.abs(poolScalar(turned, bug) - poolScalar(x, bug));
    }

    /** The orthogonal factor of the polar decomposition, U V' of the singular value decomposition, by Newton's iteration. */
    private static double[][] orthogonal(double[][] a) {
        double[][] x = a;
        for (int k = 0; k < 60; k++) {
            double det = Rotations.determinant(x);
            double[][] next = new double[3][3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    int p = (i + 1) % 3;
                    int q = (i + 2) % 3;
                    int r = (j + 1) % 3;
                    int s = (j + 2) % 3;
                    next[i][j] = (x[i][j] + (x[p][r] * x[q][s] - x[p][s] * x[q][r]) / det) / 2;
                }
            }
            x = next;
        }
        return x;
    }

    void errors(Run run) {
        run.beyond("The largest error of the pooled outputs of degree 0 and 1 under many random rotations.");
        int n = run.shorten(1000, 50);
        Random random = new Random(run.seed());
        double scalar = 0;
        double vector = 0;
        double[][] x = rows(d.newPoints());
        Fragments y = Fragments.of(x, 4, false).pooled().network(d.first(), d.second(), d.third());
        for (int k = 0; k < n; k++) {
            double[][] q = Rotations.random(random);
            double[][] turned = Arrays.stream(x).map(p -> Rotations.apply(q, p)).toArray(double[][]::new);
            Fragments z = Fragments.of(turned, 4, false).pooled().network(d.first(), d.second(), d.third());
            scalar = Math.max(scalar, Math.abs(z.scalars()[0] - y.scalars()[0]));
            double[] v = y.vector(0);
            double[] w = z.vector(0);
            double[] re = Rotations.apply(q, v[0], v[1], v[2]);
            for (int i = 0; i < 3; i++) {
                vector = Math.max(vector, Math.abs(w[i] - re[i]));
            }
        }
        run.metric("degree 0, " + n + " rotations", scalar).band(0, 1e-11).alsoQuick();
        run.metric("degree 1, " + n + " rotations", vector).band(0, 1e-11).alsoQuick();
    }
}
