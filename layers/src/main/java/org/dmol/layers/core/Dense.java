package org.dmol.layers.core;

import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.layers.Constraint;
import org.dmol.layers.Constraints;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Regularizer;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Products;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * {@code activation(x . kernel + bias)} on the last axis: (…, inputs) to (…, units).
 *
 * <p>Weights: {@code kernel} (inputs, units), Glorot uniform; {@code bias} (units), zeros.
 */
public final class Dense extends UnaryLayer {
    private final int units;
    private final String activationName;
    private final Activation activation;
    private boolean useBias = true;
    private Initializer kernelInitializer = Initializers.glorotUniform();
    private Initializer biasInitializer = Initializers.zeros();
    private Regularizer kernelRegularizer;
    private Regularizer biasRegularizer;
    private Constraint kernelConstraint;
    private Constraint biasConstraint;
    private Var kernel;
    private Var bias;

    /** A linear layer. */
    public Dense(int units) {
        this(units, "linear");
    }

    /** A layer with the activation of the given name. */
    public Dense(int units, String activation) {
        if (units <= 0) {
            throw new IllegalArgumentException("Dense needs a positive number of units, not " + units + ".");
        }
        this.units = units;
        this.activationName = activation;
        this.activation = Activations.get(activation);
    }

    /** Whether there is a bias; default true. */
    public Dense useBias(boolean on) {
        useBias = on;
        return this;
    }

    /** First values of the kernel. */
    public Dense kernelInitializer(Initializer initializer) {
        kernelInitializer = initializer;
        return this;
    }

    /** First values of the bias. */
    public Dense biasInitializer(Initializer initializer) {
        biasInitializer = initializer;
        return this;
    }

    /** Penalty on the kernel; default none. */
    public Dense kernelRegularizer(Regularizer regularizer) {
        kernelRegularizer = regularizer;
        return this;
    }

    /** Penalty on the bias; default none. */
    public Dense biasRegularizer(Regularizer regularizer) {
        biasRegularizer = regularizer;
        return this;
    }

    /** Projection of the kernel after each update; default none. */
    public Dense kernelConstraint(Constraint constraint) {
        kernelConstraint = constraint;
        return this;
    }

    /** Projection of the bias after each update; default none. */
    public Dense biasConstraint(Constraint constraint) {
        biasConstraint = constraint;
        return this;
    }

    /** Number of outputs. */
    public int units() {
        return units;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        if (input.shape().numDimensions() < 2) {
            throw new IllegalArgumentException("an input of at least two axes (batch, features) is needed.");
        }
        long features = input.shape().get(input.shape().numDimensions() - 1);
        kernel = weights.add("kernel", Shape.of(features, units), kernelInitializer)
                .regularizer(kernelRegularizer)
                .constraint(kernelConstraint);
        if (useBias) {
            bias = weights.add("bias", Shape.of(units), biasInitializer)
                    .regularizer(biasRegularizer)
                    .constraint(biasConstraint);
        }
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> y = product(c, x, c.read(kernel));
        if (useBias) {
            y = tf.math.add(y, c.read(bias));
        }
        return activation.apply(tf, y);
    }

    /** One matrix product also for more than two axes: the leading axes become one for its duration. */
    private Operand<TFloat32> product(Ctx c, Operand<TFloat32> x, Operand<TFloat32> w) {
        Ops tf = c.tf();
        int rank = x.shape().numDimensions();
        if (x.shape().get(rank - 1) != Trace.dim(w, 0)) {
            throw new IllegalArgumentException("its kernel needs " + Trace.dim(w, 0) + " features on the last axis.");
        }
        if (rank == 2) {
            return Products.matMul(c, x, w);
        }
        Operand<TFloat32> flat =
                Products.matMul(c, tf.reshape(x, tf.constant(new int[] {-1, (int) Trace.dim(w, 0)})), w);
        return tf.reshape(flat, outputShape(tf, x, rank));
    }

    private Operand<TInt32> outputShape(Ops tf, Operand<TFloat32> x, int rank) {
        return Trace.shapeWith(tf, x, rank - 1, units);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("activation", activationName);
        c.put("use_bias", useBias);
        c.put("kernel_initializer", Config.object(kernelInitializer));
        c.put("bias_initializer", Config.object(biasInitializer));
        c.put("kernel_regularizer", kernelRegularizer == null ? null : kernelRegularizer.config());
        c.put("bias_regularizer", biasRegularizer == null ? null : biasRegularizer.config());
        c.put("kernel_constraint", kernelConstraint == null ? null : kernelConstraint.config());
        c.put("bias_constraint", biasConstraint == null ? null : biasConstraint.config());
        return c;
    }

    static Dense fromConfig(Map<String, Object> c) {
        return new Dense(Config.integer(c, "units", 0), Config.activation(c, "activation"))
                .useBias(Config.flag(c, "use_bias", true))
                .kernelInitializer(Config.initializer(c, "kernel_initializer", Initializers.glorotUniform()))
                .biasInitializer(Config.initializer(c, "bias_initializer", Initializers.zeros()))
                .kernelRegularizer(Regularizer.from(c, "kernel_regularizer"))
                .biasRegularizer(Regularizer.from(c, "bias_regularizer"))
                .kernelConstraint(Constraints.from(c, "kernel_constraint"))
                .biasConstraint(Constraints.from(c, "bias_constraint"));
    }
}
