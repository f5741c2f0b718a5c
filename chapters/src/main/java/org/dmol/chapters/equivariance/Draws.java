package org.dmol.chapters.equivariance;

import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;

/** All random numbers of sections A to C, in the order in which the book draws them. */
record Draws(
        Nd hexagonKernel,
        Nd planeKernel,
        Nd points,
        Nd mixing,
        Nd first,
        Nd second,
        Nd third,
        Nd matrix,
        Nd newPoints,
        Nd directions) {
    static Draws of(long seed) {
        NumpyRandom r = new NumpyRandom(seed);
        return new Draws(
                r.randn(6, 3, 3),
                r.uniform(-0.5, 0.5, 8, 5, 5, 3, 3),
                r.random(2, 3),
                r.randn(3, 3, 3),
                r.randn(3, 4, 4),
                r.randn(3, 4, 4),
                r.randn(3, 4, 1),
                r.random(3, 3),
                r.random(2, 3),
                r.uniform(-1, 1, 5000, 3));
    }

    /** The stream of exact pseudo-random numbers in [0, 1) that cross-checks use: a linear congruential generator. */
    static double[] lcg(long seed, int n) {
        double[] out = new double[n];
        long x = seed;
        for (int i = 0; i < n; i++) {
            x = (1103515245L * x + 12345) % (1L << 31);
            out[i] = x / (double) (1L << 31);
        }
        return out;
    }
}
