package org.dmol.probability.math;

import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.RandomGammaGrad;
import org.tensorflow.types.TInt32;

/**
 * Gamma-distributed random numbers with gradients with respect to the concentration (M. Figurnov, S. Mohamed, A. Mnih, "Implicit
 * Reparameterization Gradients", 2018).
 */
public final class GammaNoise {
    private static final int GAMMA = 0x21;
    private static final int PHILOX = 1;
    /** The chance that all candidates are rejected is below 0.05^9, about 2e-12. */
    private static final int ROUNDS = 9;

    private GammaNoise() {}

    /**
     * Gamma numbers of rate 1.
     *
     * @param concentration positive; broadcasts with {@code dims}
     */
    public static Expr gamma(Ctx c, Expr concentration, Dims dims) {
        return logGamma(c, concentration, dims).exp();
    }

    /** Logarithms of gamma numbers, which are exact also for concentrations so small that the numbers themselves would be 0. */
    public static Expr logGamma(Ctx c, Expr concentration, Dims dims) {
        Expr a = concentration.broadcastTo(dims);
        Operand<org.tensorflow.types.TBool> small = a.isLess(1);
        // G(a) has the distribution of G(a + 1) U^(1/a).
        Expr raised = a.plus(1).where(small, a);
        Expr g = c.compiled() ? marsaglia(c, raised, dims) : kernel(c, raised, dims);
        Expr u = Noise.positiveUniform(c, a.dtype(), dims);
        Expr log = g.max(Noise.tiny(a.dtype())).log();
        return log.plus(u.log().over(a)).where(small, log);
    }

    /** Numbers z that do not depend on a for the gradient, given the derivative that keeps their cumulative probability. */
    private static Expr differentiable(Ops tf, Expr z, Expr a) {
        Expr fixed = a.stopGradient();
        Expr slope = Expr.of(tf, RandomGammaGrad.create(tf.scope(), fixed, z)).stopGradient();
        return z.plus(slope.times(a.minus(fixed)));
    }

    private static Expr kernel(Ctx c, Expr a, Dims dims) {
        Ops tf = c.tf();
        var key = tf.random.statelessRandomGetKeyCounter(c.seed(GAMMA));
        Operand<TInt32> algorithm = tf.constant(PHILOX);
        Expr z = Expr.of(
                tf, tf.random.statelessRandomGamma(dims.in(tf), key.key(), key.counter(), algorithm, a.stopGradient()));
        return differentiable(tf, z.stopGradient(), a);
    }

    /**
     * For XLA, which lacks the kernel: several candidates for each number by the method of G. Marsaglia and W. W. Tsang (2000), of which
     * the first accepted one counts.
     */
    private static Expr marsaglia(Ctx c, Expr a, Dims dims) {
        Ops tf = c.tf();
        Dims rounds = Dims.of(ROUNDS).plus(tf, dims);
        Expr d = a.stopGradient().minus(1.0 / 3);
        Expr scale = d.times(9).sqrt().reciprocal();
        Expr x = Noise.normal(c, a.dtype(), rounds);
        Expr u = Noise.positiveUniform(c, a.dtype(), rounds);
        Expr cube = x.times(scale).plus(1);
        Operand<org.tensorflow.types.TBool> positive = cube.isGreater(0);
        Expr v = cube.where(positive, 1);
        v = v.square().times(v);
        Expr bound = x.square().times(0.5).plus(d).minus(d.times(v)).plus(d.times(v.log()));
        Operand<org.tensorflow.types.TBool> accepted =
                tf.math.logicalAnd(positive, u.log().isLess(bound));
        Expr z = firstAccepted(d.times(v), accepted).stopGradient();
        return differentiable(tf, z, a);
    }

    /** Of candidates along axis 0 the first that is accepted; 0 if none is. */
    static Expr firstAccepted(Expr candidates, Operand<org.tensorflow.types.TBool> accepted) {
        Ops tf = candidates.tf();
        Expr ok = candidates.indicator(accepted);
        Expr before = Expr.of(tf, tf.math.cumsum(ok, tf.constant(0), org.tensorflow.op.math.Cumsum.exclusive(true)));
        Operand<org.tensorflow.types.TBool> first = tf.math.logicalAnd(accepted, before.isLess(0.5));
        return Expr.of(tf, Trace.sum(tf, candidates.where(first, candidates.zeros()), 0));
    }
}
