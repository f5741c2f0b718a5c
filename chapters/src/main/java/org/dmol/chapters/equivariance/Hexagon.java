package org.dmol.chapters.equivariance;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.layers.equivariant.FiniteGroup;

/** Section A: functions on the corners of a hexagon, and convolution on the cyclic group of six. */
final class Hexagon {
    private static final int[] COLOURS = {0x444444, 0x1BBC9B, 0xA895BB, 0xF06060, 0xF3B562, 0x80CEDB};
    private static final FiniteGroup Z6 = FiniteGroup.cyclic(6);
    private final double[][] f = new double[6][3];
    private double[][] psi;
    private Nd kernel;

    Hexagon() {
        for (int v = 0; v < 6; v++) {
            for (int c = 0; c < 3; c++) {
                f[v][c] = (COLOURS[v] >> (16 - 8 * c) & 255) / 256.0;
            }
        }
    }

    /** y_k(u) = sum over g and j of x_j(u g⁻¹) kernel_jk(g). */
    static double[][] convolve(double[][] x, Nd kernel) {
        double[][] y = new double[6][3];
        for (int u = 0; u < 6; u++) {
            for (int g = 0; g < 6; g++) {
                double[] from = x[Z6.times(u, Z6.inverse(g))];
                for (int k = 0; k < 3; k++) {
                    double sum = 0;
                    for (int j = 0; j < 3; j++) {
                        sum += from[j] * kernel.get(g, j, k);
                    }
                    y[u][k] += sum;
                }
            }
        }
        return y;
    }

    /** (T_g x)(h) = x(g⁻¹ h). */
    static double[][] moved(double[][] x, int g) {
        double[][] y = new double[6][];
        for (int h = 0; h < 6; h++) {
            y[h] = x[Z6.times(Z6.inverse(g), h)];
        }
        return y;
    }

    void functions(Run run) {
        kernel = Draws.of(run.seed()).hexagonKernel();
        run.print("f(0) = %s", text(f[0], 6));
        run.metric("f(0)", f[0][0]).exactly(0.265625).alsoStandIn();
        run.print("kernel(3) = %s", kernel.row(3));
        run.series("kernel(3)", kernel.row(3).doubles())
                .exactly(
                        new double[] {
                            -0.18718385,
                            1.53277921,
                            1.46935877,
                            0.15494743,
                            0.37816252,
                            -0.88778575,
                            -1.98079647,
                            -0.34791215,
                            0.15634897
                        },
                        1e-7);
    }

    void convolution(Run run) {
        psi = convolve(f, kernel);
        double[] book = {1.5752359, 3.70837565, -3.68896212};
        for (int k = 0; k < 3; k++) {
            run.metric("psi(0)_" + k, psi[0][k]).near(book[k], 1e-7).forSeed(0);
        }
        double[][] t = moved(f, 2);
        run.print("f(0) = %s, (T2 f)(0) = %s", text(f[0], 8), text(t[0], 8));
        run.metric("(T2 f)(0)", t[0][0]).exactly(0.94921875);
    }

    void table(Run run) {
        double[][] after = convolve(moved(f, 2), kernel);
        double[][] before = moved(psi, 2);
        Table t = Table.of("equivariance on Z6", "u", "ψ[f](u)", "ψ[T2 f](u)", "T2 ψ[f](u)");
        for (int u = 0; u < 6; u++) {
            t.row(u, text(psi[u]), text(after[u]), text(before[u]));
        }
        run.table(t);
        double[] book = {
            1.58, 3.71, -3.69, 4.06, 2.55, -3.20, 2.59, 2.34, -1.97, 2.66, 2.25, -1.13, 4.16, 0.82, -2.78, 2.90, 2.33,
            -2.60
        };
        run.series("psi", Arrays.stream(psi).flatMapToDouble(Arrays::stream).toArray())
                .each((m, i) -> m.near(book[i], 0.0051).forSeed(0));
        double worst = 0;
        for (int g = 0; g < 6; g++) {
            worst = Math.max(worst, distance(convolve(moved(f, g), kernel), moved(psi, g)));
        }
        run.metric("largest difference over the group", worst).expected(0, 0).note("must be 0 to the last bit");
        double[][] s3 = new double[6][6];
        int[][] table = FiniteGroup.symmetric(3).table();
        for (int i = 0; i < 36; i++) {
            s3[i / 6][i % 6] = table[i / 6][i % 6];
        }
        run.beyond(
                "Tables that are no group are refused by the constructor; that of S3, the permutations of three, passes.");
        Table cayley = Table.of("S3: row times column", "", "0", "1", "2", "3", "4", "5");
        for (int i = 0; i < 6; i++) {
            cayley.row(i, table[i][0], table[i][1], table[i][2], table[i][3], table[i][4], table[i][5]);
        }
        run.table(cayley);
        run.check("S3 does not commute", s3[1][2] != s3[2][1]);
    }

