package org.dmol.layers;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import java.util.Map;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A penalty on a weight or an output, added to the loss: Keras's regularizers. */
public interface Regularizer extends Var.Penalty {
    /** Keras's nested form. */
    Map<String, Object> config();

    /** {@code factor * sum|w|}. */
    static Regularizer l1(double factor) {
        return new Norms("L1", factor, 0);
    }

    /** {@code factor * sum w^2}. */
    static Regularizer l2(double factor) {
        return new Norms("L2", 0, factor);
    }

    /** {@code l1 * sum|w| + l2 * sum w^2}. */
    static Regularizer l1l2(double l1, double l2) {
        return new Norms("L1L2", l1, l2);
    }

    /**
     * Half the factor times the mean |cosine| of all pairs of rows of a matrix, or of its columns: pushes them to be orthogonal.
     *
     * @param mode {@code rows} or {@code columns}
     */
    static Regularizer orthogonal(double factor, String mode) {
        if (!mode.equals("rows") && !mode.equals("columns")) {
            throw Suggest.unknown("mode of the orthogonal regularizer", mode, List.of("rows", "columns"));
        }
        return new Orthogonal(factor, mode);
    }

    /** From a setting in Keras's form (a nested object or the names {@code l1}, {@code l2}, {@code l1_l2}); null where absent. */
    @SuppressWarnings("unchecked")
    static Regularizer from(Map<String, Object> config, String key) {
        Object value = config.get(key);
        if (value == null) {
            return null;
        }
        Map<String, Object> object =
                value instanceof String s ? Config.of("class_name", s) : (Map<String, Object>) value;
        Map<String, Object> c = Config.map(object, "config");
        String name = Config.text(object, "class_name", "").replace("_", "");
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "l1" -> l1(Config.number(c, "l1", 0.01));
            case "l2" -> l2(Config.number(c, "l2", 0.01));
            case "l1l2" ->
                value instanceof String ? l1l2(0.01, 0.01) : l1l2(Config.number(c, "l1", 0), Config.number(c, "l2", 0));
            case "orthogonalregularizer" ->
                orthogonal(Config.number(c, "factor", 0.01), Config.text(c, "mode", "rows"));
            default ->
                throw Suggest.unknown("regularizer", name, List.of("l1", "l2", "l1_l2", "orthogonal_regularizer"));
        };
    }

    /** Sums of absolute values and of squares. */
    record Norms(String className, double l1, double l2) implements Regularizer {
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

        @Override
        public Map<String, Object> config() {
            Map<String, Object> c = Config.of();
            if (!className.equals("L2")) {
                c.put("l1", l1);
            }
            if (!className.equals("L1")) {
                c.put("l2", l2);
            }
            return Config.object("keras.regularizers", className, c);
        }
    }

    /** Cosines of pairs. */
    record Orthogonal(double factor, String mode) implements Regularizer {
        @Override
        public Operand<TFloat32> of(Ops tf, Operand<TFloat32> w) {
            if (w.shape().numDimensions() != 2) {
                throw new IllegalArgumentException("The orthogonal regularizer takes weights of two axes only.");
            }
            boolean rows = mode.equals("rows");
            Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(w), rows ? 1 : 0);
            Operand<TFloat32> unit = tf.math.mul(w, tf.math.rsqrt(tf.math.maximum(square, scalar(tf, w, 1e-24))));
            Operand<TFloat32> cosines = tf.linalg.matMul(
                    unit,
                    unit,
                    rows
                            ? org.tensorflow.op.linalg.MatMul.transposeB(true)
                            : org.tensorflow.op.linalg.MatMul.transposeA(true));
            double n = Trace.dim(w, rows ? 0 : 1);
            // Each pair counts twice in the matrix, and the diagonal n times one is not a pair.
            Operand<TFloat32> sum = tf.math.sub(Trace.sum(tf, tf.math.abs(cosines)), diagonal(tf, unit));
            return tf.math.mul(sum, scalar(tf, w, factor / (n * (n - 1))));
        }

        private static Operand<TFloat32> diagonal(Ops tf, Operand<TFloat32> unit) {
            return Trace.sum(tf, tf.math.square(unit));
        }

        @Override
        public Map<String, Object> config() {
            return Config.object(
                    "keras.regularizers", "OrthogonalRegularizer", Config.of("factor", factor, "mode", mode));
        }
    }
}
