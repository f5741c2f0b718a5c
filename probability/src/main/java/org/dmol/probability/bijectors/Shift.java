package org.dmol.probability.bijectors;

import org.dmol.array.Nd;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y = x + shift}. */
public final class Shift extends Elementwise {
    /** A shift that broadcasts with the argument. */
    public Shift(Param shift) {
        super("shift", Slot.of("shift", shift));
    }

    /** A shift that broadcasts with the argument. */
    public Shift(Nd shift) {
        this(Param.of(shift));
    }

    /** The same shift for each element, or one for each element of the last axis. */
    public Shift(double... shift) {
        this(shift.length == 1 ? Param.of(shift[0]) : Param.of(shift));
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x.plus(param(c, 0, x));
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y.minus(param(c, 0, y));
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        return x.number(0);
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }
}
