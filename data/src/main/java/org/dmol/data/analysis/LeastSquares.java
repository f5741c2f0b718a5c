package org.dmol.data.analysis;

import java.util.List;
import org.dmol.array.Nd;

/**
 * Linear least squares by singular value decomposition: right for collinear columns and for more columns than rows, where it gives
 * the solution of least norm.
 */
public final class LeastSquares implements Learner {
    private final Intercept intercept;
    private final double cutoff;
    private final double[] rowWeights;

    private LeastSquares(Intercept intercept, double cutoff, double[] rowWeights) {
        this.intercept = intercept;
        this.cutoff = cutoff;
        this.rowWeights = rowWeights;
    }

    /** With the given intercept, equal row weights and NumPy's cut-off. */
    public static LeastSquares with(Intercept intercept) {
        return new LeastSquares(intercept, -1, null);
    }

    /**
     * Singular values below {@code share} times the largest count as zero. Default: machine precision times the larger of the
     * numbers of rows and columns.
     */
    public LeastSquares cutoff(double share) {
        if (!(share >= 0)) {
            throw new IllegalArgumentException("The cut-off is " + share + "; it must be at least 0.");
        }
        return new LeastSquares(intercept, share, rowWeights);
    }

    /** Minimises the weighted sum of squares; one weight for each row, at least 0. */
    public LeastSquares weights(double... perRow) {
        return new LeastSquares(intercept, cutoff, perRow.clone());
    }

    /** The weights that minimise the sum of squares of {@code y - (x w + b)}. */
    @Override
    public LinearFit fit(Nd x, double[] y) {
        return design(x, y).solve(0);
    }

    /**
     * The fits to choices of rows, from one decomposition of all rows: hundreds of bootstrap samples cost little more than one fit. Row
     * weights, if any, are those of all rows.
     */
    @Override
    public List<LinearFit> fitTo(Nd x, double[] y, List<int[]> rows) {
        return new Refits(design(x, y)).to(rows);
    }

    /** The fits that leave out rows, in the same way: ten folds, or a thousand leave-one-out models. */
    @Override
    public List<LinearFit> fitWithout(Nd x, double[] y, List<int[]> left) {
        return new Refits(design(x, y)).without(left);
    }

    /** Number of directions of {@code x} that the fit can use. */
    public int rank(Nd x) {
        return design(x, new double[x.dim(0)]).rank();
    }

    /** Singular values, largest first, of the (centred, weighted) matrix that is solved. */
    public double[] singularValues(Nd x) {
        return design(x, new double[x.dim(0)]).singularValues();
    }

    /** Diagonal of the hat matrix. */
    public double[] leverages(Nd x) {
        return design(x, new double[x.dim(0)]).leverages(0);
    }

    /** What each row's residual would be had the row been left out of the fit: residual / (1 - leverage). */
    public double[] leaveOneOutResiduals(Nd x, double[] y) {
        return design(x, y).leaveOneOutResiduals(0);
    }

    /** Standard errors of the weights; divide the weights by them for their t-statistics. */
    public double[] standardErrors(Nd x, double[] y) {
        return design(x, y).standardErrors(0);
    }

    private Design design(Nd x, double[] y) {
        return new Design(x, y, rowWeights, intercept, cutoff);
    }
}
