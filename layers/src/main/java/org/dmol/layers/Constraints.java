package org.dmol.layers;

import static org.dmol.tf.Trace.scalar;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Keras's constraints. */
public final class Constraints {
    private static final double EPSILON = 1e-7;

    private Constraints() {}

    private record Named(Map<String, Object> config, Var.Projection projection) implements Constraint {
        @Override
        public Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight) {
            return projection.of(tf, weight);
        }
    }

    private static Constraint named(String className, Map<String, Object> settings, Var.Projection projection) {
        return new Named(Config.object("keras.constraints", className, settings), projection);
    }

    /** Negative elements become 0. */
    public static Constraint nonNeg() {
        return named(
                "NonNeg",
                Map.of(),
                (tf, w) -> tf.math.mul(w, Trace.castLike(tf, tf.math.greaterEqual(w, scalar(tf, w, 0)), w)));
    }

    /** The norm over {@code axis} is at most {@code maxValue}. */
    public static Constraint maxNorm(double maxValue, int... axis) {
        return named("MaxNorm", Config.of("max_value", maxValue, "axis", axisOf(axis)), (tf, w) -> {
            Operand<TFloat32> norm = norm(tf, w, axis);
            Operand<TFloat32> desired =
                    tf.math.minimum(tf.math.maximum(norm, scalar(tf, w, 0)), scalar(tf, w, maxValue));
            return tf.math.mul(w, tf.math.div(desired, tf.math.add(norm, scalar(tf, w, EPSILON))));
        });
    }

    /** The norm over {@code axis} is 1. */
    public static Constraint unitNorm(int... axis) {
        return named(
                "UnitNorm",
                Config.of("axis", axisOf(axis)),
                (tf, w) -> tf.math.div(w, tf.math.add(norm(tf, w, axis), scalar(tf, w, EPSILON))));
    }

    /** The norm over {@code axis} moves into [minValue, maxValue] at the given rate (1: at once). */
    public static Constraint minMaxNorm(double minValue, double maxValue, double rate, int... axis) {
        return named(
                "MinMaxNorm",
                Config.of("min_value", minValue, "max_value", maxValue, "rate", rate, "axis", axisOf(axis)),
                (tf, w) -> {
                    Operand<TFloat32> norm = norm(tf, w, axis);
                    Operand<TFloat32> clipped =
                            tf.math.minimum(tf.math.maximum(norm, scalar(tf, w, minValue)), scalar(tf, w, maxValue));
                    Operand<TFloat32> desired = tf.math.add(
                            tf.math.mul(scalar(tf, w, rate), clipped), tf.math.mul(scalar(tf, w, 1 - rate), norm));
                    return tf.math.mul(w, tf.math.div(desired, tf.math.add(norm, scalar(tf, w, EPSILON))));
                });
    }

    private static Operand<TFloat32> norm(Ops tf, Operand<TFloat32> w, int[] axis) {
        return tf.math.sqrt(Trace.sumKeep(tf, tf.math.square(w), axis.length == 0 ? new int[] {0} : axis));
    }

    private static Object axisOf(int[] axis) {
        return axis.length == 0
                ? (Object) 0
                : axis.length == 1
                        ? (Object) axis[0]
                        : Arrays.stream(axis).boxed().toList();
    }

    /** From a setting in Keras's form; null where absent. */
    @SuppressWarnings("unchecked")
    public static Constraint from(Map<String, Object> config, String key) {
        Object value = config.get(key);
        if (value == null) {
            return null;
        }
        Map<String, Object> object =
                value instanceof String s ? Config.of("class_name", s) : (Map<String, Object>) value;
        Map<String, Object> c = Config.map(object, "config");
        int[] axis = c.get("axis") == null ? new int[0] : Config.integers(c, "axis");
        String name = Names.snakeCase(Config.text(object, "class_name", ""));
        return switch (name) {
            case "non_neg" -> nonNeg();
            case "max_norm" -> maxNorm(Config.number(c, "max_value", 2), axis);
            case "unit_norm" -> unitNorm(axis);
            case "min_max_norm" ->
                minMaxNorm(
                        Config.number(c, "min_value", 0),
                        Config.number(c, "max_value", 1),
                        Config.number(c, "rate", 1),
                        axis);
            default ->
                throw Suggest.unknown("constraint", name, List.of("non_neg", "max_norm", "unit_norm", "min_max_norm"));
        };
    }
}
