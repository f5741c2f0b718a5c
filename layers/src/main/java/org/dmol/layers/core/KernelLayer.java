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
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * What layers with a kernel, a bias and an activation have in common: their settings, in Keras's words and with its defaults
 * (Glorot uniform kernel, zero bias, linear).
 *
 * @param <L> the layer itself, which the settings return
 */
public abstract class KernelLayer<L extends KernelLayer<L>> extends UnaryLayer {
    private final String kernelName;
    private String activationName = "linear";
    private Activation activation = Activations.get("linear");
    private boolean useBias = true;
    private Initializer kernelInitializer = Initializers.glorotUniform();
    private Initializer biasInitializer = Initializers.zeros();
    private Regularizer kernelRegularizer;
    private Regularizer biasRegularizer;
    private Constraint kernelConstraint;
    private Constraint biasConstraint;
    private Var bias;

    /** A layer whose kernel is called {@code kernel}. */
    protected KernelLayer() {
        this("kernel");
    }

    /** A layer whose kernel has another name, such as {@code depthwise_kernel}; the names of its settings follow. */
    protected KernelLayer(String kernelName) {
        this.kernelName = kernelName;
    }

    /** This object. */
    protected abstract L self();

    /** The activation by its name; default linear. */
    public final L activation(String name) {
        activation = Activations.get(name);
        activationName = name;
        return self();
    }

    /** Whether there is a bias; default true. */
    public final L useBias(boolean on) {
        useBias = on;
        return self();
    }

    /** First values of the kernel. */
    public final L kernelInitializer(Initializer initializer) {
        kernelInitializer = initializer;
        return self();
    }

    /** First values of the bias. */
    public final L biasInitializer(Initializer initializer) {
        biasInitializer = initializer;
        return self();
    }

    /** Penalty on the kernel; default none. */
    public final L kernelRegularizer(Regularizer regularizer) {
        kernelRegularizer = regularizer;
        return self();
    }

    /** Penalty on the bias; default none. */
    public final L biasRegularizer(Regularizer regularizer) {
        biasRegularizer = regularizer;
        return self();
    }

    /** Projection of the kernel after each update; default none. */
    public final L kernelConstraint(Constraint constraint) {
        kernelConstraint = constraint;
        return self();
    }

    /** Projection of the bias after each update; default none. */
    public final L biasConstraint(Constraint constraint) {
        biasConstraint = constraint;
        return self();
    }

    /** Creates the kernel. */
    protected final Var addKernel(Weights weights, Shape shape) {
        return weights.add(kernelName, shape, kernelInitializer)
                .regularizer(kernelRegularizer)
                .constraint(kernelConstraint);
    }

    /** Creates the bias, if there is to be one. */
    protected final void addBias(Weights weights, Shape shape) {
        if (useBias) {
            bias = weights.add("bias", shape, biasInitializer)
                    .regularizer(biasRegularizer)
                    .constraint(biasConstraint);
        }
    }

    /** {@code activation(y + bias)}. */
    protected final Operand<TFloat32> finish(Ctx c, Operand<TFloat32> y) {
        return activation.apply(c.tf(), bias == null ? y : c.tf().math.add(y, c.read(bias)));
    }

    /** The part of the settings that lies here, for {@link #config}. */
    protected final void putKernelSettings(Map<String, Object> c) {
        c.put("activation", activationName);
        c.put("use_bias", useBias);
        String prefix = settingPrefix();
        c.put(prefix + "initializer", Config.object(kernelInitializer));
        c.put("bias_initializer", Config.object(biasInitializer));
        c.put(prefix + "regularizer", kernelRegularizer == null ? null : kernelRegularizer.config());
        c.put("bias_regularizer", biasRegularizer == null ? null : biasRegularizer.config());
        c.put(prefix + "constraint", kernelConstraint == null ? null : kernelConstraint.config());
        c.put("bias_constraint", biasConstraint == null ? null : biasConstraint.config());
    }

    /** Takes the part of the settings that lies here. */
    protected final L readKernelSettings(Map<String, Object> c) {
        String prefix = settingPrefix();
        activation(Config.activation(c, "activation"));
        return useBias(Config.flag(c, "use_bias", true))
                .kernelInitializer(Config.initializer(c, prefix + "initializer", Initializers.glorotUniform()))
                .biasInitializer(Config.initializer(c, "bias_initializer", Initializers.zeros()))
                .kernelRegularizer(Regularizer.from(c, prefix + "regularizer"))
                .biasRegularizer(Regularizer.from(c, "bias_regularizer"))
                .kernelConstraint(Constraints.from(c, prefix + "constraint"))
                .biasConstraint(Constraints.from(c, "bias_constraint"));
    }

    /** Keras calls the settings of {@code depthwise_kernel} {@code depthwise_initializer} and so on. */
    private String settingPrefix() {
        return kernelName.equals("kernel") ? "kernel_" : kernelName.replace("kernel", "");
    }
}
