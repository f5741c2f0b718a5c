package org.dmol.chapters.dataequivariance;

import java.math.BigDecimal;
import java.math.MathContext;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Pca;

/** Principal components of the coordinates of all points over the frames. */
final class Components {
    private static final int REMOVED = 3;

    private final double[] variance;
    private final Pca largest;

    private Components(double[] variance, Pca largest) {
        this.variance = variance;
        this.largest = largest;
    }

    static Components of(double[][][] frames) {
        Nd rows = rows(frames);
        return new Components(Pca.fit(rows, rows.dim(1)).variance(), Pca.fit(rows, REMOVED));
    }

    /** Variances along all components, largest first (ddof 1). */
    double[] eigenvalues() {
        return variance.clone();
    }

    /**
     * Sum of the variances of all coordinates (ddof 1), in decimal arithmetic that is exact but for the last rounding; the sum of the
     * eigenvalues is this number.
     */
    static double totalVariance(double[][][] frames) {
        Nd rows = rows(frames);
        BigDecimal n = BigDecimal.valueOf(rows.dim(0));
        BigDecimal total = BigDecimal.ZERO;
        for (int j = 0; j < rows.dim(1); j++) {
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal squares = BigDecimal.ZERO;
            for (int i = 0; i < rows.dim(0); i++) {
                BigDecimal x = new BigDecimal(rows.get(i, j));
                sum = sum.add(x);
                squares = squares.add(x.multiply(x));
            }
            total = total.add(n.multiply(squares).subtract(sum.multiply(sum)));
        }
        return total.divide(n.multiply(n.subtract(BigDecimal.ONE)), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** What the mean and the three largest components leave of a frame. */
    double[][] removed(double[][] frame) {
        Nd row = rows(new double[][][] {frame});
        double[] kept = largest.inverse(largest.transform(row)).doubles();
        double[][] out = new double[frame.length][2];
        for (int i = 0; i < frame.length; i++) {
            for (int k = 0; k < 2; k++) {
                out[i][k] = frame[i][k] - kept[2 * i + k];
            }
        }
        return out;
    }

    /** The coordinates of each frame as a row, (frames, 2 points). */
    private static Nd rows(double[][][] frames) {
        double[] out = new double[frames.length * frames[0].length * 2];
        int at = 0;
        for (double[][] frame : frames) {
            for (double[] p : frame) {
                out[at++] = p[0];
                out[at++] = p[1];
            }
        }
        return Nd.of(out, frames.length, frames[0].length * 2);
    }
}
