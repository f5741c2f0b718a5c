package org.dmol.tf.grad;

import static org.dmol.tf.grad.SegmentGradientsTest.square;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BiasAdd;
import org.tensorflow.op.nn.Conv2dBackpropInput;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/** Convolutions, pooling, resizing and what moves pixels about; second order shows the gradients' gradients. */
class ConvolutionGradientsTest {
    private static GradientCase image(String name, GradientCase.Body body) {
        return GradientCase.of(name, body).in(2, 4, 4, 2);
    }

    private static List<Long> window(long height, long width) {
        return List.of(1L, height, width, 1L);
    }

    private static GradientCase conv2d(long stride, String padding) {
        return image(
                        "conv2d " + padding + " " + stride,
                        (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), window(stride, stride), padding))
                .in(3, 2, 2, 3);
    }

    private static GradientCase depthwise(long stride, String padding) {
        return image(
                        "depthwise " + padding + " " + stride,
                        (tf, in) -> tf.nn.depthwiseConv2dNative(in.get(0), in.get(1), window(stride, stride), padding))
                .in(2, 3, 2, 2);
    }

    private static Operand<TFloat64> resized(Ops tf, Operand<TFloat64> x, String type) {
        return square(
                tf,
                new Raw(tf, type)
                        .in(Val.of(tf, x).cast(DataType.DT_FLOAT), tf.constant(new int[] {6, 3}))
                        .val()
                        .cast(DataType.DT_DOUBLE));
    }

    private static GradientCase pool3d(String type) {
        return GradientCase.of(
                        type,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, type)
                                        .in(Val.of(tf, in.get(0)).cast(DataType.DT_FLOAT))
                                        .ints("ksize", 1, 2, 1, 2, 1)
                                        .ints("strides", 1, 1, 1, 2, 1)
                                        .attr("padding", "VALID")
                                        .val()
                                        .cast(DataType.DT_DOUBLE)))
                .in(1, 3, 2, 2, 2)
                .within(2e-2);
    }

    static Stream<GradientCase> cases() {
        return Stream.of(
                conv2d(1, "SAME"),
                conv2d(2, "SAME"),
                conv2d(1, "VALID"),
                image(
                                "conv2d transposed",
                                (tf, in) -> tf.nn.conv2dBackpropInput(
                                        tf.constant(new int[] {2, 8, 8, 3}),
                                        in.get(1),
                                        in.get(0),
                                        window(2, 2),
                                        "SAME",
                                        new Conv2dBackpropInput.Options[0]))
                        .in(3, 3, 3, 2),
                depthwise(1, "SAME"),
                depthwise(2, "VALID"),
                GradientCase.of(
                                "conv3d",
                                (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), List.of(1L, 1L, 2L, 1L, 1L), "SAME"))
                        .in(1, 3, 3, 2, 2)
                        .in(2, 2, 2, 2, 1),
                image(
                        "max pool",
                        (tf, in) -> square(
                                tf,
                                tf.nn.maxPool(
                                        in.get(0),
                                        tf.constant(new int[] {1, 2, 2, 1}),
                                        tf.constant(new int[] {1, 2, 2, 1}),
                                        "SAME"))),
                image(
                        "max pool v1, overlapping",
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, "MaxPool")
                                        .in(in.get(0))
                                        .ints("ksize", 1, 3, 2, 1)
                                        .ints("strides", 1, 1, 1, 1)
                                        .attr("padding", "VALID")
                                        .val())),
                image(
                        "average pool",
                        (tf, in) -> square(tf, tf.nn.avgPool(in.get(0), window(2, 3), window(1, 2), "SAME"))),
                pool3d("AvgPool3D"),
                pool3d("MaxPool3D"),
                image(
                                "max pool with argmax",
                                (tf, in) -> square(
                                        tf,
                                        tf.nn.maxPoolWithArgmax(
                                                        in.get(0), window(2, 2), window(2, 2), TInt64.class, "VALID")
                                                .output()))
                        .firstOrderOnly(),
                image(
                                "dilation2d",
                                (tf, in) -> tf.nn.dilation2d(in.get(0), in.get(1), window(1, 1), window(1, 1), "SAME"))
                        .in(2, 2, 2)
                        .firstOrderOnly(),
                image(
                        "image patches SAME",
                        (tf, in) -> square(
                                tf,
                                tf.image.extractImagePatches(
                                        in.get(0), window(3, 2), window(1, 2), window(1, 1), "SAME"))),
                image(
                        "image patches VALID",
                        (tf, in) -> square(
                                tf,
                                tf.image.extractImagePatches(
                                        in.get(0), window(2, 2), window(2, 1), window(2, 1), "VALID"))),
                image("bias add", (tf, in) -> square(tf, tf.nn.biasAdd(in.get(0), in.get(1))))
                        .in(2),
                image(
                                "bias add, channels first",
                                (tf, in) -> square(tf, tf.nn.biasAdd(in.get(0), in.get(1), BiasAdd.dataFormat("NCHW"))))
                        .in(4),
                image(
                        "mirror pad",
                        (tf, in) -> square(
                                tf,
                                tf.mirrorPad(
                                        in.get(0),
                                        tf.constant(new int[][] {{0, 0}, {1, 2}, {2, 1}, {0, 0}}),
                                        "REFLECT"))),
                image(
                        "pad",
                        (tf, in) -> square(
                                tf,
                                tf.pad(
                                        in.get(0),
                                        tf.constant(new int[][] {{0, 0}, {1, 2}, {2, 1}, {0, 0}}),
                                        tf.constant(0.0)))),
                image("space to batch and back", (tf, in) -> {
                    var blocks = tf.constant(new int[] {2, 2});
                    var none = tf.constant(new int[][] {{0, 0}, {0, 0}});
                    var y = square(tf, tf.spaceToBatchNd(in.get(0), blocks, none));
                    return square(tf, tf.batchToSpaceNd(y, blocks, none));
                }),
                image(
                        "depth to space",
                        (tf, in) -> square(
                                tf, tf.nn.depthToSpace(tf.concat(List.of(in.get(0), in.get(0)), tf.constant(3)), 2L))),
                // These kernels work in float32: a difference of squares leaves about three digits.
                image("resize bilinear", (tf, in) -> resized(tf, in.get(0), "ResizeBilinear"))
                        .within(2e-2),
                image("resize bicubic", (tf, in) -> resized(tf, in.get(0), "ResizeBicubic"))
                        .within(2e-2),
                image("resize nearest", (tf, in) -> resized(tf, in.get(0), "ResizeNearestNeighbor"))
                        .within(2e-2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsCentralDifferences(GradientCase c) {
        c.check();
    }
}
