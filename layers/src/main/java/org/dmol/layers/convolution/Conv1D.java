package org.dmol.layers.convolution;

import java.util.Map;
import org.dmol.layers.Config;

/**
 * Convolution along the steps of a sequence: (batch, steps, channels) to (batch, new steps, filters).
 *
 * <p>Weights: {@code kernel} (kernelSize, channels / groups, filters), Glorot uniform; {@code bias} (filters), zeros.
 */
public final class Conv1D extends Convolution<Conv1D> {
    /** A linear convolution with stride 1 and no padding. */
    public Conv1D(int filters, int kernelSize) {
        super(filters, kernelSize);
    }

    /** A convolution with the activation of the given name. */
    public Conv1D(int filters, int kernelSize, String activation) {
        super(filters, kernelSize);
        activation(activation);
    }

    @Override
    protected Conv1D self() {
        return this;
    }

    @Override
    boolean allowsCausal() {
        return true;
    }

    static Conv1D fromConfig(Map<String, Object> c) {
        return new Conv1D(Config.integer(c, "filters", 0), Config.integers(c, "kernel_size")[0])
                .groups(Config.integer(c, "groups", 1))
                .read(c);
    }
}
