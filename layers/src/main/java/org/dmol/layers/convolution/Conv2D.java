package org.dmol.layers.convolution;

import java.util.Map;
import org.dmol.layers.Config;

/**
 * Convolution of pictures: (batch, rows, columns, channels) to (batch, new rows, new columns, filters).
 *
 * <p>Weights: {@code kernel} (kernel rows, kernel columns, channels / groups, filters), Glorot uniform; {@code bias} (filters),
 * zeros.
 */
public final class Conv2D extends Convolution<Conv2D> {
    /** A linear convolution with a square kernel, stride 1 and no padding. */
    public Conv2D(int filters, int kernelSize) {
        super(filters, kernelSize, kernelSize);
    }

    /** A convolution with a square kernel and the activation of the given name. */
    public Conv2D(int filters, int kernelSize, String activation) {
        super(filters, kernelSize, kernelSize);
        activation(activation);
    }

    /** A linear convolution with a rectangular kernel. */
    public Conv2D(int filters, int kernelRows, int kernelColumns) {
        super(filters, kernelRows, kernelColumns);
    }

    @Override
    protected Conv2D self() {
        return this;
    }

    static Conv2D fromConfig(Map<String, Object> c) {
        int[] size = Config.integers(c, "kernel_size");
        return new Conv2D(Config.integer(c, "filters", 0), size[0], size[size.length - 1])
                .groups(Config.integer(c, "groups", 1))
                .read(c);
    }
}
