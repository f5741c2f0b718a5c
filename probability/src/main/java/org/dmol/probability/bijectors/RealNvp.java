package org.dmol.probability.bijectors;

import org.dmol.layers.Layer;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;

/** Affine coupling: the last elements become {@code x * exp(log_scale) + shift} (Dinh et al. 2017). */
public final class RealNvp extends Coupling {
    private double clamp = Double.POSITIVE_INFINITY;

    /**
     * A coupling with one's own network.
     *
     * @param network (…, kept) to (…, 2 (size - kept)): the shifts, then the log-scales
     */
    public RealNvp(int size, int kept, Layer network) {
        super("real_nvp", size, kept, network);
    }

    /** A coupling with a dense network of the given hidden layers. */
    public static RealNvp of(int size, int kept, int... hidden) {
        return new RealNvp(size, kept, dense(2 * (size - kept), hidden));
    }

    /** Bounds log-scales softly: {@code limit * tanh(s / limit)}. Default: unbounded, as the original. */
    public RealNvp softClamp(double limit) {
        clamp = limit;
        return this;
    }

    @Override
    protected Mapped transform(Expr x, Expr parameters, boolean forward) {
        int n = size() - kept();
        Expr shift = parameters.slice(0, n);
        Expr raw = parameters.slice(n, 2 * n);
        Expr logScale = Double.isInfinite(clamp) ? raw : raw.over(clamp).tanh().times(clamp);
        return forward
                ? new Mapped(x.times(logScale.exp()).plus(shift), logScale)
                : new Mapped(x.minus(shift).times(logScale.neg().exp()), logScale.neg());
    }
}
