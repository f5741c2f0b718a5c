package org.dmol.data.analysis;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/**
 * All lasso solutions of a data set. The weights are piecewise linear in the strength alpha; a path holds them at the knots.
 *
 * @param alphas knots, largest (all weights 0) first, as in the objective
 *     {@code |y - x w - b|^2 / (2 n) + alpha |w|_1}
 * @param weights the weights at each knot
 */
public record LassoPath(double[] alphas, List<double[]> weights, double[] means, double yMean) {

    /**
     * Computes the path by least-angle regression with the lasso modification (Efron, Hastie, Johnstone, Tibshirani, Ann. Statist.
     * 2004, 32, 407). The intercept is fitted and not penalised. A column that depends linearly on the active ones stays at 0.
     */
    public static LassoPath fit(Nd x, double[] y) {
        double[][] rows = Mat.rows(x, "x");
        Mat.requireLength(y, rows.length, "y");
        return new LeastAngle(rows, y).run();
    }

    /** The solution at strength {@code alpha}, at least 0. */
    public LinearFit at(double alpha) {
        if (!(alpha >= 0)) {
            throw new IllegalArgumentException("The lasso strength is " + alpha + "; it must be at least 0.");
        }
        int k = 0;
        while (k + 1 < alphas.length && alphas[k + 1] > alpha) {
            k++;
        }
        double[] w = weights.get(k).clone();
        if (alpha < alphas[k] && k + 1 < alphas.length) {
            double t = (alphas[k] - alpha) / (alphas[k] - alphas[k + 1]);
            double[] next = weights.get(k + 1);
            Arrays.setAll(w, j -> w[j] + t * (next[j] - w[j]));
        }
        return new LinearFit(w, yMean - Mat.dot(means, w));
    }
}
