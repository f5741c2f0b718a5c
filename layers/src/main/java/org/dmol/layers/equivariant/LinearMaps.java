package org.dmol.layers.equivariant;

import java.util.ArrayList;
import java.util.List;

/**
 * The linear maps W (out × in) that commute with a group: {@code out(g) W = W in(g)} (Finzi, Welling and Wilson 2021, EMLP). A group is
 * given by generators: matrices of group elements for discrete ones, of the Lie algebra for continuous ones. The constraints are solved by
 * orthogonalisation with pivoting, so the projector is exact to rounding.
 */
public final class LinearMaps {
    private final int out;
    private final int in;
    private final List<double[]> rows = new ArrayList<>();
    private List<double[]> constraints;

    /** All maps of {@code in} numbers to {@code out} numbers; {@code in = 1} with trivial generators for biases. */
    public LinearMaps(int out, int in) {
        if (out < 1 || in < 1) {
            throw new IllegalArgumentException(
                    "A linear map has 1 row and column or more, not " + out + " and " + in + ".");
        }
        this.out = out;
        this.in = in;
    }

    /** The maps from one representation of O(3) to another. */
    public static LinearMaps between(Irreps from, Irreps to) {
        LinearMaps maps = rotationsOnly(from, to);
        double[][] inversion = {{-1, 0, 0}, {0, -1, 0}, {0, 0, -1}};
        return maps.commutingWith(to.matrix(inversion), from.matrix(inversion));
    }

    /** The maps from one representation of SO(3) to another. */
    public static LinearMaps rotationsOnly(Irreps from, Irreps to) {
        LinearMaps maps = new LinearMaps(to.dim(), from.dim());
        for (int k = 0; k < 3; k++) {
            maps.commutingWithAlgebra(to.generators().get(k), from.generators().get(k));
        }
        return maps;
    }

    /** Adds the constraint G_out W = W G_in of an element of a discrete group. */
    public LinearMaps commutingWith(double[][] gOut, double[][] gIn) {
        return add(gOut, gIn);
    }

    /** Adds the constraint A_out W - W A_in = 0 of an element of a Lie algebra. */
    public LinearMaps commutingWithAlgebra(double[][] aOut, double[][] aIn) {
        return add(aOut, aIn);
    }

    private LinearMaps add(double[][] a, double[][] b) {
        if (a.length != out || b.length != in || a[0].length != out || b[0].length != in) {
            throw new IllegalArgumentException(
                    "Generators of maps of " + in + " to " + out + " numbers are " + out + " by " + out
                            + " and " + in + " by " + in + ", not " + a.length + " by " + a[0].length + " and "
                            + b.length + " by "
                            + b[0].length + ".");
        }
        constraints = null;
        for (int i = 0; i < out; i++) {
            for (int j = 0; j < in; j++) {
                double[] row = new double[out * in];
                for (int k = 0; k < out; k++) {
                    row[k * in + j] += a[i][k];
                }
                for (int k = 0; k < in; k++) {
                    row[i * in + k] -= b[k][j];
                }
                rows.add(row);
            }
        }
        return this;
    }

    /** An orthonormal basis of the space spanned by the rows; the longest remainder first. */
    private static List<double[]> orthonormal(List<double[]> vectors) {
        List<double[]> rest = new ArrayList<>();
        vectors.forEach(v -> rest.add(v.clone()));
        List<double[]> basis = new ArrayList<>();
        while (!rest.isEmpty()) {
            int best = 0;
            for (int i = 1; i < rest.size(); i++) {
                best = dot(rest.get(i), rest.get(i)) > dot(rest.get(best), rest.get(best)) ? i : best;
            }
            double[] q = rest.remove(best);
            for (double[] b : basis) {
                subtract(q, b);
            }
            double norm = Math.sqrt(dot(q, q));
            if (norm < 1e-8) {
                break;
            }
            for (int i = 0; i < q.length; i++) {
                q[i] /= norm;
            }
            basis.add(q);
            rest.forEach(v -> subtract(v, q));
            rest.removeIf(v -> dot(v, v) < 1e-18);
        }
        return basis;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(double[] v, double[] unit) {
        double c = dot(v, unit);
        for (int i = 0; i < v.length && c != 0; i++) {
            v[i] -= c * unit[i];
        }
    }

    private List<double[]> constraints() {
        if (constraints == null) {
            constraints = orthonormal(rows);
        }
        return constraints;
    }

    /** Dimension of the space of equivariant maps. */
    public int dimension() {
        return out * in - constraints().size();
    }

    /** The orthogonal projector, (out · in) × (out · in), for maps written row by row. */
    public double[][] projector() {
        int n = out * in;
        double[][] p = new double[n][n];
        for (int i = 0; i < n; i++) {
            p[i][i] = 1;
            for (double[] q : constraints()) {
                for (int j = 0; j < n; j++) {
                    p[i][j] -= q[i] * q[j];
                }
            }
        }
        return p;
    }

    /** An orthonormal basis of the equivariant maps, each of out · in numbers row by row. */
    public List<double[]> basis() {
        return orthonormal(List.of(projector()));
    }

    /** The nearest equivariant map. */
    public double[][] project(double[][] w) {
        double[] flat = new double[out * in];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = w[i / in][i % in];
        }
        constraints().forEach(q -> subtract(flat, q));
        double[][] result = new double[out][in];
        for (int i = 0; i < flat.length; i++) {
            result[i / in][i % in] = flat[i];
        }
        return result;
    }
}
