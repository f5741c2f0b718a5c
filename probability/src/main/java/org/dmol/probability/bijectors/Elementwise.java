package org.dmol.probability.bijectors;

import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** A bijector of single numbers: a function, its inverse, and the logarithm of its slope. */
public abstract class Elementwise extends Bijector {
    /** A bijector with the given parameters. */
    protected Elementwise(String name, Slot... slots) {
        super(name, 0, slots);
    }

    /** The function. */
    protected abstract Expr map(Ctx c, Expr x);

    /** Its inverse. */
    protected abstract Expr unmap(Ctx c, Expr y);

    /** Logarithm of the absolute slope at x, where the function is y; broadcasts with y. */
    protected abstract Expr logSlope(Ctx c, Expr x, Expr y);

    /** True; a function that falls says false here and gives its {@link #direction}. */
    @Override
    public boolean isIncreasing() {
        return true;
    }

    @Override
    protected final Mapped doForward(Ctx c, Expr x) {
        Expr y = map(c, x);
        return new Mapped(y, logSlope(c, x, y).broadcastTo(y.dims()));
    }

    @Override
    protected final Mapped doInverse(Ctx c, Expr y) {
        Expr x = unmap(c, y);
        return new Mapped(x, logSlope(c, x, y).neg().broadcastTo(x.dims()));
    }
}
