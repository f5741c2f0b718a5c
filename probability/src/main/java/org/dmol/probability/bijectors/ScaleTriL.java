package org.dmol.probability.bijectors;

import org.dmol.array.Nd;
import org.dmol.probability.Bijector;
import org.dmol.probability.Checks;
import org.dmol.probability.Mapped;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Triangular;
import org.dmol.tf.Ctx;

/**
 * {@code y = L x} with a lower triangular matrix L; the {@code ScaleMatvecTriL} of TensorFlow Probability. The diagonal may be negative,
 * not 0.
 */
public final class ScaleTriL extends Bijector {
    /** Matrices (batch, k, k); what stands above the diagonal is not read. */
    public ScaleTriL(Param scaleTril) {
        super("scale_matvec_tril", 1, new Slot("scale_tril", scaleTril, 2));
        Checks.invertibleDiagonal(name(), "scale_tril", scaleTril);
    }

    /** Matrices (batch, k, k). */
    public ScaleTriL(Nd scaleTril) {
        this(Param.of(scaleTril));
    }

    private Expr logDet(Ctx c, Expr x) {
        return Triangular.diagonal(param(c, 0, x)).abs().log().sum(-1);
    }

    private Expr spread(Expr logDet, Expr x) {
        return logDet.plus(noLogDet(x, 1));
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        Expr y = Triangular.lower(param(c, 0, x)).matVec(x);
        return new Mapped(y, spread(logDet(c, x), y));
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        Expr x = Triangular.solve(Triangular.lower(param(c, 0, y)), y, true);
        return new Mapped(x, spread(logDet(c, y).neg(), x));
    }
}
