package org.dmol.layers.core;

import java.util.Arrays;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** (batch, …) to (batch, target shape); one axis of the target may be -1 and is computed. */
public final class Reshape extends UnaryLayer {
    private final int[] targetShape;

    /** The shape of one row. */
    public Reshape(int... targetShape) {
        this.targetShape = targetShape.clone();
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        int[] target = resolved(x);
        if (Arrays.stream(target).allMatch(n -> n >= 0)) {
            int[] full = new int[target.length + 1];
            full[0] = -1;
            System.arraycopy(target, 0, full, 1, target.length);
            return tf.reshape(x, tf.constant(full));
        }
        var batch = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        return tf.reshape(x, tf.concat(java.util.List.of(batch, tf.constant(target)), tf.constant(0)));
    }

    /** The target with its -1 replaced where the input's size is known; a size that does not fit is an error at once. */
    private int[] resolved(Operand<TFloat32> x) {
        long size = 1;
        for (int i = 1; i < x.shape().numDimensions(); i++) {
            size = x.shape().get(i) < 0 ? -1 : size < 0 ? -1 : size * x.shape().get(i);
        }
        if (size < 0) {
            return targetShape;
        }
        long known =
                Arrays.stream(targetShape).filter(n -> n >= 0).asLongStream().reduce(1, (a, b) -> a * b);
        boolean free = Arrays.stream(targetShape).anyMatch(n -> n < 0);
        if (free ? known == 0 || size % known != 0 : known != size) {
            throw new IllegalArgumentException(
                    "rows of " + size + " elements do not fit the target shape " + Arrays.toString(targetShape) + ".");
        }
        long rest = free ? size / known : 0;
        return Arrays.stream(targetShape).map(n -> n < 0 ? (int) rest : n).toArray();
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("target_shape", Arrays.stream(targetShape).boxed().toList());
        return c;
    }

    static Reshape fromConfig(Map<String, Object> c) {
        return new Reshape(Config.integers(c, "target_shape"));
    }
}
