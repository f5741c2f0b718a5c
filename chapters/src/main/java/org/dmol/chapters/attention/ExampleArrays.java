package org.dmol.chapters.attention;

import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;

/**
 * The inputs of the chapter: a sequence of eleven vectors of four numbers and the projections of two heads.
 *
 * @param x (11, 4)
 * @param q query projections of the two heads, (4, 4) each
 * @param k key projections
 * @param v value projections, (4, 2) each
 * @param mix weights of the heads, (2)
 */
record ExampleArrays(Nd x, Nd[] q, Nd[] k, Nd[] v, Nd mix) {
    /** Sines and cosines: the same everywhere, so that results can be compared. */
    static ExampleArrays fixed() {
        Nd[] q = {wave(4, 4, 1, true), wave(4, 4, 4, true)};
        Nd[] k = {wave(4, 4, 2, true), wave(4, 4, 5, true)};
        Nd[] v = {wave(4, 2, 3, true), wave(4, 2, 6, true)};
        return new ExampleArrays(wave(11, 4, 1, false), q, k, v, Nd.vector(0.75, -0.25));
    }

    /** Normal numbers from a seed. */
    static ExampleArrays random(long seed) {
        NumpyRandom r = new NumpyRandom(seed);
        Nd x = r.randn(11, 4);
        Nd[] q = {r.randn(4, 4), r.randn(4, 4)};
        Nd[] k = {r.randn(4, 4), r.randn(4, 4)};
        Nd[] v = {r.randn(4, 2), r.randn(4, 2)};
        return new ExampleArrays(x, q, k, v, r.randn(2));
    }

    /** The values of the first head, x w_v: (11, 2). */
    Nd values() {
        double[] out = new double[22];
        for (int i = 0; i < 11; i++) {
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 4; k++) {
                    out[2 * i + j] += x.get(i, k) * v[0].get(k, j);
                }
            }
        }
        return Nd.of(out, 11, 2);
    }

    /** The arguments of {@link Formulas#twoHeads}. */
    Nd[] heads() {
        return new Nd[] {x, q[0], k[0], v[0], q[1], k[1], v[1], mix};
    }

    /** {@code sin} or {@code cos} of {@code phase + columns i + j}. */
    private static Nd wave(int rows, int columns, double phase, boolean cosine) {
        double[] out = new double[rows * columns];
        for (int i = 0; i < out.length; i++) {
            out[i] = cosine ? Math.cos(phase + i) : Math.sin(phase + i);
        }
        return Nd.of(out, rows, columns);
    }
}
