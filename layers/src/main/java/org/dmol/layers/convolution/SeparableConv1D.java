package org.dmol.layers.convolution;

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
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution of each channel apart, then a mixing of the channels: (batch, steps, channels) to (batch, new steps, filters).
 *
 * <p>Weights: {@code depthwise_kernel} (kernelSize, channels, depthMultiplier); {@code pointwise_kernel} (1, channels *
 * depthMultiplier, filters); {@code bias} (filters). The settings {@code kernel…} are those of the depthwise kernel.
 */
public final class SeparableConv1D extends ConvLayer<SeparableConv1D> {
    private final int filters;
    private int depthMultiplier = 1;
    private Initializer pointwiseInitializer = Initializers.glorotUniform();
    private Regularizer pointwiseRegularizer;
    private Constraint pointwiseConstraint;
    private Var depthwise;
    private Var pointwise;

    /** A linear convolution with stride 1 and no padding. */
    public SeparableConv1D(int filters, int kernelSize) {
        super("depthwise_kernel", kernelSize);
        this.filters = filters;
    }

    /** Number of kernels for each channel; default 1. */
    public SeparableConv1D depthMultiplier(int n) {
        depthMultiplier = n;
        return this;
    }

    /** First values of the mixing kernel. */
    public SeparableConv1D pointwiseInitializer(Initializer initializer) {
        pointwiseInitializer = initializer;
        return this;
    }

    /** Penalty on the mixing kernel; default none. */
    public SeparableConv1D pointwiseRegularizer(Regularizer regularizer) {
        pointwiseRegularizer = regularizer;
        return this;
    }

    /** Projection of the mixing kernel after each update; default none. */
    public SeparableConv1D pointwiseConstraint(Constraint constraint) {
        pointwiseConstraint = constraint;
        return this;
    }

    @Override
    protected SeparableConv1D self() {
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        long channels = channels(input);
        depthwise = addKernel(weights, Shape.of(kernelSize()[0], channels, depthMultiplier));
        pointwise = weights.add(
                        "pointwise_kernel", Shape.of(1, channels * depthMultiplier, filters), pointwiseInitializer)
                .regularizer(pointwiseRegularizer)
                .constraint(pointwiseConstraint);
        addBias(weights, Shape.of(filters));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<TFloat32> each = Depthwise.convolve(tf, this, x, c.read(depthwise));
        int width = (int) Trace.dim(each, -1);
        Operand<TFloat32> mix = tf.reshape(c.read(pointwise), tf.constant(new int[] {width, filters}));
        Operand<TFloat32> flat = tf.linalg.matMul(tf.reshape(each, tf.constant(new int[] {-1, width})), mix);
        return finish(c, tf.reshape(flat, Trace.shapeWith(tf, each, 2, filters)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("filters", filters);
        c.put("depth_multiplier", depthMultiplier);
        c.put("pointwise_initializer", Config.object(pointwiseInitializer));
        c.put("pointwise_regularizer", pointwiseRegularizer == null ? null : pointwiseRegularizer.config());
        c.put("pointwise_constraint", pointwiseConstraint == null ? null : pointwiseConstraint.config());
        return c;
    }

    static SeparableConv1D fromConfig(Map<String, Object> c) {
        return new SeparableConv1D(Config.integer(c, "filters", 0), Config.integers(c, "kernel_size")[0])
                .depthMultiplier(Config.integer(c, "depth_multiplier", 1))
                .pointwiseInitializer(Config.initializer(c, "pointwise_initializer", Initializers.glorotUniform()))
                .pointwiseRegularizer(Regularizer.from(c, "pointwise_regularizer"))
                .pointwiseConstraint(Constraints.from(c, "pointwise_constraint"))
                .read(c);
    }
}
