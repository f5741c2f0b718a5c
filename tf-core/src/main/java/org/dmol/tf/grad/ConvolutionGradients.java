package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;

/** Convolutions: what TensorFlow emits as their first gradients, the depthwise and 3-D ones, dilations, patches. */
final class ConvolutionGradients {
    private static final String[] CONV2D = {
        "strides", "use_cudnn_on_gpu", "padding", "explicit_paddings", "data_format", "dilations"
    };
    private static final String[] DEPTHWISE = {"strides", "padding", "explicit_paddings", "data_format", "dilations"};
    private static final String[] CONV3D = {"strides", "padding", "data_format", "dilations"};
    private static final String[] DILATION = {"strides", "rates", "padding"};

    private ConvolutionGradients() {}

    static void register() {
        rule("Conv2DBackpropFilter", s -> ofFilterGradient(s, "Conv2D", "Conv2DBackpropInput", CONV2D));
        rule(
                "DepthwiseConv2dNativeBackpropFilter",
                s -> ofFilterGradient(s, "DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", DEPTHWISE));
        rule(
                "DepthwiseConv2dNativeBackpropInput",
                s -> ofInputGradient(s, "DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropFilter", DEPTHWISE));
        rule("Conv3D", s -> {
            Val x = s.in(0), w = s.in(1), g = s.dy();
            return grads(
                    s.raw("Conv3DBackpropInputV2", CONV3D).in(x.dims(), w, g).val(),
                    s.raw("Conv3DBackpropFilterV2", CONV3D).in(x, w.dims(), g).val());
        });
        rule("Conv3DBackpropFilterV2", s -> ofFilterGradient(s, "Conv3D", "Conv3DBackpropInputV2", CONV3D));
        rule("Conv3DBackpropInputV2", s -> ofInputGradient(s, "Conv3D", "Conv3DBackpropFilterV2", CONV3D));
        rule("Dilation2D", s -> {
            Val x = s.in(0), w = s.in(1), g = s.dy();
            return grads(
                    s.raw("Dilation2DBackpropInput", DILATION).in(x, w, g).val(),
                    s.raw("Dilation2DBackpropFilter", DILATION).in(x, w, g).val());
        });
        rule("BiasAddGrad", ConvolutionGradients::biasAddGrad);
        rule("BiasAddV1", s -> grads(s.dy(), s.dy().apply("BiasAddGrad")));
        rule("ExtractImagePatches", s -> grads(patches(s)));
    }

    /** Inputs: x, the filter's shape, dy. Linear in x and dy. */
    private static List<Operand<?>> ofFilterGradient(Site s, String forward, String inputGradient, String[] attrs) {
        Val x = s.in(0), dy = s.in(2), g = s.dy();
        return grads(
                s.raw(inputGradient, attrs).in(x.dims(), g, dy).val(),
                null,
                s.raw(forward, attrs).in(x, g).val());
    }

    /** Inputs: the input's shape, the filter, dy. Linear in the filter and dy. */
    private static List<Operand<?>> ofInputGradient(Site s, String forward, String filterGradient, String[] attrs) {
        Val w = s.in(1), dy = s.in(2), g = s.dy();
        return grads(
                null,
                s.raw(filterGradient, attrs).in(g, w.dims(), dy).val(),
                s.raw(forward, attrs).in(g, w).val());
    }

    private static List<Operand<?>> biasAddGrad(Site s) {
        Val x = s.in(0), g = s.dy();
        if (s.text("data_format").equals("NCHW")) { // channels in axis 1
            Val trailing = s.raw("Fill")
                    .in(x.apply("Rank").sub(s.scalar(2)).expand(0), s.scalar(1))
                    .val();
            g = g.reshape(s.raw("ConcatV2")
                    .list(List.of(g.dims(), trailing))
                    .in(s.scalar(0))
                    .val());
        }
        return grads(g.broadcast(x.dims()));
    }

    /**
     * A patch is a convolution with unit filters, with holes where there are rates. Channels go to the batch axis, so
     * that the filters stay small and do not depend on the number of channels.
     */
    private static Val patches(Site s) {
        long[] sizes = s.op().attributes().getAttrIntList("ksizes");
        long[] rates = s.op().attributes().getAttrIntList("rates");
        int n = (int) (sizes[1] * sizes[2]);
        Val x = s.in(0), g = s.dy();
        Val xd = x.dims(), gd = g.dims();
        Val channels = xd.gather(s.ints(3), 0), batch = xd.gather(s.ints(0), 0);
        Val grid = gd.gather(s.ints(1, 2), 0), size = xd.gather(s.ints(1, 2), 0);
        Val split = g.reshape(join(s, batch, grid, s.ints(n), channels)).apply("Transpose", s.ints(0, 4, 1, 2, 3));
        Val images = split.reshape(join(s, batch.mul(channels), grid, s.ints(n)));
        Val filter = Val.of(s.tf(), s.tf().constant(unitFilters(sizes, rates))).castLike(x);
        Val dx = s.raw("Conv2DBackpropInput", "strides", "padding")
                .in(join(s, batch.mul(channels), size, s.ints(1)), filter, images)
                .val();
        return dx.reshape(join(s, batch, channels, size)).apply("Transpose", s.ints(0, 2, 3, 1));
    }

    /** Shape (height, width, 1, positions): filter i is one at the i-th position of a patch. */
    private static float[][][][] unitFilters(long[] sizes, long[] rates) {
        int h = (int) sizes[1], w = (int) sizes[2], dy = (int) rates[1], dx = (int) rates[2];
        var filter = new float[(h - 1) * dy + 1][(w - 1) * dx + 1][1][h * w];
        for (int i = 0; i < h * w; i++) {
            filter[i / w * dy][i % w * dx][0][i] = 1;
        }
        return filter;
    }

    private static Val join(Site s, Val... parts) {
        return s.raw("ConcatV2").list(List.of(parts)).in(s.scalar(0)).val();
    }
}
