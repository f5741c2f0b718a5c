package org.dmol.data.analysis;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/** The walk along a lasso path, from the largest useful strength to 0. */
final class LeastAngle {
    private final double[] means;
    private final double yMean;
    private final double[][] gram;
    private final double[] correlation;
    private final double[] w;
    private final List<Integer> active = new ArrayList<>();
    private final boolean[] excluded;
    private double alpha;

    LeastAngle(double[][] x, double[] y) {
        int n = x.length;
        int d = x[0].length;
        means = Mat.means(x);
        yMean = Stats.mean(y);
        double[][] centred = Mat.minus(x, means);
        gram = new double[d][d];
        correlation = new double[d];
        w = new double[d];
        excluded = new boolean[d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                correlation[j] += centred[i][j] * (y[i] - yMean) / n;
                for (int k = 0; k <= j; k++) {
                    gram[j][k] += centred[i][j] * centred[i][k] / n;
                }
            }
        }
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < j; k++) {
                gram[k][j] = gram[j][k];
            }
            // A constant column can never enter.
            excluded[j] = gram[j][j] <= 1e-20;
        }
    }

    LassoPath run() {
        List<Double> alphas = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        int entering = strongest();
        alpha = entering < 0 ? 0 : Math.abs(correlation[entering]);
        double stop = alpha * 1e-13;
        int dropped = -1;
        alphas.add(alpha);
        weights.add(w.clone());
        while (alpha > stop) {
            if (entering >= 0 && !activate(entering)) {
                entering = nextAtLimit();
                if (entering >= 0) {
                    continue;
                }
            }
            double[] direction = direction();
            double step = alpha;
            int leaving = -1;
            entering = -1;
            for (int a = 0; a < active.size(); a++) {
                double crossing = -w[active.get(a)] / direction[a];
                if (crossing > 1e-15 * alpha && crossing < step) {
                    step = crossing;
                    leaving = a;
                }
            }
            double[] slope = slopes(direction);
            for (int j = 0; j < w.length; j++) {
                if (excluded[j] || active.contains(j) || j == dropped) {
                    continue;
                }
                double up = (alpha - correlation[j]) / (1 - slope[j]);
                double down = (alpha + correlation[j]) / (1 + slope[j]);
                for (double s : new double[] {up, down}) {
                    if (s >= 0 && s < step) {
                        step = s;
                        entering = j;
                        leaving = -1;
                    }
                }
            }
            advance(direction, slope, step);
            dropped = -1;
            if (leaving >= 0) {
                dropped = active.remove(leaving);
                w[dropped] = 0;
            }
            alphas.add(alpha);
            weights.add(w.clone());
            if (leaving < 0 && entering < 0) {
                break;
            }
        }
        return new LassoPath(
                alphas.stream().mapToDouble(Double::doubleValue).toArray(), List.copyOf(weights), means, yMean);
    }

    private int strongest() {
        int best = -1;
        for (int j = 0; j < w.length; j++) {
            if (!excluded[j] && (best < 0 || Math.abs(correlation[j]) > Math.abs(correlation[best]))) {
                best = j;
            }
        }
        return best;
    }

    /** Another inactive column whose correlation has reached alpha, or -1. */
    private int nextAtLimit() {
        for (int j = 0; j < w.length; j++) {
            if (!excluded[j] && !active.contains(j) && Math.abs(correlation[j]) >= alpha * (1 - 1e-12)) {
                return j;
            }
        }
        return -1;
    }

    /** Adds a column unless it depends linearly on the active ones; then it is excluded for good. */
    private boolean activate(int j) {
        double rest = gram[j][j];
        if (!active.isEmpty()) {
            double[] column = new double[active.size()];
            for (int a = 0; a < column.length; a++) {
                column[a] = gram[active.get(a)][j];
            }
            rest -= Mat.dot(column, solve(column));
        }
        if (rest < 1e-10 * gram[j][j]) {
            excluded[j] = true;
            return false;
        }
        active.add(j);
        return true;
    }

    private double[] direction() {
        double[] signs = new double[active.size()];
        for (int a = 0; a < signs.length; a++) {
            signs[a] = Math.signum(correlation[active.get(a)]);
        }
        return solve(signs);
    }

    private double[] solve(double[] rhs) {
        int k = active.size();
        double[][] g = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                g[a][b] = gram[active.get(a)][active.get(b)];
            }
        }
        return new QRDecomposition(new Array2DRowRealMatrix(g, false))
                .getSolver()
                .solve(new ArrayRealVector(rhs, false))
                .toArray();
    }

    /** By how much each column's correlation falls for a unit step. */
    private double[] slopes(double[] direction) {
        double[] slope = new double[w.length];
        for (int j = 0; j < slope.length; j++) {
            for (int a = 0; a < direction.length; a++) {
                slope[j] += gram[j][active.get(a)] * direction[a];
            }
        }
        return slope;
    }

    private void advance(double[] direction, double[] slope, double step) {
        for (int a = 0; a < direction.length; a++) {
            w[active.get(a)] += step * direction[a];
        }
        for (int j = 0; j < slope.length; j++) {
            correlation[j] -= step * slope[j];
        }
        alpha = step == alpha ? 0 : alpha - step;
        for (int j : active) {
            // Keeps rounding from growing over many steps: active correlations are alpha by definition.
            correlation[j] = Math.copySign(alpha, correlation[j]);
        }
    }
}
