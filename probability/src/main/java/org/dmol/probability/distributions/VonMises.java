package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Checks;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Special;
import org.dmol.probability.math.VonMisesNoise;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Von Mises distribution of angles in radians: {@code exp(concentration * cos(x - loc))}, normalised, on a circle. Samples are in [-π, π);
 * the cumulative distribution function starts half a turn below {@code loc}. Mean and variance are the circular ones. */
public final class VonMises extends Distribution {
    /** Parameters that broadcast; {@code concentration} 0 or greater. */
    public VonMises(Param loc, Param concentration) {
        super("VonMises", Slot.of("loc", loc), Slot.of("concentration", concentration));
        Checks.notNegative(name(), "concentration", concentration);
    }

    /** One distribution. */
    public VonMises(double loc, double concentration) {
        this(Param.of(loc), Param.of(concentration));
    }

    /** A batch. */
    public VonMises(Nd loc, Nd concentration) {
        this(Param.of(loc), Param.of(concentration));
    }

    private Expr loc(Ctx c) {
        return param(c, 0);
    }

    private Expr concentration(Ctx c) {
        return param(c, 1);
    }

    @Override
    public Shape eventShape() {
        return Shape.scalar();
    }

    @Override
    public boolean isReparameterized() {
        return true;
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Dims shape = drawn(c, sampleShape);
        return VonMisesNoise.wrap(
                VonMisesNoise.angles(c, concentration(c), shape).plus(loc(c)));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr k = concentration(c);
        return x.minus(loc(c))
                .cos()
                .minus(1)
                .times(k)
                .minus(Special.i0e(k).log().plus(Math.log(2 * Math.PI)));
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return VonMisesNoise.cdf(x.minus(loc(c)), concentration(c));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        Expr k = concentration(c);
        return Special.i1e(k).over(Special.i0e(k)).from(1);
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        Expr k = concentration(c);
        Expr ratio = Special.i1e(k).over(Special.i0e(k));
        return Special.i0e(k).log().plus(k.times(ratio.from(1))).plus(Math.log(2 * Math.PI));
    }
}
