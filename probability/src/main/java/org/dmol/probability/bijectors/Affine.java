package org.dmol.probability.bijectors;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.Param;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;
import org.tensorflow.ndarray.Shape;

/** {@code y = A x + shift} for vectors, with a diagonal or a lower triangular matrix A. */
public final class Affine extends Bijector {
    private final Chain parts;

    private Affine(Bijector scale, Param shift) {
        super("affine", 1);
        this.parts = new Chain(new Shift(shift), scale);
    }

    /** A diagonal matrix; both parameters of shape (batch, k). */
    public static Affine diag(Param shift, Param scaleDiag) {
        return new Affine(new Scale(scaleDiag), shift);
    }

    /** A diagonal matrix; both parameters of shape (batch, k). */
    public static Affine diag(Nd shift, Nd scaleDiag) {
        return diag(Param.of(shift), Param.of(scaleDiag));
    }

    /** A lower triangular matrix of shape (batch, k, k), a shift of shape (batch, k). */
    public static Affine tril(Param shift, Param scaleTril) {
        return new Affine(new ScaleTriL(scaleTril), shift);
    }

    /** A lower triangular matrix of shape (batch, k, k), a shift of shape (batch, k). */
    public static Affine tril(Nd shift, Nd scaleTril) {
        return tril(Param.of(shift), Param.of(scaleTril));
    }

    @Override
    public List<Var> vars() {
        return parts.vars();
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }

    @Override
    public boolean isTraced() {
        return parts.isTraced();
    }

    @Override
    public DType floatType() {
        return parts.floatType();
    }

    @Override
    public Shape forwardShape(Shape x) {
        return parts.forwardShape(x);
    }

    @Override
    public Shape inverseShape(Shape y) {
        return parts.inverseShape(y);
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        return parts.forwardAndLogDet(c, x).sumLast(1 - parts.eventRankIn());
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        return parts.inverseAndLogDet(c, y).sumLast(1 - parts.eventRankIn());
    }
}
