package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;

/** Gradients of sums, means, products and extremes over segments, and of {@code Gather}. Negative ids are ignored. */
final class SegmentGradients {
    private SegmentGradients() {}

    static void register() {
        rule("Gather", s -> grads(s.dy().apply("UnsortedSegmentSum", s.in(1), size0(s, s.in(0))), null));
        rule("SegmentSumV2", s -> grads(pick(s, s.dy(), s.in(1)), null, null));
        rule("SegmentMean", s -> {
            Val ids = s.in(1), g = s.dy();
            Val count = s.in(0).ones().apply("UnsortedSegmentSum", ids, size0(s, g));
            return grads(g.div(count).gather(ids, 0), null);
        });
        for (String type : List.of("SegmentMax", "SegmentMin", "SegmentMaxV2", "SegmentMinV2")) {
            rule(type, s -> s.only(0, extreme(s)));
        }
        for (String type : List.of("SegmentProd", "SegmentProdV2", "UnsortedSegmentProd")) {
            rule(type, s -> s.only(0, product(s)));
        }
        for (String suffix : List.of("", "WithNumSegments")) {
            rule("SparseSegmentSum" + suffix, s -> sparse(s, s.dy()));
            rule("SparseSegmentMean" + suffix, s -> sparse(s, s.dy().div(sparseCount(s))));
            rule(
                    "SparseSegmentSqrtN" + suffix,
                    s -> sparse(s, s.dy().div(sparseCount(s).apply("Sqrt"))));
        }
    }

    private static Val size0(Site s, Val x) {
        return x.dims().gather(s.scalar(0), 0);
    }

    /** {@code values[ids]}, zero for negative ids. */
    private static Val pick(Site s, Val values, Val ids) {
        Val picked = values.gather(ids.apply("Maximum", ids.number(0)), 0);
        return masked(s, ids, picked, picked.zeros());
    }

    private static Val masked(Site s, Val ids, Val yes, Val no) {
        Val keep = ids.apply("GreaterEqual", ids.number(0));
        Val extra = yes.apply("Rank").sub(ids.apply("Rank"));
        Val ones = s.raw("Fill").in(extra.expand(0), s.scalar(1)).val();
        Val dims = s.raw("ConcatV2")
                .list(List.of(ids.dims(), ones))
                .in(s.scalar(0))
                .val();
        return keep.reshape(dims).select(yes, no);
    }

    /** Elements that equal the extreme share the gradient. */
    private static Val extreme(Site s) {
        Val x = s.in(0), ids = s.in(1);
        Val chosen = x.same(pick(s, s.out(0), ids)).castLike(x);
        Val count = chosen.apply("UnsortedSegmentSum", ids, size0(s, s.out(0)));
        return pick(s, s.dy().divNoNan(count), ids).mul(chosen);
    }

    /** The product of the other elements, also where one element is zero. */
    private static Val product(Site s) {
        Val x = s.in(0), ids = s.in(1), segments = size0(s, s.out(0));
        Val zero = x.same(x.number(0));
        Val zeros = zero.castLike(x).apply("UnsortedSegmentSum", ids, segments);
        Val g = zeros.greater(1).select(s.dy().zeros(), s.dy());
        Val safe = zero.select(x.ones(), x);
        Val others = pick(s, safe.apply("UnsortedSegmentProd", ids, segments), ids);
        Val rest = zero.select(others, pick(s, s.out(0), ids).div(safe));
        return pick(s, g, ids).mul(rest);
    }

    private static List<Operand<?>> sparse(Site s, Val g) {
        return s.only(0, g.gather(s.in(2), 0).apply("UnsortedSegmentSum", s.in(1), size0(s, s.in(0))));
    }

    /** Rows a segment, at least one, with trailing axes of length one. */
    private static Val sparseCount(Site s) {
        Val g = s.dy(), ids = s.in(2);
        Val ones = g.number(1).broadcast(ids.dims());
        Val count = ones.apply("UnsortedSegmentSum", ids, size0(s, g)).apply("Maximum", g.number(1));
        Val trailing = s.raw("Fill")
                .in(g.apply("Rank").sub(s.scalar(1)).expand(0), s.scalar(1))
                .val();
        return count.reshape(s.raw("ConcatV2")
                .list(List.of(count.dims(), trailing))
                .in(s.scalar(0))
                .val());
    }
}
