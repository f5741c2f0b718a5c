package org.dmol.layers;

import static org.dmol.tf.Trace.scalar;

import java.util.Map;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A penalty on a weight, added to the loss: {@code l1 * sum|w| + l2 * sum w^2}, as Keras's L1, L2 and L1L2.
 *
 * @param l1 factor of the absolute values
 * @param l2 factor of the squares
 */
public record Regularizer(double l1, double l2) implements Var.Penalty {
    /** {@code factor * sum|w|}. */
    public static Regularizer l1(double factor) {
        return new Regularizer(factor, 0);
    }

    /** {@code factor * sum w^2}. */
    public static Regularizer l2(double factor) {
        return new Regularizer(0, factor);
    }

    @Override
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> w) {
        Operand<TFloat32> total = scalar(tf, w, 0);
        if (l1 != 0) {
            total = tf.math.add(total, tf.math.mul(scalar(tf, w, l1), Trace.sum(tf, tf.math.abs(w))));
        }
        if (l2 != 0) {
            total = tf.math.add(total, tf.math.mul(scalar(tf, w, l2), Trace.sum(tf, tf.math.square(w))));
        }
        return total;
    }

    /** From a setting in Keras's form (a nested object or the names {@code l1}, {@code l2}, {@code l1_l2}); null where absent. */
    @SuppressWarnings("unchecked")
    public static Regularizer from(Map<String, Object> config, String key) {
        Object value = config.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String name) {
            return new Regularizer(name.equals("l2") ? 0 : 0.01, name.equals("l1") ? 0 : 0.01);
        }
        Map<String, Object> c = Config.map((Map<String, Object>) value, "config");
        return new Regularizer(Config.number(c, "l1", 0), Config.number(c, "l2", 0));
    }

    /** Keras's nested form. */
    public Map<String, Object> config() {
        return Config.object("keras.regularizers", "L1L2", Config.of("l1", l1, "l2", l2));
    }
}
