package org.dmol.layers.merging;

import java.util.ArrayList;
import java.util.List;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The product of its inputs. Inputs have one shape or shapes that broadcast; one of fewer axes gets axes of size 1 after the batch. */
public final class Multiply extends Merge {
    @Override
    Operand<TFloat32> merge(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.mul(a, b);
    }

    /** As in Keras, a masked step counts as 1, and is 0 in the output where it is masked in every input. */
    @Override
    Operand<TFloat32> mergeAll(Ops tf, List<Operand<TFloat32>> inputs, List<Operand<TBool>> masks) {
        List<Operand<TFloat32>> used = new ArrayList<>();
        Operand<TBool> any = masks.get(0);
        for (int i = 0; i < inputs.size(); i++) {
            Operand<TFloat32> x = inputs.get(i);
            Operand<TBool> mask = masks.get(i);
            used.add(mask == null ? x : tf.select(mask, x, Trace.scalar(tf, x, 1)));
            any = any == null || mask == null ? null : tf.math.logicalOr(any, mask);
        }
        Operand<TFloat32> product = super.mergeAll(tf, used, masks);
        return any == null ? product : tf.select(any, product, Trace.scalar(tf, product, 0));
    }
}
