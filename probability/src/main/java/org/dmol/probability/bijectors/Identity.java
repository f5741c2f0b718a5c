package org.dmol.probability.bijectors;

import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y = x}. */
public final class Identity extends Elementwise {
    /** The bijector. */
    public Identity() {
        super("identity");
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x;
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y;
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        return x.zeros();
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }
}
