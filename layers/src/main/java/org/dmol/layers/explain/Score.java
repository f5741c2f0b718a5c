package org.dmol.layers.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What is to be explained: one number for each row of an array, with its gradient. Rows must not depend on each other (no batch
 * statistics), so that the gradient of the sum holds each row's own.
 *
 * <pre>{@code
 * try (Score logit = Score.of(model)) {
 *     Nd why = Gradients.timesInput(logit, x);
 * }
 * }</pre>
 */
public final class Score implements AutoCloseable {
    /** Rows that are computed at once. */
    private static final int BATCH = 256;

    private final Fn values;
    private final Fn gradients;
    private final List<Var> weights;

    private Score(Fn values, List<Var> weights) {
        this.values = values;
        this.gradients = values.valueAndGrad(0);
        this.weights = weights;
    }

    /** The only output of a model of one input that gives one number for each row. */
    public static Score of(Model model) {
        return of(model, 0);
    }

    /** One element, from 0, of the outputs that a model of one input gives for a row, such as the logit of a class. */
    public static Score of(Model model, int element) {
        if (!model.isBuilt()) {
            throw new IllegalStateException(
                    "Model '" + model.name() + "' has no weights yet; train or build it first.");
        }
        List<Var> weights = model.variables();
        Fn f = Fn.of((tf, in) -> {
            Map<Var, Operand<?>> now = new IdentityHashMap<>();
            for (int i = 0; i < weights.size(); i++) {
                now.put(weights.get(i), in.get(i + 1));
            }
            Ctx c = Ctx.builder(tf).weights(now::get).build();
            return column(tf, Trace.floats(model.apply(c, List.of(in.get(0))).get(0)), in.get(0), element);
        });
        return new Score(f, weights);
    }

    /** A function of (batch, …) that gives (batch). */
    public static Score of(Fn function) {
        return new Score(function, List.of());
    }

    private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> y, Operand<?> x, int element) {
        int rows = (int) x.shape().get(0);
        Operand<TFloat32> flat = tf.reshape(y, tf.constant(new int[] {rows, -1}));
        long width = flat.shape().get(1);
        if (width >= 0 && (element < 0 || element >= width)) {
            throw new IllegalArgumentException(
                    "The model gives " + width + " numbers for a row; there is no number " + element + ".");
        }
        Operand<TFloat32> one = tf.slice(flat, tf.constant(new int[] {0, element}), tf.constant(new int[] {-1, 1}));
        return tf.reshape(one, tf.constant(new int[] {-1}));
    }

    /**
     * Values and gradients.
     *
     * @param values one for each row
     * @param gradients the shape of the rows
     */
    public record Evaluation(double[] values, Nd gradients) {}

    /** The number for one input, given without the batch axis. */
    public double value(Nd x) {
        return values(asRow(x))[0];
    }

    /** The numbers for rows, shape (batch, …). */
    public double[] values(Nd rows) {
        double[] out = new double[rows.dim(0)];
        for (int at = 0; at < out.length; at += BATCH) {
            int to = Math.min(out.length, at + BATCH);
            double[] part = values.call(arguments(padded(rows, at, to))).doubles();
            System.arraycopy(part, 0, out, at, to - at);
        }
        return out;
    }

    /** The numbers for rows, shape (batch, …), and the gradient of each with respect to its row. */
    public Evaluation evaluate(Nd rows) {
        double[] out = new double[rows.dim(0)];
        List<Nd> parts = new ArrayList<>();
        for (int at = 0; at < out.length; at += BATCH) {
            int to = Math.min(out.length, at + BATCH);
            List<Nd> both = gradients.callAll(arguments(padded(rows, at, to)));
            System.arraycopy(both.get(0).doubles(), 0, out, at, to - at);
            parts.add(both.get(1).rows(0, to - at));
        }
        return new Evaluation(out, Nd.concat(parts.toArray(Nd[]::new)));
    }

    private Nd[] arguments(Nd rows) {
        Nd[] all = new Nd[weights.size() + 1];
        all[0] = rows;
        for (int i = 0; i < weights.size(); i++) {
            all[i + 1] = weights.get(i).value().cast(rows.dtype());
        }
        return all;
    }

    /** Some rows, the last one repeated up to the next power of two: few programs serve all numbers of rows. */
    private static Nd padded(Nd rows, int from, int to) {
        int n = to - from;
        int size = Integer.highestOneBit(2 * n - 1);
        if (size == n && n == rows.dim(0)) {
            return rows;
        }
        int[] which = new int[size];
        Arrays.setAll(which, i -> Math.min(from + i, to - 1));
        return rows.take(which);
    }

    /** An input as a batch of one row. */
    static Nd asRow(Nd x) {
        int[] shape = new int[x.rank() + 1];
        shape[0] = 1;
        System.arraycopy(x.shape(), 0, shape, 1, x.rank());
        return x.reshape(shape);
    }

    /** Frees the compiled programs. */
    @Override
    public void close() {
        values.close();
        gradients.close();
    }
}
