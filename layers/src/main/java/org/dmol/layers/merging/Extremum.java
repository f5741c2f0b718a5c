package org.dmol.layers.merging;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Largest or smallest of the inputs; as in Keras, a masked step of one input takes no part where another is not masked. */
abstract class Extremum extends Merge {
    @Override
    Operand<TFloat32> mergeAll(Ops tf, List<Operand<TFloat32>> inputs, List<Operand<TBool>> masks) {
        Operand<TFloat32> merged = inputs.get(0);
        Operand<TBool> used = masks.get(0);
        for (int i = 1; i < inputs.size(); i++) {
            Operand<TFloat32> x = inputs.get(i);
            Operand<TBool> mask = masks.get(i);
            Operand<TFloat32> right = mask == null ? x : tf.select(mask, x, merged);
            Operand<TFloat32> left = used == null ? merged : tf.select(used, merged, right);
            merged = merge(tf, left, right);
            used = used == null || mask == null ? null : tf.math.logicalOr(used, mask);
        }
        return merged;
    }
}
