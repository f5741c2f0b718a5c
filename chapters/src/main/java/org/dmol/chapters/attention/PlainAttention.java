package org.dmol.chapters.attention;

import org.dmol.array.Nd;

/** Two-head self-attention in loops, as a second opinion and as the least that the arithmetic costs. */
final class PlainAttention {
    private PlainAttention() {}

    /** As {@link Formulas#twoHeads}: (sequence, value features). */
    static double[][] twoHeads(ExampleArrays a) {
        double[][] x = rows(a.x());
        double[][] out = null;
        for (int h = 0; h < 2; h++) {
            double[][] head =
                    attention(product(x, rows(a.q()[h])), product(x, rows(a.k()[h])), product(x, rows(a.v()[h])));
            out = out == null ? new double[head.length][head[0].length] : out;
            for (int i = 0; i < head.length; i++) {
                for (int j = 0; j < head[i].length; j++) {
                    out[i][j] += a.mix().get(h) * head[i][j];
                }
            }
        }
        return out;
    }

    private static double[][] attention(double[][] q, double[][] k, double[][] v) {
        double[][] out = new double[q.length][v[0].length];
        double[] weight = new double[k.length];
        for (int i = 0; i < q.length; i++) {
            double top = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < k.length; j++) {
                weight[j] = dot(q[i], k[j]) / Math.sqrt(q[i].length);
                top = Math.max(top, weight[j]);
            }
            double sum = 0;
            for (int j = 0; j < k.length; j++) {
                weight[j] = Math.exp(weight[j] - top);
                sum += weight[j];
            }
            for (int j = 0; j < k.length; j++) {
                for (int l = 0; l < v[0].length; l++) {
                    out[i][l] += weight[j] / sum * v[j][l];
                }
            }
        }
        return out;
    }

    private static double[][] product(double[][] x, double[][] w) {
        double[][] out = new double[x.length][w[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < w.length; k++) {
                for (int j = 0; j < w[0].length; j++) {
                    out[i][j] += x[i][k] * w[k][j];
                }
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] rows(Nd m) {
        double[][] out = new double[m.dim(0)][];
        for (int i = 0; i < out.length; i++) {
            out[i] = m.row(i).doubles();
        }
        return out;
    }
}
