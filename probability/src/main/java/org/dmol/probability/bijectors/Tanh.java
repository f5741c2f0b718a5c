package org.dmol.probability.bijectors;

import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y = tanh(x)}, to (-1, 1). */
public final class Tanh extends Elementwise {
    /** The bijector. */
    public Tanh() {
        super("tanh");
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x.tanh();
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y.log1p().minus(y.neg().log1p()).times(0.5);
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        return x.plus(x.times(-2).softplus()).from(Math.log(2)).times(2);
    }
}
