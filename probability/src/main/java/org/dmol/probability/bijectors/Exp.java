package org.dmol.probability.bijectors;

import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y = exp(x)}, to the positive numbers. */
public final class Exp extends Elementwise {
    /** The bijector. */
    public Exp() {
        super("exp");
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x.exp();
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y.log();
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        return x;
    }
}