    private static String text(double[] v) {
        return text(v, 2);
    }

    /** Numbers with so many decimals. */
    static String text(double[] v, int decimals) {
        return Arrays.stream(v)
                .mapToObj(x -> String.format(Locale.ROOT, "%." + decimals + "f", x))
                .collect(Collectors.joining(" "));
    }

    static double distance(double[][] a, double[][] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                worst = Math.max(worst, Math.abs(a[i][j] - b[i][j]));
            }
        }
        return worst;
    }

    void picture(Run run) throws IOException {
        Figure fig = Figure.grid(1, 3, 12, 4);
        List<double[][]> all = List.of(psi, convolve(moved(f, 2), kernel), moved(psi, 2));
        String[] titles = {"ψ[f(g)]", "ψ[T₂f(g)]", "T₂ψ[f(g)]"};
        for (int k = 0; k < 3; k++) {
            Axes ax = fig.axes(k)
                    .title(titles[k])
                    .equalAspect()
                    .noTicks()
                    .xlim(-1.4, 1.4)
                    .ylim(-1.4, 1.4);
            Color[] colours = new Color[6];
            for (int u = 0; u < 6; u++) {
                double[] v = Arrays.stream(all.get(k)[u])
                        .map(x -> 1 / (1 + Math.exp(-x)))
                        .toArray();
                colours[u] = new Color((float) v[0], (float) v[1], (float) v[2]);
            }
            ax.scatter(corners(0, true), corners(0, false)).size(44).colors(colours);
        }
        run.figure("hexagons", fig, "Convolution of the moved colours equals the moved convolution.");
    }

    static double[] corners(int turn, boolean x) {
        double[] out = new double[6];
        for (int v = 0; v < 6; v++) {
            double angle = Math.PI / 3 * (v + turn);
            out[v] = x ? Math.sin(angle) : Math.cos(angle);
        }
        return out;
    }

    void icons(Run run) throws IOException {
        Figure fig = Figure.grid(3, 6, 12, 6);
        Color[] colours = Arrays.stream(COLOURS).mapToObj(Color::new).toArray(Color[]::new);
        for (int k = 0; k < 6; k++) {
            Axes ax = fig.axes(k)
                    .off()
                    .equalAspect()
                    .xlim(-1.5, 1.5)
                    .ylim(-1.5, 1.5)
                    .title("r" + k);
            ax.scatter(corners(k, true), corners(k, false)).size(22).colors(colours);
        }
        for (int k = 0; k < 8; k++) {
            int[][] m = org.dmol.layers.equivariant.PlaneSymmetry.matrix(k);
            double[] x = new double[4];
            double[] y = new double[4];
            for (int v = 0; v < 4; v++) {
                int a = v == 0 || v == 3 ? -1 : 1;
                int b = v < 2 ? 1 : -1;
                x[v] = m[0][0] * a + m[0][1] * b;
                y[v] = m[1][0] * a + m[1][1] * b;
            }
            Axes ax = fig.axes(6 + k).off().equalAspect().xlim(-1.7, 1.7).ylim(-1.7, 1.7);
            ax.title(org.dmol.layers.equivariant.PlaneSymmetry.NAMES.get(k));
            ax.scatter(x, y).size(22).colors(Arrays.copyOf(colours, 4));
        }
        for (int k = 14; k < 18; k++) {
            fig.axes(k).off();
        }
        run.figure("icons", fig, "The elements of Z6 on a hexagon and of D4 on a square.");
    }
}
