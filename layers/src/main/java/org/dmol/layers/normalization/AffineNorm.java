package org.dmol.layers.normalization;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Constraint;
import org.dmol.layers.Constraints;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Regularizer;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What normalisations with a learned factor {@code gamma} (ones) and offset {@code beta} (zeros) share. */
abstract class AffineNorm<L extends AffineNorm<L>> extends UnaryLayer {
    private double epsilon = 1e-3;
    private boolean center = true;
    private boolean scale = true;
    private Initializer gammaInitializer = Initializers.ones();
    private Initializer betaInitializer = Initializers.zeros();
    private Regularizer gammaRegularizer;
    private Regularizer betaRegularizer;
    private Constraint gammaConstraint;
    private Constraint betaConstraint;
    private Var gamma;
    private Var beta;

    abstract L self();

    /** What is added to the variance; default 0.001. */
    public final L epsilon(double value) {
        epsilon = value;
        return self();
    }

    /** Whether there is an offset {@code beta}; default true. */
    public final L center(boolean on) {
        center = on;
        return self();
    }

    /** Whether there is a factor {@code gamma}; default true. */
    public final L scale(boolean on) {
        scale = on;
        return self();
    }

    /** First values of {@code gamma}; default ones. */
    public final L gammaInitializer(Initializer initializer) {
        gammaInitializer = initializer;
        return self();
    }

    /** First values of {@code beta}; default zeros. */
    public final L betaInitializer(Initializer initializer) {
        betaInitializer = initializer;
        return self();
    }

    /** Penalty on {@code gamma}; default none. */
    public final L gammaRegularizer(Regularizer regularizer) {
        gammaRegularizer = regularizer;
        return self();
    }

    /** Penalty on {@code beta}; default none. */
    public final L betaRegularizer(Regularizer regularizer) {
        betaRegularizer = regularizer;
        return self();
    }

    final void addAffine(Weights weights, Shape shape) {
        if (scale) {
            gamma = weights.add("gamma", shape, gammaInitializer)
                    .regularizer(gammaRegularizer)
                    .constraint(gammaConstraint);
        }
        if (center) {
            beta = weights.add("beta", shape, betaInitializer)
                    .regularizer(betaRegularizer)
                    .constraint(betaConstraint);
        }
    }

    /** {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta}, with gamma and beta in a shape that broadcasts. */
    final Operand<TFloat32> normalize(
            Ctx c, Operand<TFloat32> x, Operand<TFloat32> mean, Operand<TFloat32> variance, int[] broadcast) {
        Ops tf = c.tf();
        Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, Trace.scalar(tf, x, epsilon)));
        Operand<TFloat32> y = tf.math.mul(tf.math.sub(x, mean), factor);
        if (gamma != null) {
            y = tf.math.mul(y, tf.reshape(c.read(gamma), tf.constant(broadcast)));
        }
        return beta == null ? y : tf.math.add(y, tf.reshape(c.read(beta), tf.constant(broadcast)));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("epsilon", epsilon);
        c.put("center", center);
        c.put("scale", scale);
        c.put("beta_initializer", Config.object(betaInitializer));
        c.put("gamma_initializer", Config.object(gammaInitializer));
        c.put("beta_regularizer", betaRegularizer == null ? null : betaRegularizer.config());
        c.put("gamma_regularizer", gammaRegularizer == null ? null : gammaRegularizer.config());
        c.put("beta_constraint", betaConstraint == null ? null : betaConstraint.config());
        c.put("gamma_constraint", gammaConstraint == null ? null : gammaConstraint.config());
        return c;
    }

    final L read(Map<String, Object> c) {
        gammaConstraint = Constraints.from(c, "gamma_constraint");
        betaConstraint = Constraints.from(c, "beta_constraint");
        return epsilon(Config.number(c, "epsilon", 1e-3))
                .center(Config.flag(c, "center", true))
                .scale(Config.flag(c, "scale", true))
                .gammaInitializer(Config.initializer(c, "gamma_initializer", Initializers.ones()))
                .betaInitializer(Config.initializer(c, "beta_initializer", Initializers.zeros()))
                .gammaRegularizer(Regularizer.from(c, "gamma_regularizer"))
                .betaRegularizer(Regularizer.from(c, "beta_regularizer"));
    }
}
