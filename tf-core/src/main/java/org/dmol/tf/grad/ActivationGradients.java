package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

/**
 * Gradients of the operations that TensorFlow emits as gradients of activations: with these, losses on forces and
 * gradient penalties can be differentiated. {@code y} is the activation's output, {@code dy} its incoming gradient.
 */
final class ActivationGradients {
    private ActivationGradients() {}

    static void register() {
        rule("TanhGrad", s -> {
            Val y = s.in(0), dy = s.in(1), g = s.dy();
            return grads(g.mul(dy).mul(y).mul(-2), y.apply("TanhGrad", g));
        });
        rule("SigmoidGrad", s -> {
            Val y = s.in(0), dy = s.in(1), g = s.dy();
            return grads(g.mul(dy).mul(y.mul(2).subFrom(1)), y.apply("SigmoidGrad", g));
        });
        rule("SoftplusGrad", s -> {
            Val dy = s.in(0), x = s.in(1), g = s.dy(), p = x.apply("Sigmoid");
            return grads(g.apply("SoftplusGrad", x), g.mul(dy).mul(p).mul(p.subFrom(1)));
        });
        rule("SoftsignGrad", s -> {
            Val dy = s.in(0), x = s.in(1), g = s.dy(), a = x.apply("Abs").add(1);
            Val dx = g.mul(dy).mul(x.apply("Sign")).mul(-2).div(a.mul(a.square()));
            return grads(g.apply("SoftsignGrad", x), dx);
        });
        // Piecewise linear: no gradient reaches the feature except through dy.
        for (String type : new String[] {"ReluGrad", "Relu6Grad"}) {
            rule(type, s -> grads(s.dy().apply(type, s.in(1)), null));
        }
        for (String type : new String[] {"EluGrad", "SeluGrad"}) {
            rule(type, s -> {
                Val dy = s.in(0), y = s.in(1), g = s.dy(), product = g.mul(dy);
                return grads(g.apply(type, y), y.less(0).select(product, product.zeros()));
            });
        }
        rule("SqrtGrad", s -> {
            Val y = s.in(0), dy = s.in(1), ratio = s.dy().div(y);
            return grads(ratio.mul(dy.div(y)).mul(-0.5), ratio.mul(0.5));
        });
        rule("RsqrtGrad", s -> {
            Val y = s.in(0), dy = s.in(1), g = s.dy(), y2 = y.square();
            return grads(g.mul(dy).mul(y2).mul(-1.5), g.mul(y2).mul(y).mul(-0.5));
        });
        for (String type : new String[] {"ReciprocalGrad", "InvGrad"}) { // -dy y^2
            rule(type, s -> {
                Val y = s.in(0), dy = s.in(1), g = s.dy();
                return grads(g.mul(dy).mul(y).mul(-2), y.apply(type, g));
            });
        }
    }
}
