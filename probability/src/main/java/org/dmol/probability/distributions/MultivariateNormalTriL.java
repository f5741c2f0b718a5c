package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.probability.math.Triangular;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Normal distribution of a vector with mean {@code loc} and covariance {@code L L^T}, L lower triangular with a positive diagonal. */
public final class MultivariateNormalTriL extends Distribution {
    /**
     * Parameters that broadcast.
     *
     * @param loc shape (batch, k)
     * @param scaleTril L, shape (batch, k, k); what stands above the diagonal is not read
     */
    public MultivariateNormalTriL(Param loc, Param scaleTril) {
        super("MultivariateNormalTriL", new Slot("loc", loc, 1), new Slot("scale_tril", scaleTril, 2));
        Checks.choleskyFactor(name(), "scale_tril", scaleTril);
        long k = scaleTril.shape().get(scaleTril.shape().numDimensions() - 1);
        long n = loc.shape().get(loc.shape().numDimensions() - 1);
        if (n != k && n != 1) {
            throw new IllegalArgumentException(name() + ": loc has vectors of " + n
                    + " elements; scale_tril has matrices of " + k + " by " + k + ".");
        }
    }

    /** Arrays of shape (batch, k) and (batch, k, k). */
    public MultivariateNormalTriL(Nd loc, Nd scaleTril) {
        this(Param.of(loc), Param.of(scaleTril));
    }

    private Expr loc(Ctx c) {
        return param(c, 0);
    }

    /** The factor L of the covariance, shape (batch, k, k). */
    public Expr scale(Ctx c) {
        return Triangular.lower(param(c, 1));
    }

    /** Logarithm of the determinant of L, shape (batch). */
    Expr logDet(Ctx c) {
        return Triangular.diagonal(param(c, 1)).log().sum(-1);
    }

    private int size() {
        return (int) eventShape().get(0);
    }

    @Override
    public Shape eventShape() {
        return parameter("scale_tril").shape().takeLast(1);
    }

    @Override
    public boolean isReparameterized() {
        return true;
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims shape = drawn(c, sampleShape).plus(c.tf(), size());
        return scale(c).matVec(Noise.normal(c, floatType(), shape)).plus(loc(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr z = Triangular.solve(scale(c), x.minus(loc(c)), true);
        return z.square().sum(-1).times(-0.5).minus(logDet(c).plus(size() * Normal.HALF_LOG_2PI));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return scale(c).square().sum(-1);
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return logDet(c).plus(size() * (Normal.HALF_LOG_2PI + 0.5));
    }
}
