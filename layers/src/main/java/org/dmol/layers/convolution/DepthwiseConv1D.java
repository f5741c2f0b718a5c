package org.dmol.layers.convolution;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Convolution of each channel apart: (batch, steps, channels) to (batch, new steps, channels * depthMultiplier).
 *
 * <p>Weights: {@code kernel} (kernelSize, channels, depthMultiplier), Glorot uniform; {@code bias} (channels * depthMultiplier).
 */
public final class DepthwiseConv1D extends ConvLayer<DepthwiseConv1D> {
    private int depthMultiplier = 1;
    private Var kernel;

    /** One kernel for each channel. */
    public DepthwiseConv1D(int kernelSize) {
        super("depthwise_kernel", kernelSize);
    }

    /** Number of kernels for each channel; default 1. */
    public DepthwiseConv1D depthMultiplier(int n) {
        depthMultiplier = n;
        return this;
    }

    @Override
    protected DepthwiseConv1D self() {
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        long channels = channels(input);
        kernel = addKernel(weights, Shape.of(kernelSize()[0], channels, depthMultiplier));
        addBias(weights, Shape.of(channels * depthMultiplier));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        return finish(c, Depthwise.convolve(c.tf(), this, x, c.read(kernel)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("depth_multiplier", depthMultiplier);
        return c;
    }

    static DepthwiseConv1D fromConfig(Map<String, Object> c) {
        return new DepthwiseConv1D(Config.integers(c, "kernel_size")[0])
                .depthMultiplier(Config.integer(c, "depth_multiplier", 1))
                .read(c);
    }
}
