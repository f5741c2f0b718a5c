package org.dmol.layers.merging;

import java.util.ArrayList;
import java.util.List;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * What elementwise functions of several inputs share: inputs of one shape, or of shapes that broadcast; an input of fewer axes gets
 * axes of size 1 after the batch. The output has a mask if all inputs have one: true where any of them is.
 */
abstract class Merge extends Layer {
    /** The function of two values, applied from left to right. */
    abstract Operand<TFloat32> merge(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b);

    /** What becomes of the result of {@code n} inputs. */
    Operand<TFloat32> finish(Ops tf, Operand<TFloat32> merged, int n) {
        return merged;
    }

    /** The number of inputs that is needed; -1 for at least one. */
    int arity() {
        return -1;
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        if (inputs.isEmpty() || arity() > 0 && inputs.size() != arity()) {
            throw new IllegalArgumentException((arity() > 0 ? arity() + " inputs are" : "at least one input is")
                    + " needed, not " + inputs.size() + ".");
        }
        Ops tf = c.tf();
        int rank =
                inputs.stream().mapToInt(x -> x.shape().numDimensions()).max().orElse(0);
        List<Operand<TFloat32>> equal = new ArrayList<>();
        for (Operand<?> x : inputs) {
            Operand<TFloat32> y = Trace.floats(x);
            for (int r = x.shape().numDimensions(); r < rank; r++) {
                y = tf.expandDims(y, tf.constant(1));
            }
            equal.add(y);
        }
        List<Operand<TBool>> masks = new ArrayList<>();
        for (Operand<?> x : inputs) {
            masks.add(c.mask(x) == null ? null : tf.expandDims(c.mask(x), tf.constant(-1)));
        }
        return List.of(finish(tf, mergeAll(tf, equal, masks), inputs.size()));
    }

    /** Merges inputs of one rank; the masks, null where an input has none, have an axis of size 1 for the features. */
    Operand<TFloat32> mergeAll(Ops tf, List<Operand<TFloat32>> inputs, List<Operand<TBool>> masks) {
        Operand<TFloat32> merged = inputs.get(0);
        for (int i = 1; i < inputs.size(); i++) {
            merged = merge(tf, merged, inputs.get(i));
        }
        return merged;
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Operand<TBool> all = c.mask(inputs.get(0));
        for (int i = 1; i < inputs.size() && all != null; i++) {
            Operand<TBool> mask = c.mask(inputs.get(i));
            all = mask == null ? null : c.tf().math.logicalOr(all, mask);
        }
        if (all != null) {
            c.mask(outputs.get(0), all);
        }
    }
}
