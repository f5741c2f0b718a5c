package org.dmol.layers.reshaping;

import java.util.List;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Chosen steps of sequences: (batch, steps, features) and int32 places (batch, n) to (batch, n, features). The output has no mask. */
public final class TakeSteps extends Layer {
    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("the inputs (sequences, places) are needed, not " + inputs.size() + ".");
        }
        Ops tf = c.tf();
        Operand<TFloat32> x = Trace.floats(inputs.get(0));
        Operand<TInt32> places = Trace.as(inputs.get(1));
        int features = (int) Trace.dim(x, 2);
        // One axis of rows for the duration: a gather with batch axes has no gradient in the C++ library.
        Operand<TInt32> starts =
                tf.math.mul(tf.range(tf.constant(0), Trace.size(tf, x, 0), tf.constant(1)), Trace.size(tf, x, 1));
        Operand<TInt32> rows = tf.math.add(places, tf.expandDims(starts, tf.constant(1)));
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, features}));
        return List.of(tf.gather(flat, rows, tf.constant(0)));
    }
}
