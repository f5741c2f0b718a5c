package org.dmol.chapters.flows;

import java.util.stream.IntStream;
import org.dmol.array.Nd;

/** The density that the two moons are drawn from: normal noise around each of the equally spaced points of the half circles. */
final class MoonsDensity {
    private static final int ANGLES = Moons.POINTS / 2;
    private static final double[] COS = new double[ANGLES];
    private static final double[] SIN = new double[ANGLES];

    static {
        for (int i = 0; i < ANGLES; i++) {
            COS[i] = Math.cos(i * Math.PI / (ANGLES - 1));
            SIN[i] = Math.sin(i * Math.PI / (ANGLES - 1));
        }
    }

    private MoonsDensity() {}

    /** Mean of the log-density at points [n, 2]. */
    static double meanLogDensity(Nd points) {
        double[] log = new double[points.dim(0)];
        IntStream.range(0, log.length)
                .parallel()
                .forEach(i -> log[i] = Math.log(density(points.getFlat(2 * i), points.getFlat(2 * i + 1))));
        return java.util.Arrays.stream(log).average().orElseThrow();
    }

    static double density(double x, double y) {
        double variance = Moons.NOISE * Moons.NOISE;
        // The inner moon is the outer one turned by half a turn around (1/2, 1/4).
        double sum = around(x, y, variance) + around(1 - x, 0.5 - y, variance);
        return sum / (2 * ANGLES * 2 * Math.PI * variance);
    }

    private static double around(double x, double y, double variance) {
        double r = Math.hypot(x, y);
        if ((r - 1) * (r - 1) > 80 * variance) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < ANGLES; i++) {
            double dx = x - COS[i];
            double dy = y - SIN[i];
            double d = dx * dx + dy * dy;
            if (d < 80 * variance) {
                sum += Math.exp(-0.5 * d / variance);
            }
        }
        return sum;
    }

    /** Fraction of points [n, 2] within three standard deviations of the noise from a half circle. */
    static double nearTheMoons(Nd points) {
        int near = 0;
        for (int i = 0; i < points.dim(0); i++) {
            double x = points.getFlat(2 * i);
            double y = points.getFlat(2 * i + 1);
            near += Math.min(distance(x, y), distance(1 - x, 0.5 - y)) <= 3 * Moons.NOISE ? 1 : 0;
        }
        return (double) near / points.dim(0);
    }

    private static double distance(double x, double y) {
        return y >= 0 ? Math.abs(Math.hypot(x, y) - 1) : Math.hypot(Math.abs(x) - 1, y);
    }
}
