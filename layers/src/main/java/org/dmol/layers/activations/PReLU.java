package org.dmol.layers.activations;

import java.util.Arrays;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Constraint;
import org.dmol.layers.Constraints;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Regularizer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * He et al. 2015: x, or {@code alpha * x} where x is negative, with a learned alpha. Shape unchanged.
 *
 * <p>Weight: {@code alpha}, zeros, one for each element of a row; 1 along the shared axes.
 */
public final class PReLU extends Elementwise {
    private Initializer initializer = Initializers.zeros();
    private Regularizer regularizer;
    private Constraint constraint;
    private int[] sharedAxes = {};
    private Var alpha;

    /** First values of alpha; default zeros. */
    public PReLU alphaInitializer(Initializer first) {
        initializer = first;
        return this;
    }

    /** Penalty on alpha; default none. */
    public PReLU alphaRegularizer(Regularizer penalty) {
        regularizer = penalty;
        return this;
    }

    /** Projection of alpha after each update; default none. */
    public PReLU alphaConstraint(Constraint projection) {
        constraint = projection;
        return this;
    }

    /** Axes (from 1) along which alpha is the same, such as the steps of a sequence; default none. */
    public PReLU sharedAxes(int... axes) {
        sharedAxes = axes.clone();
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        long[] sizes =
                Arrays.copyOfRange(input.shape().asArray(), 1, input.shape().numDimensions());
        for (int axis : sharedAxes) {
            if (axis < 1 || axis > sizes.length) {
                throw new IllegalArgumentException(
                        "the shared axis " + axis + " is not one of 1 to " + sizes.length + ".");
            }
            sizes[axis - 1] = 1;
        }
        alpha = weights.add("alpha", Shape.of(sizes), initializer)
                .regularizer(regularizer)
                .constraint(constraint);
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> negative = tf.math.mul(c.read(alpha), tf.nn.relu(tf.math.neg(x)));
        return tf.math.sub(tf.nn.relu(x), negative);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("alpha_initializer", Config.object(initializer));
        c.put("alpha_regularizer", regularizer == null ? null : regularizer.config());
        c.put("alpha_constraint", constraint == null ? null : constraint.config());
        c.put(
                "shared_axes",
                sharedAxes.length == 0
                        ? null
                        : Arrays.stream(sharedAxes).boxed().toList());
        return c;
    }

    static PReLU fromConfig(Map<String, Object> c) {
        return new PReLU()
                .alphaInitializer(Config.initializer(c, "alpha_initializer", Initializers.zeros()))
                .alphaRegularizer(Regularizer.from(c, "alpha_regularizer"))
                .alphaConstraint(Constraints.from(c, "alpha_constraint"))
                .sharedAxes(c.get("shared_axes") == null ? new int[0] : Config.integers(c, "shared_axes"));
    }
}
