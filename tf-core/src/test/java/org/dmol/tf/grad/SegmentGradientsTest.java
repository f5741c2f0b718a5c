package org.dmol.tf.grad;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/** Segments, gathers, slices, scatters, diagonals and other index work. */
class SegmentGradientsTest {
    /** The square makes the second derivative interesting. */
    private static GradientCase segments(String type, int[] ids, boolean count) {
        return GradientCase.of(type, (tf, in) -> {
                    var raw = new Raw(tf, type).in(in.get(0), tf.constant(ids));
                    return square(tf, (count ? raw.in(tf.constant(4)) : raw).val());
                })
                .in(0.3, 1.5, 5, 2);
    }

    private static GradientCase sparse(String type) {
        return GradientCase.of(
                        type,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, type)
                                        .in(in.get(0), tf.constant(new int[] {4, 0, 0, 2}), tf.constant(new int[] {
                                            0, 0, 1, 3
                                        }))
                                        .val()))
                .in(5, 2);
    }

    static Operand<TFloat64> square(Ops tf, Operand<?> x) {
        return tf.math.square(GradientCase.float64(x));
    }

    private static GradientCase scatter(String type) {
        return GradientCase.of(
                        type,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, type)
                                        .in(in.get(0), tf.constant(new int[][] {{3}, {1}}), in.get(1))
                                        .val()))
                .in(4, 2)
                .in(2, 2);
    }

    private static GradientCase inPlace(String type) {
        return GradientCase.of(
                        type,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, type)
                                        .in(
                                                new Raw(tf, "DeepCopy")
                                                        .in(in.get(0))
                                                        .val(),
                                                tf.constant(new int[] {3, 1}),
                                                in.get(1))
                                        .val()))
                .in(4, 2)
                .in(2, 2);
    }

    static Stream<GradientCase> cases() {
        int[] sorted = {0, 0, 1, 3, 3}, any = {3, 0, -1, 0, 1}, full = {3, 0, 2, 0, 1};
        return Stream.of(
                segments("SegmentSum", sorted, false),
                segments("SegmentMean", sorted, false),
                segments("SegmentMax", sorted, false),
                segments("SegmentMin", sorted, false),
                segments("SegmentProd", sorted, false),
                segments("UnsortedSegmentSum", any, true),
                segments("UnsortedSegmentMax", full, true),
                segments("UnsortedSegmentMin", full, true),
                segments("UnsortedSegmentProd", any, true),
                sparse("SparseSegmentSum"),
                sparse("SparseSegmentMean"),
                sparse("SparseSegmentSqrtN"),
                GradientCase.of(
                                "gather v1",
                                (tf, in) -> square(
                                        tf,
                                        new Raw(tf, "Gather")
                                                .in(in.get(0), tf.constant(new int[][] {{2, 0}, {2, 1}}))
                                                .val()))
                        .in(3, 2),
                GradientCase.of(
                                "gather",
                                (tf, in) -> square(
                                        tf, tf.gather(in.get(0), tf.constant(new int[] {2, 0, 2}), tf.constant(1))))
                        .in(2, 3),
                GradientCase.of(
                                "gather nd",
                                (tf, in) -> square(tf, tf.gatherNd(in.get(0), tf.constant(new int[][] {
                                    {1, 0}, {0, 2}, {1, 0}
                                }))))
                        .in(2, 3),
                GradientCase.of(
                                "scatter nd",
                                (tf, in) -> square(
                                        tf,
                                        tf.scatterNd(
                                                tf.constant(new int[][] {{1}, {0}, {1}}),
                                                in.get(0),
                                                tf.constant(new int[] {3, 2}))))
                        .in(3, 2),
                GradientCase.of(
                                "strided slice",
                                (tf, in) -> square(
                                        tf,
                                        new Raw(tf, "StridedSlice")
                                                .in(
                                                        in.get(0),
                                                        tf.constant(new int[] {0, 2}),
                                                        tf.constant(new int[] {2, 0}),
                                                        tf.constant(new int[] {1, -1}))
                                                .attr("shrink_axis_mask", 1)
                                                .attr("end_mask", 2)
                                                .val()))
                        .in(2, 4),
                GradientCase.of(
                                "strided slice update",
                                (tf, in) -> square(
                                        tf,
                                        new Raw(tf, "TensorStridedSliceUpdate")
                                                .in(
                                                        in.get(0),
                                                        tf.constant(new int[] {1}),
                                                        tf.constant(new int[] {3}),
                                                        tf.constant(new int[] {1}),
                                                        in.get(1))
                                                .val()))
                        .in(4, 2)
                        .in(2, 2),
                scatter("TensorScatterAdd"),
                scatter("TensorScatterSub"),
                scatter("TensorScatterUpdate"),
                scatter("TensorScatterMax"),
                scatter("TensorScatterMin"),
                inPlace("InplaceUpdate"),
                inPlace("InplaceAdd"),
                inPlace("InplaceSub"),
                GradientCase.of(
                                "concat v1",
                                (tf, in) -> square(
                                        tf,
                                        new Raw(tf, "Concat")
                                                .in(tf.constant(1))
                                                .list(in)
                                                .val()))
                        .in(2, 2)
                        .in(2, 3),
                GradientCase.of("concat", (tf, in) -> square(tf, tf.concat(in, tf.constant(1))))
                        .in(2, 2)
                        .in(2, 3),
                GradientCase.of(
                                "conjugate transpose",
                                (tf, in) -> square(
                                        tf, tf.linalg.conjugateTranspose(in.get(0), tf.constant(new int[] {2, 0, 1}))))
                        .in(2, 3, 2),
                GradientCase.of(
                                "reverse v1",
                                (tf, in) -> square(
                                        tf,
                                        new Raw(tf, "Reverse")
                                                .in(in.get(0), tf.constant(new boolean[] {false, true}))
                                                .val()))
                        .in(2, 3),
                GradientCase.of(
                                "roll",
                                (tf, in) -> square(
                                        tf, tf.roll(in.get(0), tf.constant(new int[] {1}), tf.constant(new int[] {1}))))
                        .in(2, 3),
                passing("EnsureShape"),
                passing("Snapshot"),
                passing("DeepCopy"),
                passing("IdentityN"),
                passing("CheckNumericsV2"),
                GradientCase.of("add n", (tf, in) -> square(tf, tf.math.addN(in)))
                        .in(2)
                        .in(2),
                GradientCase.of(
                                "dynamic stitch",
                                (tf, in) -> square(
                                        tf,
                                        tf.dynamicStitch(
                                                java.util.List.of(
                                                        tf.constant(new int[] {2, 0}), tf.constant(new int[] {1})),
                                                in)))
                        .in(2, 2)
                        .in(1, 2));
    }

    private static GradientCase passing(String type) {
        return GradientCase.of(type, (tf, in) -> {
                    var raw = new Raw(tf, type);
                    switch (type) {
                        case "IdentityN" -> raw.list(in);
                        case "EnsureShape" -> raw.in(in.get(0)).shape("shape", 2, -1);
                        case "CheckNumericsV2" -> raw.in(in.get(0)).attr("message", "x");
                        default -> raw.in(in.get(0));
                    }
                    return square(tf, raw.val());
                })
                .in(2, 3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsCentralDifferences(GradientCase c) {
        c.check();
    }
}
