package org.dmol.layers.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A layer applied to each time step by itself: (batch, time, …) to (batch, time, …).
 *
 * <p>All steps go through the layer as one batch. Only if the layer has weights that are not trained, such as the statistics of a
 * batch normalisation, and is in training, it sees one step after the other (then the number of steps must be known).
 */
public final class TimeDistributed extends UnaryLayer {
    private final Layer layer;

    /** Applies the layer to every step. */
    public TimeDistributed(Layer layer) {
        this.layer = layer;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        weights.add("layer", layer).ensureBuilt(List.of(step(input)));
    }

    private static Spec step(Spec input) {
        Shape s = input.shape();
        if (s.numDimensions() < 3) {
            throw new IllegalArgumentException("an input of at least three axes (batch, time, …) is needed.");
        }
        long[] axes = s.asArray(), inner = Arrays.copyOfRange(axes, 1, axes.length);
        inner[0] = axes[0];
        return new Spec(input.dtype(), Shape.of(inner));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        boolean statistics = layer.weights().stream().anyMatch(v -> !v.trainable());
        return c.training() && statistics ? oneByOne(c, x) : atOnce(c, x);
    }

    private Operand<TFloat32> atOnce(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> rows = tf.reshape(x, shape(tf, x, 2, List.of(tf.constant(-1))));
        Operand<TFloat32> y = Trace.floats(layer.apply(c, rows));
        Operand<TFloat32> out = tf.reshape(y, shape(tf, y, 1, List.of(Trace.size(tf, x, 0), Trace.size(tf, x, 1))));
        return known(tf, out, x, y);
    }

    /** The shape {@code leading} and the axes of {@code x} from number {@code from} on. */
    private static Operand<TInt32> shape(Ops tf, Operand<TFloat32> x, int from, List<Operand<TInt32>> leading) {
        List<Operand<TInt32>> parts = new ArrayList<>(leading);
        for (int i = from; i < x.shape().numDimensions(); i++) {
            parts.add(Trace.size(tf, x, i));
        }
        return tf.stack(parts);
    }

    /** Tells TensorFlow what is known of the shape, which a computed shape hides. */
    private static Operand<TFloat32> known(Ops tf, Operand<TFloat32> out, Operand<TFloat32> x, Operand<TFloat32> y) {
        long[] axes = new long[y.shape().numDimensions() + 1];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i < 2 ? Trace.dim(x, i) : Trace.dim(y, i - 1);
        }
        return tf.ensureShape(out, Shape.of(axes));
    }

    private Operand<TFloat32> oneByOne(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        long steps = Trace.dim(x, 1);
        if (steps < 0) {
            throw new IllegalArgumentException("the number of time steps must be known to train "
                    + layer.weights().stream()
                            .filter(v -> !v.trainable())
                            .map(Var::name)
                            .findFirst()
                            .orElse("")
                    + ".");
        }
        List<Operand<TFloat32>> out = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            out.add(Trace.floats(layer.apply(c, tf.gather(x, tf.constant(t), tf.constant(1)))));
        }
        return tf.stack(out, org.tensorflow.op.core.Stack.axis(1L));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("layer", LayerRegistry.toConfig(layer));
        return c;
    }

    static TimeDistributed fromConfig(Map<String, Object> c) {
        return new TimeDistributed(LayerRegistry.fromConfig(Config.map(c, "layer")));
    }
}
