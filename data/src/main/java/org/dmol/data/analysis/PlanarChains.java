package org.dmol.data.analysis;

/** Numbers that describe frames of points in the plane: moments, spread over a trajectory, and coordinates that need no alignment. */
public final class PlanarChains {
    private PlanarChains() {}

    /** The sums of x², y² and xy over the points: the matrix of second moments, (xx, yy, xy). */
    public static double[] secondMoments(double[][] frame) {
        double[] m = new double[3];
        for (double[] p : frame) {
            m[0] += p[0] * p[0];
            m[1] += p[1] * p[1];
            m[2] += p[0] * p[1];
        }
        return m;
    }

    /** Eigenvalues of the matrix of second moments, the larger first. */
    public static double[] principalMoments(double[][] frame) {
        double[] m = secondMoments(frame);
        double middle = (m[0] + m[1]) / 2;
        double half = Math.hypot((m[0] - m[1]) / 2, m[2]);
        return new double[] {middle + half, middle - half};
    }

    /** For each point the variance of x plus that of y over the frames (ddof 0). */
    public static double[] variances(double[][][] trajectory) {
        double[] out = new double[trajectory[0].length];
        double[] values = new double[trajectory.length];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < 2; k++) {
                for (int f = 0; f < values.length; f++) {
                    values[f] = trajectory[f][i][k];
                }
                out[i] += Stats.variance(values, 0);
            }
        }
        return out;
    }

    /** Root of the mean squared distance between the points of two frames. */
    public static double rmsd(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i][0] - b[i][0], 2) + Math.pow(a[i][1] - b[i][1], 2);
        }
        return Math.sqrt(sum / a.length);
    }

    /**
     * Internal coordinates of a chain: its n - 1 bond lengths, then its n - 2 signed angles in radians between one bond and the next,
     * counter-clockwise. They do not change when the chain is moved or turned, and say all that is left of it.
     */
    public static double[] internalCoordinates(double[][] chain) {
        int n = chain.length;
        double[] out = new double[Math.max(0, 2 * n - 3)];
        for (int i = 0; i + 1 < n; i++) {
            out[i] = Math.hypot(chain[i + 1][0] - chain[i][0], chain[i + 1][1] - chain[i][1]);
        }
        for (int i = 0; i + 2 < n; i++) {
            double ax = chain[i + 1][0] - chain[i][0];
            double ay = chain[i + 1][1] - chain[i][1];
            double bx = chain[i + 2][0] - chain[i + 1][0];
            double by = chain[i + 2][1] - chain[i + 1][1];
            out[n - 1 + i] = Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
        }
        return out;
    }

    /** The chain of internal coordinates, from the origin along x. */
    public static double[][] fromInternalCoordinates(double... internal) {
        int n = (internal.length + 3) / 2;
        double[][] chain = new double[n][2];
        double direction = 0;
        for (int i = 1; i < n; i++) {
            direction += i > 1 ? internal[n - 1 + i - 2] : 0;
            chain[i][0] = chain[i - 1][0] + internal[i - 1] * Math.cos(direction);
            chain[i][1] = chain[i - 1][1] + internal[i - 1] * Math.sin(direction);
        }
        return chain;
    }
}
