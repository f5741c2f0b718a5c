package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;

/** Cumulative products and log-sums, the Euclidean norm, and orders (top k, n-th element). */
final class ScanGradients {
    private ScanGradients() {}

    static void register() {
        // Infinite or NaN where an element is zero, as in TensorFlow for Python.
        rule("Cumprod", s -> {
            Val x = s.in(0);
            Val product = scan(s, "Cumprod", x, s.flag("reverse"));
            return grads(
                    scan(s, "Cumsum", product.mul(s.dy()), !s.flag("reverse")).div(x), null);
        });
        rule("CumulativeLogsumexp", s -> {
            Val x = s.in(0), g = s.dy();
            return grads(part(s, x, g).sub(part(s, x, g.neg())), null);
        });
        rule("EuclideanNorm", s -> {
            Val x = s.in(0);
            Val kept = s.raw("EuclideanNorm")
                    .in(x, s.in(1))
                    .attr("keep_dims", true)
                    .val();
            return grads(x.mul(s.dy().reshape(kept.dims()).divNoNan(kept)), null);
        });
        rule("TopKV2", s -> grads(topK(s), null));
        rule("TopK", s -> grads(topK(s)));
        rule("NthElement", s -> {
            Val x = s.in(0);
            Val chosen = s.out(0).expand(-1).same(x).castLike(x);
            Val count = chosen.sumKeep(s.scalar(-1));
            return grads(chosen.mul(s.dy().expand(-1)).div(count), null);
        });
    }

    private static Val scan(Site s, String type, Val x, boolean reverse) {
        return s.raw(type, "exclusive").in(x, s.in(1)).attr("reverse", reverse).val();
    }

    /** The part of the gradient from positive entries of g, in logarithms so that nothing overflows. */
    private static Val part(Site s, Val x, Val g) {
        Val positive = g.greater(0);
        Val lowest = x.number(x.dtype() == org.tensorflow.proto.DataType.DT_DOUBLE ? -1e300 : -1e38);
        Val logG = positive.select(positive.select(g, g.ones()).log().sub(s.out(0)), lowest);
        return scan(s, "CumulativeLogsumexp", logG, !s.flag("reverse")).add(x).exp();
    }

    private static Operand<?> topK(Site s) {
        Val x = s.in(0), g = s.dy(0), index = s.out(1);
        Val n = x.dims().gather(x.apply("Rank").sub(s.scalar(1)), 0);
        Val k = index.dims().gather(index.apply("Rank").sub(s.scalar(1)), 0);
        Val flatIndex = index.reshape(join(s, s.ints(-1), k));
        Val rows = s.scalar(0).apply("Range", flatIndex.dims().gather(s.scalar(0), 0), s.scalar(1));
        Val positions = rows.mul(n).expand(1).add(flatIndex.cast(org.tensorflow.proto.DataType.DT_INT32));
        Val size = x.dims().apply("Prod", s.ints(0));
        return g.reshape(positions.dims())
                .apply("UnsortedSegmentSum", positions, size)
                .reshape(x.dims());
    }

    private static Val join(Site s, Val a, Val scalar) {
        return s.raw("ConcatV2")
                .list(List.of(a, scalar.expand(0)))
                .in(s.scalar(0))
                .val();
    }
}
