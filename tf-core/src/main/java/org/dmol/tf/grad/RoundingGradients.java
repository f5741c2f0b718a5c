package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Site.grads;

/** Remainders, whose gradients are the usual ones between the jumps. Pure roundings are in {@link NoGradients}. */
final class RoundingGradients {
    private RoundingGradients() {}

    static void register() {
        remainder("FloorMod", "Floor");
        remainder("Mod", "Trunc");
        remainder("TruncateMod", "Trunc");
        rule("NextAfter", s -> grads(s.dy().sumTo(s.in(0)), null));
    }

    /** {@code x - y round(x / y)}. */
    private static void remainder(String type, String rounding) {
        rule(type, s -> {
            Val x = s.in(0), y = s.in(1);
            if (!x.isFloating()) {
                return s.none();
            }
            Val ratio = x.div(y);
            Val rounded = rounding.equals("Floor")
                    ? ratio.apply("Floor")
                    : ratio.apply("Sign").mul(ratio.apply("Abs").apply("Floor"));
            return grads(s.dy().sumTo(x), s.dy().mul(rounded).neg().sumTo(y));
        });
    }
}
