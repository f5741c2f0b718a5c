package org.dmol.probability.bijectors;

import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y = log(1 + exp(x))}, to the positive numbers. */
public final class Softplus extends Elementwise {
    /** The bijector. */
    public Softplus() {
        super("softplus");
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x.softplus();
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y.neg().expm1().neg().log().plus(y);
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        return x.logSigmoid();
    }
}
