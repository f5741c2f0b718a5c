package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

/** Pooling and resizing: the gradients of TensorFlow's gradient operations, which are linear in what comes in. */
final class PoolingGradients {
    private static final String[] WINDOW = {"ksize", "strides", "padding", "data_format"};

    private PoolingGradients() {}

    static void register() {
        rule("AvgPoolGrad", s -> grads(null, s.raw("AvgPool", WINDOW).in(s.dy()).val()));
        rule(
                "AvgPool3DGrad",
                s -> grads(null, s.raw("AvgPool3D", WINDOW).in(s.dy()).val()));
        max("MaxPoolGrad", "MaxPoolGradGrad");
        max("MaxPoolGradGrad", "MaxPoolGrad");
        max("MaxPool3DGrad", "MaxPool3DGradGrad");
        max("MaxPool3DGradGrad", "MaxPool3DGrad");
        maxV2("MaxPoolGradV2", "MaxPoolGradGradV2");
        maxV2("MaxPoolGradGradV2", "MaxPoolGradV2");
        rule(
                "MaxPoolWithArgmax",
                s -> grads(s.raw("MaxPoolGradWithArgmax", "ksize", "strides", "padding", "include_batch_in_index")
                        .in(s.in(0), s.dy(), s.out(1))
                        .val()));
        resize("ResizeBilinearGrad", "ResizeBilinear");
        resize("ResizeBicubicGrad", "ResizeBicubic");
        resize("ResizeNearestNeighborGrad", "ResizeNearestNeighbor");
    }

    /** Inputs: the pooled image, its maxima, dy. */
    private static void max(String type, String gradient) {
        rule(
                type,
                s -> grads(
                        null,
                        null,
                        s.raw(gradient, WINDOW).in(s.in(0), s.in(1), s.dy()).val()));
    }

    private static void maxV2(String type, String gradient) {
        rule(
                type,
                s -> s.only(
                        2,
                        s.raw(gradient, "padding", "data_format")
                                .in(s.in(0), s.in(1), s.dy(), s.in(3), s.in(4))
                                .val()));
    }

    /** Inputs: dy of the resized image, and the original image or its size. */
    private static void resize(String type, String forward) {
        rule(
                type,
                s -> grads(
                        s.raw(forward, "align_corners", "half_pixel_centers")
                                .in(s.dy(), s.in(0).dims().gather(s.ints(1, 2), 0))
                                .val(),
                        null));
    }
}
