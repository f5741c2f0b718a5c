package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;

/** Slices, scatters and updates in place. */
final class IndexGradients {
    private static final String[] MASKS = {
        "begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"
    };

    private IndexGradients() {}

    static void register() {
        rule("StridedSliceGrad", s -> s.only(4, slice(s, s.dy())));
        rule("TensorStridedSliceUpdate", s -> {
            Val value = s.in(4);
            Val rest = s.raw("TensorStridedSliceUpdate", MASKS)
                    .in(s.dy(), s.in(1), s.in(2), s.in(3), value.zeros())
                    .val();
            var out = s.only(0, rest);
            out.set(4, slice(s, s.dy()).sumTo(value));
            return out;
        });
        rule("TensorScatterAdd", s -> grads(s.dy(), null, s.dy().apply("GatherNd", s.in(1))));
        rule(
                "TensorScatterSub",
                s -> grads(s.dy(), null, s.dy().apply("GatherNd", s.in(1)).neg()));
        rule(
                "TensorScatterUpdate",
                s -> grads(
                        s.dy().apply("TensorScatterUpdate", s.in(1), s.in(2).zeros()),
                        null,
                        s.dy().apply("GatherNd", s.in(1))));
        rule("TensorScatterMax", IndexGradients::scatterExtreme);
        rule("TensorScatterMin", IndexGradients::scatterExtreme);
        rule("InplaceAdd", s -> grads(s.dy(), null, s.dy().gather(s.in(1), 0)));
        rule("InplaceSub", s -> grads(s.dy(), null, s.dy().gather(s.in(1), 0).neg()));
        rule("InplaceUpdate", s -> {
            Val rest = s.dy().apply(
                            "TensorScatterUpdate", s.in(1).expand(-1), s.in(2).zeros());
            return grads(rest, null, s.dy().gather(s.in(1), 0));
        });
        rule("XlaDynamicSlice", s -> {
            Val zeros = s.in(0).zeros();
            return grads(zeros.apply("XlaDynamicUpdateSlice", s.dy(), s.in(1)), null, null);
        });
        rule("XlaDynamicUpdateSlice", s -> {
            Val update = s.in(1), at = s.in(2);
            Val rest = s.dy().apply("XlaDynamicUpdateSlice", update.zeros(), at);
            Val sizes = update.dims().castLike(at);
            return grads(rest, s.dy().apply("XlaDynamicSlice", at, sizes), null);
        });
    }

    private static Val slice(Site s, Val g) {
        return s.raw("StridedSlice", MASKS).in(g, s.in(1), s.in(2), s.in(3)).val();
    }

    /** Everything that equals the extreme, in the tensor or among the updates, shares the gradient. */
    private static List<Operand<?>> scatterExtreme(Site s) {
        Val x = s.in(0), at = s.in(1), updates = s.in(2), y = s.out(0);
        Val kept = x.same(y).castLike(x);
        Val won = updates.same(y.apply("GatherNd", at)).castLike(x);
        Val share = s.dy().div(kept.apply("TensorScatterAdd", at, won));
        return grads(share.mul(kept), null, share.apply("GatherNd", at).mul(won));
    }
}
