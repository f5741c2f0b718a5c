package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Normal distribution of a vector with independent elements: mean {@code loc} and standard deviations {@code scale_diag}. */
public final class MultivariateNormalDiag extends Distribution {
    /** Parameters of shape (batch, k) that broadcast; {@code scaleDiag} positive. */
    public MultivariateNormalDiag(Param loc, Param scaleDiag) {
        super("MultivariateNormalDiag", new Slot("loc", loc, 1), new Slot("scale_diag", scaleDiag, 1));
        Checks.positive(name(), "scale_diag", scaleDiag);
        eventShape();
    }

    /** Arrays of shape (batch, k). */
    public MultivariateNormalDiag(Nd loc, Nd scaleDiag) {
        this(Param.of(loc), Param.of(scaleDiag));
    }

    /** The standard normal distribution of {@code k} elements. */
    public static MultivariateNormalDiag standard(int k) {
        double[] ones = new double[k];
        java.util.Arrays.fill(ones, 1);
        return new MultivariateNormalDiag(Param.of(new double[k]), Param.of(ones));
    }

    private Expr loc(Ctx c) {
        return param(c, 0);
    }

    private Expr scale(Ctx c) {
        return param(c, 1);
    }

    @Override
    public Shape eventShape() {
        return Dims.broadcast(
                parameter("loc").shape().takeLast(1),
                parameter("scale_diag").shape().takeLast(1));
    }

    private int size() {
        return (int) eventShape().get(0);
    }

    @Override
    public boolean isReparameterized() {
        return true;
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims shape = drawn(c, sampleShape).plus(c.tf(), size());
        return Noise.normal(c, floatType(), shape).times(scale(c)).plus(loc(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr z = x.minus(loc(c)).over(scale(c));
        return z.square().sum(-1).times(-0.5).minus(logScale(c).plus(size() * Normal.HALF_LOG_2PI));
    }

    /** Sum of the logarithms of the standard deviations. */
    private Expr logScale(Ctx c) {
        Expr s = scale(c).log();
        return s.dim(-1) == size() ? s.sum(-1) : s.sum(-1).times(size());
    }

    @Override
    protected Expr doMean(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return scale(c).square();
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return logScale(c).plus(size() * (Normal.HALF_LOG_2PI + 0.5));
    }
}
