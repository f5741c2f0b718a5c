package org.dmol.chapters.dataequivariance;

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
        Nd rows = Trajectory.rows(frames);
        return new Components(Pca.fit(rows, rows.dim(1)).variance(), Pca.fit(rows, REMOVED));
    }

    /** Variances along all components, largest first (ddof 1). */
    double[] eigenvalues() {
        return variance.clone();
    }

    /** A frame without its part along the three largest components. */
    double[][] removed(double[][] frame) {
        Nd row = Trajectory.rows(new double[][][] {frame});
        double[] kept = largest.inverse(largest.transform(row)).doubles();
        double[][] out = new double[frame.length][2];
        for (int i = 0; i < frame.length; i++) {
            for (int k = 0; k < 2; k++) {
                out[i][k] = frame[i][k] - kept[2 * i + k] + largest.mean()[2 * i + k];
            }
        }
        return out;
    }
}
