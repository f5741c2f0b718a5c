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

/** Laplace distribution with centre {@code loc} and density {@code exp(-|x - loc| / scale) / (2 scale)}. */
public final class Laplace extends Distribution {
    /** Parameters that broadcast; {@code scale} positive. */
    public Laplace(Param loc, Param scale) {
        super("Laplace", Slot.of("loc", loc), Slot.of("scale", scale));
        Checks.positive(name(), "scale", scale);
    }

    /** One distribution. */
    public Laplace(double loc, double scale) {
        this(Param.of(loc), Param.of(scale));
    }

    /** A batch. */
    public Laplace(Nd loc, Nd scale) {
        this(Param.of(loc), Param.of(scale));
    }

    private Expr loc(Ctx c) {
        return param(c, 0);
    }

    private Expr scale(Ctx c) {
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

    private Expr standard(Ctx c, Expr x) {
        return x.minus(loc(c)).over(scale(c));
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        Expr u =
                Noise.uniform(c, floatType(), drawn(c, sampleShape)).times(2).minus(1 - Noise.epsilon(floatType()) / 2);
        return u.sign().times(u.abs().neg().log1p()).neg().times(scale(c)).plus(loc(c));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        return standard(c, x).abs().neg().minus(scale(c).log().plus(Math.log(2)));
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        Expr z = standard(c, x);
        Expr tail = z.abs().neg().exp().times(0.5);
        return tail.from(1).where(z.isGreater(0), tail);
    }

    @Override
    protected Expr doLogCdf(Ctx c, Expr x) {
        Expr z = standard(c, x);
        Expr upper = z.abs().neg().exp().times(-0.5).log1p();
        return upper.where(z.isGreater(0), z.minus(Math.log(2)));
    }

    @Override
    protected Expr doSurvival(Ctx c, Expr x) {
        Expr z = standard(c, x);
        Expr tail = z.abs().neg().exp().times(0.5);
        return tail.where(z.isGreater(0), tail.from(1));
    }

    @Override
    protected Expr doQuantile(Ctx c, Expr p) {
        Expr lower = p.times(2).log();
        Expr upper = p.from(1).times(2).log().neg();
        return lower.where(p.isLess(0.5), upper).times(scale(c)).plus(loc(c));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return scale(c).square().times(2);
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return scale(c).log().plus(1 + Math.log(2));
    }
}
