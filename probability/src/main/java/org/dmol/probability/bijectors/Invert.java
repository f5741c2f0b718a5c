package org.dmol.probability.bijectors;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;
import org.tensorflow.ndarray.Shape;

/** Another bijector the other way around. */
public final class Invert extends Bijector {
    private final Bijector inner;

    /** Swaps forward and inverse of {@code inner}. */
    public Invert(Bijector inner) {
        super("invert_" + inner.name(), inner.eventRankOut(), inner.eventRankIn());
        this.inner = inner;
    }

    /** The bijector that is turned around. */
    public Bijector inner() {
        return inner;
    }

    @Override
    public List<Var> vars() {
        return inner.vars();
    }

    @Override
    public boolean isConstantJacobian() {
        return inner.isConstantJacobian();
    }

    @Override
    public boolean isIncreasing() {
        return inner.isIncreasing();
    }

    @Override
    public Expr direction(Ctx c, Expr like) {
        return inner.direction(c, like);
    }

    @Override
    public boolean isTraced() {
        return inner.isTraced();
    }

    @Override
    public DType floatType() {
        return inner.floatType();
    }

    @Override
    public Shape forwardEventShape(Shape event) {
        return inner.inverseEventShape(event);
    }

    @Override
    public Shape inverseEventShape(Shape event) {
        return inner.forwardEventShape(event);
    }

    @Override
    public Shape forwardShape(Shape x) {
        return inner.inverseShape(x);
    }

    @Override
    public Shape inverseShape(Shape y) {
        return inner.forwardShape(y);
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        return inner.inverseAndLogDet(c, x);
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        return inner.forwardAndLogDet(c, y);
    }
}
