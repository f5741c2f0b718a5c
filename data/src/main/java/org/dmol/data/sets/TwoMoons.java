package org.dmol.data.sets;

import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;

/**
 * Two interleaved half circles in the plane, as scikit-learn's {@code make_moons} makes them (Pedregosa et al., J. Mach. Learn. Res. 2011,
 * 12, 2825): with the same generator state, the same points in the same order.
 *
 * @param points float64 [n, 2]
 * @param labels int64 [n]: 0 outer, 1 inner moon
 */
public record TwoMoons(Nd points, Nd labels) {
    /**
     * Generates {@code n} points, half of them (rounded down) on the outer moon.
     *
     * @param noise standard deviation of the normal noise on each coordinate
     * @param random used for the order, then for the noise
     */
    public static TwoMoons generate(int n, double noise, NumpyRandom random) {
        int outer = n / 2;
        int[] order = random.permutation(n);
        double[] points = new double[2 * n];
        long[] labels = new long[n];
        for (int i = 0; i < n; i++) {
            boolean inner = order[i] >= outer;
            int of = inner ? n - outer : outer;
            int k = inner ? order[i] - outer : order[i];
            // As NumPy's linspace: the step first, then the multiple, and the end point itself.
            double t = of == 1 ? 0 : k == of - 1 ? Math.PI : k * (Math.PI / (of - 1));
            points[2 * i] = inner ? 1 - Math.cos(t) : Math.cos(t);
            points[2 * i + 1] = inner ? 1 - Math.sin(t) - 0.5 : Math.sin(t);
            labels[i] = inner ? 1 : 0;
        }
        double[] shifts = random.normal(0, noise, n, 2).doubles();
        for (int i = 0; i < points.length; i++) {
            points[i] += shifts[i];
        }
        return new TwoMoons(Nd.of(points, n, 2), Nd.of(labels, n));
    }
}
