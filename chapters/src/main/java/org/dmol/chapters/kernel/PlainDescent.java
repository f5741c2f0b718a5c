package org.dmol.chapters.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dmol.array.Nd;

/**
 * Descent in plain Java, in float32. An update is two passes over the kernel rows of its batch, K w and Kᵀ r, and so little work that
 * the ops of a TensorFlow step cost as much as the arithmetic. Its formula is the gradient that {@link DualDescent} gets by
 * automatic differentiation: 2 Kᵀ r / B + l1 · sign(w) + 2 · l2 · w, and 2 · mean(r).
 */
final class PlainDescent implements Descent {
    private final Keep keep;
    private final Queue<Blocks[]> spare = new ConcurrentLinkedQueue<>();

    PlainDescent(Keep keep) {
        this.keep = keep;
    }

    @Override
    public Trained run(Nd k, int[] rows, double[] y, int[] order, int size, double rate, Penalty penalty) {
        int n = y.length;
        Blocks w = new Blocks(n);
        float b = (float) Arrays.stream(y).average().orElseThrow();
        Blocks[] kernel = rows == null ? new Blocks[size] : choose(k, rows);
        if (rows == null) {
            Arrays.setAll(kernel, i -> new Blocks(n));
        }
        float[] sums = Blocks.scratch();
        float[] r = new float[size];
        double[] losses = new double[keep == Keep.NOTHING ? 0 : order.length];
        float[] trail = new float[keep == Keep.TRAIL ? order.length * n : 0];
        float[] constants = new float[keep == Keep.TRAIL ? order.length : 0];
        for (int t = 0; t < order.length; t++) {
            int from = order[t] * size;
            int first = rows == null ? 0 : from;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < size; i++) {
                if (rows == null) {
                    kernel[i].read(k.floats(), (from + i) * n, n); // faster than a copy of the whole matrix
                }
                r[i] = w.dot(kernel[first + i], sums) + b - (float) y[from + i];
                sum += r[i];
                squares += (double) r[i] * r[i];
            }
            if (keep != Keep.NOTHING) {
                losses[t] = squares / size + w.penalty(penalty);
            }
            if (keep == Keep.TRAIL) {
                w.write(trail, t * n, n);
                constants[t] = b;
            }
            w.shrink((float) (rate * penalty.l1()), (float) (2 * rate * penalty.l2()));
            w.subtract(kernel, first, r, (float) (2 * rate / size));
            b -= (float) (2 * rate * sum / size);
        }
        if (rows != null) {
            spare.add(kernel);
        }
        float[] weights = new float[n];
        w.write(weights, 0, n);
        List<Nd> kept =
                keep == Keep.TRAIL ? List.of(Nd.of(trail, order.length, n), Nd.of(constants, order.length)) : List.of();
        return new Trained(Nd.of(weights, n, 1), b, losses, kept);
    }

    /** Kernel between some rows, in the memory of an earlier training where it is large enough. */
    private Blocks[] choose(Nd k, int[] rows) {
        int n = rows.length;
        Blocks[] old = spare.poll();
        Blocks[] out = old != null && old.length >= n && old[0].holds(n) ? old : new Blocks[n];
        for (int i = 0; i < n; i++) {
            if (out[i] == null) {
                out[i] = new Blocks(n);
            }
            out[i].pick(k.floats(), rows[i] * k.dim(1), rows);
        }
        return out;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
