package org.dmol.probability.bijectors;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y = x * scale}; the scale may be negative, not 0. */
public final class Scale extends Elementwise {
    private final Param scale;
    private final boolean logarithm;

    private Scale(Param scale, boolean logarithm) {
        super("scale", Slot.of(logarithm ? "log_scale" : "scale", scale));
        this.scale = scale;
        this.logarithm = logarithm;
        if (!logarithm) {
            Checks.notZero(name(), "scale", scale);
        }
    }

    /** A scale that broadcasts with the argument. */
    public Scale(Param scale) {
        this(scale, false);
    }

    /** A scale that broadcasts with the argument. */
    public Scale(Nd scale) {
        this(Param.of(scale));
    }

    /** The same scale for each element, or one for each element of the last axis. */
    public Scale(double... scale) {
        this(scale.length == 1 ? Param.of(scale[0]) : Param.of(scale));
    }

    /** A positive scale by its logarithm, which is also the log-determinant. */
    public static Scale ofLog(Param logScale) {
        return new Scale(logScale, true);
    }

    private Expr scale(Ctx c, Expr like) {
        Expr p = param(c, 0, like);
        return logarithm ? p.exp() : p;
    }

    @Override
    protected Expr map(Ctx c, Expr x) {
        return x.times(scale(c, x));
    }

    @Override
    protected Expr unmap(Ctx c, Expr y) {
        return y.over(scale(c, y));
    }

    @Override
    protected Expr logSlope(Ctx c, Expr x, Expr y) {
        Expr p = param(c, 0, x);
        return logarithm ? p : p.abs().log();
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }

    @Override
    public Expr direction(Ctx c, Expr like) {
        return logarithm ? like.number(1) : scale(c, like).sign();
    }

    @Override
    public boolean isIncreasing() {
        Nd v = scale.current();
        return logarithm
                || v != null && java.util.stream.IntStream.range(0, v.size()).allMatch(i -> v.getFlat(i) > 0);
    }
}
