package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;

/** Operations that only pass, join, reorder or spread values. */
final class ShapeGradients {
    private ShapeGradients() {}

    static void register() {
        for (String type :
                List.of("EnsureShape", "Snapshot", "DeepCopy", "PlaceholderWithDefault", "CheckNumericsV2")) {
            rule(type, s -> grads(s.dy()));
        }
        rule("Print", s -> s.only(0, s.dy()));
        rule("XlaOptimizationBarrier", s -> new ArrayList<>(s.dys()));
        rule("AccumulateNV2", s -> new ArrayList<>(Collections.nCopies(s.op().numInputs(), s.dy())));
        rule("PreventGradient", s -> {
            throw new IllegalArgumentException(
                    "Differentiated through '" + s.op().name() + "', which forbids it: " + s.text("message"));
        });
        rule("Reverse", s -> grads(s.dy().apply("Reverse", s.in(1)), null));
        rule("ConjugateTranspose", s -> {
            Val inverse = s.in(1).apply("InvertPermutation");
            return grads(s.dy().apply("ConjugateTranspose", inverse), null);
        });
        rule("Concat", ShapeGradients::concat);
        rule("LinSpace", s -> {
            Val start = s.in(0), n = s.in(2);
            Val w = start.number(0).apply("LinSpace", start.number(1), n), axes = s.ints(0);
            Val stop = s.dy().mul(w).sum(axes);
            return grads(s.dy().sum(axes).sub(stop), stop, null);
        });
    }

    private static List<Operand<?>> concat(Site s) {
        int n = s.op().numInputs() - 1;
        var sizes = new ArrayList<Val>();
        for (int i = 1; i <= n; i++) {
            sizes.add(s.in(i).dims());
        }
        var offsets = s.raw("ConcatOffset").in(s.in(0)).list(sizes).build();
        var out = s.none();
        for (int i = 0; i < n; i++) {
            out.set(i + 1, s.dy().apply("Slice", offsets.output(i), sizes.get(i)));
        }
        return out;
    }
}
