package org.dmol.chapters.equivariance;

import org.dmol.array.Nd;
import org.dmol.layers.equivariant.PlaneSymmetry;

/** Functions on the integer grid and convolution with p4m in its exact short form. */
final class PlaneGroup {
    /** Colours everywhere on the grid. */
    @FunctionalInterface
    interface Picture {
        double[] at(int x, int y);
    }

    /**
     * An element n(x, y) h: first h of D4, then a translation.
     *
     * @param h number of the element of D4
     */
    record Element(int x, int y, int h) {
        /** h n(dx, dy): first the translation. */
        static Element of(int h, int dx, int dy) {
            int[][] m = PlaneSymmetry.matrix(h);
            return new Element(m[0][0] * dx + m[0][1] * dy, m[1][0] * dx + m[1][1] * dy, h);
        }

        /** The inverse's action on a point. */
        int[] back(int px, int py) {
            int[][] m = PlaneSymmetry.matrix(PlaneSymmetry.D4.inverse(h));
            int a = px - x;
            int b = py - y;
            return new int[] {m[0][0] * a + m[0][1] * b, m[1][0] * a + m[1][1] * b};
        }

        /** (T_g f)(x) = f(g⁻¹ x). */
        Picture move(Picture f) {
            return (px, py) -> {
                int[] p = back(px, py);
                return f.at(p[0], p[1]);
            };
        }
    }

    /** A kernel on translations, summed over D4: [nx][ny][in][out], offsets from {@code -low}. */
    private final double[][][][] sum;

    private final int low;

    /**
     * @param kernel (8, 5, 5, 3, 3)
     * @param wrapped whether offset -3 uses the weights of +2, as in the book's program
     */
    PlaneGroup(Nd kernel, boolean wrapped) {
        low = wrapped ? 3 : 2;
        int n = wrapped ? 6 : 5;
        sum = new double[n][n][3][3];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                int i = Math.floorMod(a - low + 2, 5);
                int j = Math.floorMod(b - low + 2, 5);
                for (int h = 0; h < 8; h++) {
                    for (int c = 0; c < 9; c++) {
                        sum[a][b][c / 3][c % 3] += kernel.get(h, i, j, c / 3, c % 3);
                    }
                }
            }
        }
    }

    /** ψ(n(x, y) k) = logistic(sum over n of f(t - k n) K(n)). */
    double[] psi(Picture f, int x, int y, int k) {
        int[][] m = PlaneSymmetry.matrix(k);
        double[] out = new double[3];
        for (int a = 0; a < sum.length; a++) {
            for (int b = 0; b < sum.length; b++) {
                int p = a - low;
                int q = b - low;
                double[] v = f.at(x - m[0][0] * p - m[0][1] * q, y - m[1][0] * p - m[1][1] * q);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        out[j] += v[i] * sum[a][b][i][j];
                    }
                }
            }
        }
        for (int j = 0; j < 3; j++) {
            out[j] = 1 / (1 + Math.exp(-out[j]));
        }
        return out;
    }

    /** The mean of ψ over the eight elements at a point. */
    double[] projected(Picture f, int x, int y) {
        double[] out = new double[3];
        for (int k = 0; k < 8; k++) {
            double[] v = psi(f, x, y, k);
            for (int j = 0; j < 3; j++) {
                out[j] += v[j] / 8;
            }
        }
        return out;
    }
}
