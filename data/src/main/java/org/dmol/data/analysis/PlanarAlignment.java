package org.dmol.data.analysis;

import org.dmol.array.Nd;

/**
 * Brings frames of points in the plane into a standard place and direction, so that what follows does not depend on where the points were
 * and how they were turned. Frames are float64 (points, 2); trajectories (frames, points, 2).
 */
public final class PlanarAlignment {
    private PlanarAlignment() {}

    /** One frame to one frame. */
    @FunctionalInterface
    public interface Alignment {
        /** The aligned frame, (points, 2). */
        double[][] of(double[][] frame);
    }

    /** The mean of the points becomes the origin. */
    public static double[][] centre(double[][] frame) {
        double x = 0;
        double y = 0;
        for (double[] p : frame) {
            x += p[0] / frame.length;
            y += p[1] / frame.length;
        }
        return moved(frame, -x, -y);
    }

    /** Point 0 becomes the origin. */
    public static double[][] centreOnFirst(double[][] frame) {
        return moved(frame, -frame[0][0], -frame[0][1]);
    }

    /** All points moved by (dx, dy). */
    public static double[][] moved(double[][] frame, double dx, double dy) {
        double[][] out = new double[frame.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = new double[] {frame[i][0] + dx, frame[i][1] + dy};
        }
        return out;
    }

    /** All points turned counter-clockwise about the origin, angle in radians. */
    public static double[][] turned(double[][] frame, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double[][] out = new double[frame.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = new double[] {c * frame[i][0] - s * frame[i][1], s * frame[i][0] + c * frame[i][1]};
        }
        return out;
    }

    /** Point 0 at the origin, point 1 on the negative x axis. */
    public static double[][] onFirstPoints(double[][] frame) {
        double[][] p = centreOnFirst(frame);
        return turned(p, -Math.atan2(p[0][1] - p[1][1], p[0][0] - p[1][0]));
    }

    /** Angle of the axis of largest spread about the origin, in (-pi/2, pi/2]: in closed form, so that no solver's sign enters. */
    public static double majorAxis(double[][] centred) {
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (double[] p : centred) {
            xx += p[0] * p[0];
            yy += p[1] * p[1];
            xy += p[0] * p[1];
        }
        return 0.5 * Math.atan2(2 * xy, xx - yy);
    }

    /**
     * Mean at the origin, axis of largest spread along x, its sign chosen by the data: the sum of the third powers along it is not
     * negative. So rotated frames give the same result, which an eigen-solver's sign does not guarantee.
     */
    public static double[][] onPrincipalAxes(double[][] frame) {
        double[][] p = centre(frame);
        double[][] q = turned(p, -majorAxis(p));
        double skew = 0;
        for (double[] point : q) {
            skew += point[0] * point[0] * point[0];
        }
        return skew < 0 ? turned(q, Math.PI) : q;
    }

    /** As {@link #onPrincipalAxes}, with the sign that the closed form happens to give: differs by half a turn for some rotations. */
    public static double[][] onPrincipalAxesWithoutSign(double[][] frame) {
        double[][] p = centre(frame);
        return turned(p, -majorAxis(p));
    }

    /** Mean at the origin, turned to lie closest to a centred reference frame (Kabsch 1976). */
    public static Alignment kabsch(double[][] reference) {
        double[][] r = centre(reference);
        return frame -> {
            double[][] p = centre(frame);
            double dot = 0;
            double cross = 0;
            for (int i = 0; i < p.length; i++) {
                dot += p[i][0] * r[i][0] + p[i][1] * r[i][1];
                cross += p[i][0] * r[i][1] - p[i][1] * r[i][0];
            }
            return turned(p, Math.atan2(cross, dot));
        };
    }

    /** The frames of a trajectory (frames, points, 2). */
    public static double[][][] frames(Nd trajectory) {
        if (trajectory.rank() != 3 || trajectory.dim(2) != 2) {
            throw new IllegalArgumentException(
                    "A planar trajectory has the shape (frames, points, 2), not " + trajectory.describe() + ".");
        }
        double[] flat = trajectory.doubles();
        int points = trajectory.dim(1);
        double[][][] out = new double[trajectory.dim(0)][points][2];
        for (int f = 0; f < out.length; f++) {
            for (int i = 0; i < points; i++) {
                System.arraycopy(flat, (f * points + i) * 2, out[f][i], 0, 2);
            }
        }
        return out;
    }

    /** Every frame aligned. */
    public static double[][][] all(double[][][] frames, Alignment alignment) {
        double[][][] out = new double[frames.length][][];
        for (int f = 0; f < out.length; f++) {
            out[f] = alignment.of(frames[f]);
        }
        return out;
    }

    /** Largest absolute difference of two frames. */
    public static double distance(double[][] a, double[][] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.max(Math.abs(a[i][0] - b[i][0]), Math.abs(a[i][1] - b[i][1])));
        }
        return worst;
    }
}
