package org.dmol.chapters.vae;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/**
 * Frames of a bead-spring polymer in the plane, moved to their centroid and turned so that their longest extension lies along x.
 *
 * @param frames float64 [n, 24]: x0, y0, x1, y1, …
 */
record Polymer(Nd frames) {
    static final int BEADS = 12;
    static final int FEATURES = 2 * BEADS;

    /** How the sign of the axis is chosen, which the second moments leave open. */
    enum Sign {
        /** NumPy's eigenvectors: the axis points to x > 0 only where M12 > 0 and M11 < M22. */
        AS_NUMPY,
        /** The third moment along the axis is positive, so that like frames are turned alike. */
        THIRD_MOMENT,
        /** The last bead has a greater x than the first. */
        END_TO_END
    }

    /** Aligns frames [n, 12, 2]. */
    static Polymer align(Nd raw, Sign sign) {
        int n = raw.dim(0);
        double[] in = raw.cast(DType.FLOAT64).doubles();
        double[] out = new double[n * FEATURES];
        for (int f = 0; f < n; f++) {
            double[] p = Arrays.copyOfRange(in, f * FEATURES, (f + 1) * FEATURES);
            centre(p);
            turn(p, sign);
            System.arraycopy(p, 0, out, f * FEATURES, FEATURES);
        }
        return new Polymer(Nd.of(out, n, FEATURES));
    }

    static void centre(double[] p) {
        for (int axis = 0; axis < 2; axis++) {
            double mean = 0;
            for (int i = axis; i < p.length; i += 2) {
                mean += p[i] / (p.length / 2.0);
            }
            for (int i = axis; i < p.length; i += 2) {
                p[i] -= mean;
            }
        }
    }

    private static void turn(double[] p, Sign sign) {
        double[] m = secondMoments(p);
        // Direction of the larger eigenvalue; twice the angle is that of (M11 - M22, 2 M12).
        double angle = 0.5 * Math.atan2(2 * m[1], m[0] - m[2]);
        double vx = Math.cos(angle);
        double vy = Math.sin(angle);
        if (sign == Sign.AS_NUMPY) {
            boolean up = m[1] > 0 && m[0] < m[2] || m[1] < 0;
            if (up != vy > 0) {
                vx = -vx;
                vy = -vy;
            }
        } else if (along(p, vx, vy, sign) < 0) {
            vx = -vx;
            vy = -vy;
        }
        for (int i = 0; i < p.length; i += 2) {
            double x = p[i] * vx + p[i + 1] * vy;
            p[i + 1] = -p[i] * vy + p[i + 1] * vx;
            p[i] = x;
        }
    }

    private static double along(double[] p, double vx, double vy, Sign sign) {
        if (sign == Sign.END_TO_END) {
            return (p[p.length - 2] - p[0]) * vx + (p[p.length - 1] - p[1]) * vy;
        }
        double third = 0;
        for (int i = 0; i < p.length; i += 2) {
            third += Math.pow(p[i] * vx + p[i + 1] * vy, 3);
        }
        return third;
    }

    /** M11, M12, M22: sums over the beads. */
    static double[] secondMoments(double[] p) {
        double[] m = new double[3];
        for (int i = 0; i < p.length; i += 2) {
            m[0] += p[i] * p[i];
            m[1] += p[i] * p[i + 1];
            m[2] += p[i + 1] * p[i + 1];
        }
        return m;
    }

    int size() {
        return frames.dim(0);
    }

    double[] frame(int f) {
        return Arrays.copyOfRange(frames.doubles(), f * FEATURES, (f + 1) * FEATURES);
    }

    /** Frames of a decoder, [n, 24]. */
    static Polymer of(Nd decoded) {
        return new Polymer(decoded.cast(DType.FLOAT64));
    }

    /** Distances of two beads in all frames. */
    double[] distances(int i, int j) {
        double[] p = frames.doubles();
        double[] d = new double[size()];
        for (int f = 0; f < d.length; f++) {
            int at = f * FEATURES;
            d[f] = Math.hypot(p[at + 2 * i] - p[at + 2 * j], p[at + 2 * i + 1] - p[at + 2 * j + 1]);
        }
        return d;
    }

    /** Squared distances of the beads from the origin, summed, for each frame. */
    double[] squaredSizes() {
        double[] s = new double[size()];
        for (int f = 0; f < s.length; f++) {
            for (double v : frame(f)) {
                s[f] += v * v;
            }
        }
        return s;
    }

    /** Radius of gyration of a frame: root mean square distance of the beads from their centroid. */
    static double gyration(double[] frame) {
        double[] p = frame.clone();
        centre(p);
        double[] m = secondMoments(p);
        return Math.sqrt((m[0] + m[2]) / (p.length / 2.0));
    }

    /** Smallest distance of any two beads of a frame. */
    static double closest(double[] p) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < p.length; i += 2) {
            for (int j = i + 2; j < p.length; j += 2) {
                least = Math.min(least, Math.hypot(p[i] - p[j], p[i + 1] - p[j + 1]));
            }
        }
        return least;
    }

    static double[] xs(double[] p) {
        double[] x = new double[p.length / 2];
        Arrays.setAll(x, i -> p[2 * i]);
        return x;
    }

    static double[] ys(double[] p) {
        double[] y = new double[p.length / 2];
        Arrays.setAll(y, i -> p[2 * i + 1]);
        return y;
    }
}
