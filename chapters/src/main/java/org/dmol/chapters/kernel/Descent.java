package org.dmol.chapters.kernel;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/** Gradient descent on a dual model, one weight a training row: ŷ = K w + b. */
interface Descent extends AutoCloseable {
    /**
     * The loss of a model: mean squared error + l1 · Σ|w| + l2 · Σw².
     *
     * @param l1 strength of the lasso's penalty
     * @param l2 strength of that of ridge regression
     */
    record Penalty(double l1, double l2) {
        static final Penalty NONE = new Penalty(0, 0);

        /** Its value for some weights. */
        double of(double... w) {
            double sum = 0;
            for (double v : w) {
                sum += l1 * Math.abs(v) + l2 * v * v;
            }
            return sum;
        }
    }

    /**
     * What came out.
     *
     * @param w weights (n, 1)
     * @param losses loss of each batch before its update; empty unless asked for
     * @param trail weights before each update (steps, n), and constants (steps); empty unless asked for
     */
    record Trained(Nd w, double b, double[] losses, List<Nd> trail) {}

    /** What is kept of each step. */
    enum Keep {
        /** Nothing; so the value of the loss, of which only the gradient is needed, is not computed. */
        NOTHING,
        LOSSES,
        /** The losses, and the weights before each update. */
        TRAIL
    }

    /** Who does the updates; both give the same weights, within the roundings of float32. */
    enum Engine {
        /** Loops in Java over the formula of the gradient. */
        JAVA,
        /** A loop on TensorFlow with automatic differentiation. */
        TENSORFLOW;

        Descent start(Keep keep) {
            return this == JAVA ? new PlainDescent(keep) : new DualDescent(keep);
        }

        /** From the name in lower case. */
        static Engine of(String name) {
            return Arrays.stream(values())
                    .filter(e -> e.name().toLowerCase(java.util.Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Option updates must be 'java' or 'tensorflow', not '" + name + "'."));
        }
    }

    /**
     * Trains from zero weights and b = mean label. Trainings may run on several threads at once.
     *
     * @param k kernel between rows, float32
     * @param rows those to train on; null: all
     * @param y labels of the training rows
     * @param order number of the batch of each update; batch i is rows i·size to (i+1)·size
     */
    Trained run(Nd k, int[] rows, double[] y, int[] order, int size, double rate, Penalty penalty);

    @Override
    void close();
}
