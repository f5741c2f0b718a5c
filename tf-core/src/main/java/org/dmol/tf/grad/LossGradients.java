package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

/** Gradients of fused losses. */
final class LossGradients {
    private LossGradients() {}

    static void register() {
        // Outputs: the loss of each row, and p - onehot(label), which is its gradient.
        rule("SparseSoftmaxCrossEntropyWithLogits", s -> {
            Val logits = s.in(0), dx = s.dy(0).expand(-1).mul(s.out(1));
            if (s.used(1)) {
                Val p = logits.apply("Softmax"), g1 = s.dy(1);
                dx = dx.add(g1.sub(g1.mul(p).sumKeep(s.scalar(-1))).mul(p));
            }
            return grads(dx, null);
        });
        // Outputs: the loss of each sequence, and its gradient (time, batch, classes). No second order.
        for (String type : new String[] {"CTCLoss", "CTCLossV2"}) {
            rule(type, s -> s.only(0, s.out(1).mul(s.dy(0).expand(-1))));
        }
    }
}
