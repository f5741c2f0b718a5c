package org.dmol.chapters.trajectory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.sets.PolymerPaths;

/**
 * Frames and the frames that follow them, three coordinates with z = 0, divided in the order of time.
 *
 * @param frames float32 [2048, 12, 3]
 * @param training number of pairs to learn from; the pairs behind them are for validation
 */
record Pairs(Nd frames, int training) {
    static final int BEADS = 12;
    private static final double SHARE = 0.8;

    static Pairs of(PolymerPaths set) {
        int n = set.frames().dim(0);
        double[] flat = new double[n * BEADS * 3];
        for (int i = 0; i < n * BEADS; i++) {
            flat[3 * i] = set.frames().getFlat(2 * i);
            flat[3 * i + 1] = set.frames().getFlat(2 * i + 1);
        }
        return new Pairs(Nd.of(flat, n, BEADS, 3).cast(DType.FLOAT32), (int) ((n - 1) * SHARE));
    }

    int count() {
        return frames.dim(0) - 1;
    }

    int validation() {
        return count() - training;
    }

    /** Frames {@code from} to {@code to}, the first of each pair. */
    Nd features(int from, int to) {
        return frames.rows(from, to);
    }

    /** The first frame and every so manieth after it, the first of each pair. */
    Nd every(int stride) {
        return frames.take(
                IntStream.iterate(0, i -> i < count(), i -> i + stride).toArray());
    }

    /** What follows each of {@link #features}. */
    Nd labels(int from, int to) {
        return frames.rows(from + 1, to + 1);
    }

    /** Label minus feature. */
    Nd displacements(int from, int to) {
        return difference(labels(from, to), features(from, to));
    }

    /**
     * How displacements change from frame to frame: for order 0 the displacements themselves, for order k the differences of those of order
     * k - 1 to the frame before. Needs {@code from >= order}.
     */
    Nd changes(int order, int from, int to) {
        return order == 0
                ? displacements(from, to)
                : difference(changes(order - 1, from, to), changes(order - 1, from - 1, to - 1));
    }

    static Nd difference(Nd a, Nd b) {
        float[] x = a.floats();
        float[] y = b.floats();
        float[] out = new float[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] - y[i];
        }
        return Nd.of(out, a.shape());
    }

    static Nd sum(Nd a, Nd b) {
        float[] x = a.floats();
        float[] y = b.floats();
        float[] out = new float[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] + y[i];
        }
        return Nd.of(out, a.shape());
    }

    static Nd scaled(Nd a, double factor) {
        float[] out = a.floats().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= (float) factor;
        }
        return Nd.of(out, a.shape());
    }

    /** The mean of the squares of all numbers. */
    static double meanSquare(Nd a) {
        return Arrays.stream(a.doubles()).map(v -> v * v).average().orElseThrow();
    }

    /** Coefficient of determination of the means of each bead's three coordinates: the chapter's parity. */
    static double r2(Nd labels, Nd predicted) {
        double[] y = means(labels);
        double[] p = means(predicted);
        double mean = Arrays.stream(y).average().orElseThrow();
        double sse = 0;
        double sst = 0;
        for (int i = 0; i < y.length; i++) {
            sse += (y[i] - p[i]) * (y[i] - p[i]);
            sst += (y[i] - mean) * (y[i] - mean);
        }
        return 1 - sse / sst;
    }

    /** The mean of the three coordinates of each bead. */
    static double[] means(Nd points) {
        double[] out = new double[points.size() / 3];
        for (int i = 0; i < points.size(); i++) {
            out[i / 3] += points.getFlat(i) / 3;
        }
        return out;
    }
}
