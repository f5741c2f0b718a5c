package org.dmol.data.analysis;

import java.util.List;

/**
 * Least-squares fits to many choices of rows, from one decomposition X = U S V' of all rows. In the basis U the normal equations of a
 * choice R, in which a row may come more than once, are U_R'U_R c = U_R'y_R: as many equations as directions, and well conditioned
 * whatever the scales of the columns are. Everything in them is a sum over rows, so that rows can be added and taken away. A choice that
 * nearly loses a direction is fitted from the start.
 */
final class Refits {
    /** A pivot below this share of what all rows have says that a direction is nearly lost. */
    private static final double LEAST_PIVOT = 1e-4;

    private final Design design;
    private final Design.Svd svd;
    private final boolean joint;
    private final int rows;
    private final int columns;
    /** Number of directions, with that of the constant where it is fitted jointly. */
    private final int size;
    /** Number of elements of the triangle of U'U. */
    private final int triangle;
    /** V / S: from the basis to weights, (columns, directions). */
    private final double[][] toWeights;
    /** Of each row: u_k u_l for l up to k, u_k y, then the row, its label and 1 times its weight. Null until needed. */
    private final double[][] terms;

    Refits(Design design) {
        this.design = design;
        this.svd = design.svd();
        this.joint = design.intercept() == Intercept.JOINT;
        this.rows = design.rows().length;
        this.columns = svd.v().length;
        this.size = svd.rank() + (joint ? 1 : 0);
        this.triangle = size * (size + 1) / 2;
        this.toWeights = new double[columns][svd.rank()];
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < svd.rank(); k++) {
                toWeights[j][k] = svd.v()[j][k] / svd.singular()[k];
            }
        }
        this.terms = new double[rows][];
    }

    private double[] terms(int i) {
        if (terms[i] == null) {
            terms[i] = new double[triangle + size + columns + 2];
            terms(i, terms[i]);
        }
        return terms[i];
    }

    private void terms(int i, double[] out) {
        double[] u = direction(i);
        int at = 0;
        for (int k = 0; k < size; k++) {
            for (int l = 0; l <= k; l++) {
                out[at++] = u[k] * u[l];
            }
        }
        for (int k = 0; k < size; k++) {
            out[at++] = u[k] * design.target()[i];
        }
        double weight = design.weight(i);
        for (int j = 0; j < columns; j++) {
            out[at++] = weight * design.rows()[i][j];
        }
        out[at++] = weight * design.labels()[i];
        out[at] = weight;
    }

    /** Row i of U. */
    private double[] direction(int i) {
        double[] out = new double[size];
        double[] row = design.design()[i];
        for (int k = 0; k < svd.rank(); k++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += row[j] * toWeights[j][k];
            }
            out[k] = sum;
        }
        if (joint) {
            out[size - 1] = Math.sqrt(design.weight(i) / rows);
        }
        return out;
    }

    /** Fits to the given rows, repetitions included. */
    List<LinearFit> to(List<int[]> choices) {
        return choices.stream()
                .map(chosen -> {
                    if (chosen.length == 0) {
                        throw new IllegalArgumentException("A choice of rows is empty; a fit needs at least one.");
                    }
                    LinearFit fit = solve(sum(new double[triangle + size + columns + 2], chosen, 1));
                    return fit == null ? design.refit(chosen) : fit;
                })
                .toList();
    }

    /** Fits to all rows but the given ones. */
    List<LinearFit> without(List<int[]> choices) {
        double[][] running = running(choices);
        double[] all = running[rows];
        return choices.stream()
                .map(left -> {
                    requireLeft(left);
                    double[] sums = all.clone();
                    if (isRun(left)) {
                        add(sums, running[left[0] + left.length], -1);
                        add(sums, running[left[0]], 1);
                    } else {
                        sum(sums, left, -1);
                    }
                    LinearFit fit = solve(sums);
                    return fit == null ? design.refit(Folds.others(rows, left)) : fit;
                })
                .toList();
    }

    /** Consecutive rows, such as folds in file order: their sums are the difference of two running totals, whatever their number. */
    private static boolean isRun(int[] left) {
        for (int i = 1; i < left.length; i++) {
            if (left[i] != left[i - 1] + 1) {
                return false;
            }
        }
        return left.length > 2;
    }

    private void requireLeft(int[] left) {
        boolean[] gone = new boolean[rows];
        int count = 0;
        for (int i : left) {
            count += gone[i] ? 0 : 1;
            gone[i] = true;
        }
        if (count != left.length || count == rows) {
            throw new IllegalArgumentException("Of " + rows + " rows, " + left.length
                    + " are to be left out; they must be distinct, and one must stay.");
        }
    }

    /** Sums over the first 0, 1, … rows, of which those are kept that a run of rows needs, and the last. */
    private double[][] running(List<int[]> choices) {
        double[][] out = new double[rows + 1][];
        double[] sums = new double[triangle + size + columns + 2];
        double[] one = sums.clone();
        boolean[] needed = new boolean[rows + 1];
        for (int[] left : choices) {
            if (isRun(left) && left[0] >= 0 && left[left.length - 1] < rows) {
                needed[left[0]] = true;
                needed[left[0] + left.length] = true;
            }
        }
        needed[rows] = true;
        for (int i = 0; i <= rows; i++) {
            if (needed[i]) {
                out[i] = sums.clone();
            }
            if (i < rows) {
                terms(i, one);
                add(sums, one, 1);
            }
        }
        return out;
    }

    private double[] sum(double[] sums, int[] chosen, double sign) {
        for (int row : chosen) {
            add(sums, terms(row), sign);
        }
        return sums;
    }

    private static void add(double[] sums, double[] terms, double sign) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += sign * terms[j];
        }
    }

    /** Solves the normal equations of these sums; null where a direction is nearly lost. */
    private LinearFit solve(double[] sums) {
        double[] c = size == 0 ? null : cholesky(sums);
        if (c == null) {
            return null;
        }
        double[] w = new double[columns];
        for (int j = 0; j < columns; j++) {
            double[] row = toWeights[j];
            double sum = 0;
            for (int k = 0; k < row.length; k++) {
                sum += row[k] * c[k];
            }
            w[j] = sum;
        }
        return new LinearFit(w, constant(w, c, sums));
    }

    private double constant(double[] w, double[] c, double[] sums) {
        int at = triangle + size;
        switch (design.intercept()) {
            case NONE:
                return 0;
            case JOINT:
                return design.yMean() + c[size - 1] / Math.sqrt(rows) - Mat.dot(design.centre(), w);
            default:
                double residual = sums[at + columns];
                for (int j = 0; j < columns; j++) {
                    residual -= sums[at + j] * w[j];
                }
                return residual / sums[at + columns + 1];
        }
    }

    /** Factors the triangle in place and solves for the elements behind it; null at a small pivot. */
    private double[] cholesky(double[] g) {
        double[] c = new double[size];
        System.arraycopy(g, triangle, c, 0, size);
        for (int k = 0; k < size; k++) {
            int row = k * (k + 1) / 2;
            for (int l = 0; l <= k; l++) {
                int other = l * (l + 1) / 2;
                double sum = g[row + l];
                for (int m = 0; m < l; m++) {
                    sum -= g[row + m] * g[other + m];
                }
                if (l < k) {
                    g[row + l] = sum / g[other + l];
                } else if (sum < LEAST_PIVOT) {
                    return null;
                } else {
                    g[row + k] = Math.sqrt(sum);
                }
            }
            for (int m = 0; m < k; m++) {
                c[k] -= g[row + m] * c[m];
            }
            c[k] /= g[row + k];
        }
        for (int k = size - 1; k >= 0; k--) {
            for (int m = k + 1; m < size; m++) {
                c[k] -= g[m * (m + 1) / 2 + k] * c[m];
            }
            c[k] /= g[k * (k + 1) / 2 + k];
        }
        return c;
    }
}
