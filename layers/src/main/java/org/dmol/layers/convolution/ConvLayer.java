package org.dmol.layers.convolution;

import java.util.Arrays;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.core.KernelLayer;
import org.dmol.tf.Spec;

/** Settings that all convolutions share: kernel size, strides, padding, dilation. Channels are the last axis. */
abstract class ConvLayer<L extends ConvLayer<L>> extends KernelLayer<L> {
    private final int[] kernelSize;
    private int[] strides;
    private int[] dilation;
    private Padding padding = Padding.VALID;

    ConvLayer(String kernelName, int... kernelSize) {
        super(kernelName);
        this.kernelSize = positive("kernel size", kernelSize);
        strides = ones(kernelSize.length);
        dilation = ones(kernelSize.length);
    }

    private static int[] ones(int n) {
        int[] a = new int[n];
        Arrays.fill(a, 1);
        return a;
    }

    private static int[] positive(String what, int[] values) {
        if (Arrays.stream(values).anyMatch(v -> v <= 0)) {
            throw new IllegalArgumentException(
                    "The " + what + " of a convolution must be positive, not " + Arrays.toString(values) + ".");
        }
        return values.clone();
    }

    /** One number for every axis, or one for all. */
    private int[] perAxis(String what, int[] values) {
        if (values.length != 1 && values.length != kernelSize.length) {
            throw new IllegalArgumentException("The " + what + " of a convolution needs 1 or " + kernelSize.length
                    + " numbers, not " + values.length + ".");
        }
        int[] all = positive(what, values);
        if (all.length < kernelSize.length) {
            all = Arrays.copyOf(all, kernelSize.length);
            Arrays.fill(all, values[0]);
        }
        return all;
    }

    /** Steps of the input for one step of the output, one number or one for each axis; default 1. */
    public final L strides(int... steps) {
        strides = perAxis("strides", steps);
        return self();
    }

    /** {@code valid} (default), {@code same} or, in one dimension, {@code causal}. */
    public final L padding(String name) {
        padding = Padding.of(name);
        if (padding == Padding.CAUSAL && !allowsCausal()) {
            throw new IllegalArgumentException(
                    "The padding of " + className() + " is 'valid' or 'same', not 'causal'.");
        }
        return self();
    }

    boolean allowsCausal() {
        return false;
    }

    /** Distance between the taps of the kernel, one number or one for each axis; default 1. Not together with strides. */
    public final L dilationRate(int... rate) {
        dilation = perAxis("dilation rate", rate);
        return self();
    }

    final int[] kernelSize() {
        return kernelSize;
    }

    final int[] strides() {
        return strides;
    }

    final int[] dilation() {
        return dilation;
    }

    final Padding padding() {
        return padding;
    }

    final boolean dilated() {
        return Arrays.stream(dilation).anyMatch(d -> d > 1);
    }

    /** Number of input channels; an error if input or settings do not fit. */
    final long channels(Spec input) {
        int rank = kernelSize.length + 2;
        if (input.shape().numDimensions() != rank) {
            throw new IllegalArgumentException("an input of " + rank + " axes (batch, "
                    + (rank == 3 ? "steps" : "rows, columns") + ", channels) is needed.");
        }
        if (dilated() && Arrays.stream(strides).anyMatch(s -> s > 1)) {
            throw new IllegalArgumentException("strides and dilation rate cannot both be greater than 1.");
        }
        long channels = input.shape().get(rank - 1);
        if (channels < 0) {
            throw new IllegalArgumentException("the number of channels (last axis) must be known.");
        }
        for (int i = 0; i < kernelSize.length; i++) {
            long n = input.shape().get(i + 1);
            int span = (kernelSize[i] - 1) * dilation[i] + 1;
            if (padding == Padding.VALID && n >= 0 && n < span && !transposed()) {
                throw new IllegalArgumentException(
                        "the kernel covers " + span + " steps of axis " + (i + 1) + ", which has only " + n + ".");
            }
        }
        return channels;
    }

    boolean transposed() {
        return false;
    }

    /** XLA's convolutions on the processor take several times as long as TensorFlow's, gradients above all. */
    @Override
    public boolean isKernelBound() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("kernel_size", Arrays.stream(kernelSize).boxed().toList());
        c.put("strides", Arrays.stream(strides).boxed().toList());
        c.put("padding", padding.text());
        c.put("data_format", "channels_last");
        c.put("dilation_rate", Arrays.stream(dilation).boxed().toList());
        putKernelSettings(c);
        return c;
    }

    /** Takes the settings that lie here and in the layers above. */
    final L read(Map<String, Object> c) {
        if ("channels_first".equals(c.get("data_format"))) {
            throw new IllegalArgumentException("Convolutions take channels on the last axis ('channels_last') only.");
        }
        if (c.get("strides") != null) {
            strides(Config.integers(c, "strides"));
        }
        if (c.get("dilation_rate") != null) {
            dilationRate(Config.integers(c, "dilation_rate"));
        }
        return padding(Config.text(c, "padding", "valid")).readKernelSettings(c);
    }
}
