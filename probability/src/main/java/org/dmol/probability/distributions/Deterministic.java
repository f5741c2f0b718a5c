package org.dmol.probability.distributions;

import org.dmol.array.Nd;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.tensorflow.ndarray.Shape;

/** Always the value {@code loc}: probability 1 there, 0 elsewhere. */
public final class Deterministic extends Distribution {
    /** One value for each element of the batch. */
    public Deterministic(Param loc) {
        super("Deterministic", Slot.of("loc", loc));
    }

    /** One distribution. */
    public Deterministic(double loc) {
        this(Param.of(loc));
    }

    /** A batch. */
    public Deterministic(Nd loc) {
        this(Param.of(loc));
    }

    private Expr loc(Ctx c) {
        return param(c, 0);
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
        return loc(c).broadcastTo(drawn(c, sampleShape));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        Expr zeros = x.minus(loc(c)).zeros();
        return zeros.where(x.isEqual(loc(c)), Double.NEGATIVE_INFINITY);
    }

    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return x.indicator(c.tf().math.greaterEqual(x, loc(c)));
    }

    @Override
    protected Expr doMean(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return loc(c).zeros();
    }

    @Override
    protected Expr doMode(Ctx c) {
        return loc(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return loc(c).zeros();
    }
}
