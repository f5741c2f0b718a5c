package org.dmol.probability.bijectors;

import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y = 1 / (1 + exp(-x))}, to (0, 1). */
public final class Sigmoid extends Elementwise {
    /** The bijector. */
    public Sigmoid() {
        super("sigmoid");
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x.sigmoid();
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y.log().minus(y.neg().log1p());
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        return x.neg().softplus().plus(x.softplus()).neg();
    }
}
