package org.dmol.layers.equivariant;

/** Generators of rotations on the real irreps: those of l = 1 are written down, higher ones follow from the coupling l - 1, 1 to l. */
final class Generators {
    private Generators() {}

    /** d/dt of the matrix of a rotation by t about an axis (0 x, 1 y, 2 z) at t = 0. */
    static double[][] of(int l, int axis) {
        if (l == 0) {
            return new double[1][1];
        }
        double[][] first = new double[3][3];
        first[(axis + 2) % 3][(axis + 1) % 3] = 1;
        first[(axis + 1) % 3][(axis + 2) % 3] = -1;
        double[][] g = first;
        for (int k = 2; k <= l; k++) {
            g = raise(k, g, first);
        }
        return g;
    }

    private static double[][] raise(int l, double[][] lower, double[][] first) {
        double[][][] c = ClebschGordan.real(l - 1, 1, l);
        int n = 2 * l + 1;
        double[][] out = new double[n][n];
        // J = C^T (J_lower ⊗ 1 + 1 ⊗ J_first) C, because C is an isometry that commutes with rotations.
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int a = 0; a < lower.length; a++) {
                    for (int b = 0; b < 3; b++) {
                        for (int k = 0; k < lower.length; k++) {
                            sum += c[a][b][i] * lower[a][k] * c[k][b][j];
                        }
                        for (int k = 0; k < 3; k++) {
                            sum += c[a][b][i] * first[b][k] * c[a][k][j];
                        }
                    }
                }
                out[i][j] = sum;
            }
        }
        return out;
    }
}
