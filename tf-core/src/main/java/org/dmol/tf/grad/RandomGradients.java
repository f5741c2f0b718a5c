package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;

/**
 * Reparameterised samples: M. Figurnov, S. Mohamed, A. Mnih, "Implicit reparameterization gradients" (2018). The other
 * random operations have no gradient ({@link NoGradients}).
 */
final class RandomGradients {
    private RandomGradients() {}

    static void register() {
        rule("RandomGamma", s -> s.only(1, gamma(s, s.in(1))));
        rule("StatelessRandomGammaV2", s -> s.only(2, gamma(s, s.in(2))));
        rule("StatelessRandomGammaV3", s -> s.only(4, gamma(s, s.in(4))));
        rule("RandomShuffle", s -> {
            throw new IllegalArgumentException("RandomShuffle '" + s.op().name()
                    + "' is not differentiable: shuffle an index instead and gather with it");
        });
    }

    private static Val gamma(Site s, Val alpha) {
        Val sample = s.out(0);
        Val slope = alpha.broadcast(sample.dims()).apply("RandomGammaGrad", sample);
        return s.dy().mul(slope).sumTo(alpha);
    }
}
