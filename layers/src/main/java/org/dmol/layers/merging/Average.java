package org.dmol.layers.merging;

import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The mean of its inputs. Inputs have one shape or shapes that broadcast; one of fewer axes gets axes of size 1 after the batch. */
public final class Average extends Merge {
    @Override
    Operand<TFloat32> merge(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.add(a, b);
    }

    @Override
    Operand<TFloat32> finish(Ops tf, Operand<TFloat32> merged, int n) {
        return tf.math.div(merged, Trace.scalar(tf, merged, n));
    }
}
