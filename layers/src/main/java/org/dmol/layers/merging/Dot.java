package org.dmol.layers.merging;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sums products of two inputs along one axis of each, row by row: (batch, n) and (batch, n) to (batch, 1); (batch, a, n) and
 * (batch, b, n) with axes (2, 2) to (batch, a, b).
 */
public final class Dot extends Layer {
    private static final double SMALLEST = 1e-24;

    private final int firstAxis;
    private final int secondAxis;
    private boolean normalize;

    /** Along the same axis of both inputs. */
    public Dot(int axis) {
        this(axis, axis);
    }

    /** Along one axis of each input; not 0, which is the batch. */
    public Dot(int firstAxis, int secondAxis) {
        this.firstAxis = firstAxis;
        this.secondAxis = secondAxis;
    }

    /** Whether both inputs are scaled to unit length along the axis first, which gives the cosine; default false. */
    public Dot normalize(boolean on) {
        normalize = on;
        return this;
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("two inputs are needed, not " + inputs.size() + ".");
        }
        Ops tf = c.tf();
        Operand<TFloat32> a = Trace.floats(inputs.get(0));
        Operand<TFloat32> b = Trace.floats(inputs.get(1));
        int i = axis(a, firstAxis);
        int j = axis(b, secondAxis);
        long n = Trace.dim(a, i);
        long m = Trace.dim(b, j);
        if (n >= 0 && m >= 0 && n != m) {
            throw new IllegalArgumentException("the axes to sum over have the sizes " + n + " and " + m + ".");
        }
        Operand<TFloat32> y = Einsum.einsum(tf, equation(a, i, b, j), unit(tf, a, i), unit(tf, b, j));
        return List.of(y.shape().numDimensions() == 1 ? tf.expandDims(y, tf.constant(1)) : y);
    }

    private static int axis(Operand<TFloat32> x, int axis) {
        int rank = x.shape().numDimensions();
        int at = axis < 0 ? axis + rank : axis;
        if (at <= 0 || at >= rank) {
            throw new IllegalArgumentException(
                    "axis " + axis + " is none of the axes after the batch of an input of " + rank + " axes.");
        }
        return at;
    }

    private static String equation(Operand<TFloat32> a, int i, Operand<TFloat32> b, int j) {
        StringBuilder left = new StringBuilder("z");
        StringBuilder right = new StringBuilder("z");
        StringBuilder out = new StringBuilder("z");
        char next = 'a';
        for (int k = 1; k < a.shape().numDimensions(); k++, next++) {
            left.append(k == i ? 's' : next);
            out.append(k == i ? "" : next);
        }
        for (int k = 1; k < b.shape().numDimensions(); k++, next++) {
            right.append(k == j ? 's' : next);
            out.append(k == j ? "" : next);
        }
        return left + "," + right + "->" + out;
    }

    private Operand<TFloat32> unit(Ops tf, Operand<TFloat32> x, int axis) {
        if (!normalize) {
            return x;
        }
        Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(x), axis);
        return tf.math.mul(x, tf.math.rsqrt(tf.math.maximum(square, Trace.scalar(tf, x, SMALLEST))));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("axes", firstAxis == secondAxis ? (Object) firstAxis : List.of(firstAxis, secondAxis));
        c.put("normalize", normalize);
        return c;
    }

    static Dot fromConfig(Map<String, Object> c) {
        int[] axes = Config.integers(c, "axes");
        return new Dot(axes[0], axes[axes.length - 1]).normalize(Config.flag(c, "normalize", false));
    }
}
