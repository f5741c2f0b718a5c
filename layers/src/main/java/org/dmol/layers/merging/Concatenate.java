package org.dmol.layers.merging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Any;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Puts its inputs side by side along one axis; all other axes must have equal sizes. */
public final class Concatenate extends Layer {
    private int axis = -1;

    /** Along the last axis. */
    public Concatenate() {}

    /** Along the given axis; negative counts from the end, 0 is the batch. */
    public Concatenate(int axis) {
        this.axis = axis;
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        check(inputs);
        List<Operand<TFloat32>> all = inputs.stream().map(Trace::floats).toList();
        return List.of(c.tf().concat(all, c.tf().constant(axis)));
    }

    private void check(List<Operand<?>> inputs) {
        Spec first = Trace.spec(inputs.get(0));
        int rank = first.shape().numDimensions();
        int at = axis < 0 ? axis + rank : axis;
        for (Operand<?> x : inputs) {
            Spec spec = Trace.spec(x);
            boolean fits =
                    spec.shape().numDimensions() == rank && spec.dtype() == first.dtype() && at >= 0 && at < rank;
            for (int i = 0; fits && i < rank; i++) {
                long a = first.shape().get(i);
                long b = spec.shape().get(i);
                fits = i == at || a < 0 || b < 0 || a == b;
            }
            if (!fits) {
                throw new IllegalArgumentException(
                        "inputs must be equal but for axis " + axis + "; " + first + " and " + spec + " are not.");
            }
        }
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        if (inputs.stream().allMatch(x -> c.mask(x) == null)) {
            return;
        }
        Ops tf = c.tf();
        List<Operand<TBool>> masks = new ArrayList<>();
        for (Operand<?> x : inputs) {
            masks.add(elementwise(tf, Trace.floats(x), c.mask(x)));
        }
        Operand<TBool> mask = tf.any(tf.concat(masks, tf.constant(axis)), tf.constant(-1), Any.keepDims(false));
        c.mask(outputs.get(0), mask);
    }

    /** The mask of an input for each of its elements; all true where it has none. */
    private static Operand<TBool> elementwise(Ops tf, Operand<TFloat32> x, Operand<TBool> mask) {
        Operand<TBool> none = tf.fill(tf.shape(x), tf.constant(mask == null));
        if (mask == null) {
            return none;
        }
        Operand<TBool> wide = mask;
        for (int r = mask.shape().numDimensions(); r < x.shape().numDimensions(); r++) {
            wide = tf.expandDims(wide, tf.constant(-1));
        }
        return tf.math.logicalOr(wide, none);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("axis", axis);
        return c;
    }

    static Concatenate fromConfig(Map<String, Object> c) {
        return new Concatenate(Config.integer(c, "axis", -1));
    }
}
