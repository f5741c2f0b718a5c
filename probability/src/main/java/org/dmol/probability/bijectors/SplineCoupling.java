package org.dmol.probability.bijectors;

import org.dmol.layers.Layer;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Spline;

/** Coupling by rational-quadratic splines on [-bound, bound], the identity outside (Durkan et al. 2019). */
public final class SplineCoupling extends Coupling {
    private static final double LEAST = 1e-3;

    private final int bins;
    private final double bound;

    /**
     * A coupling with one's own network.
     *
     * @param bins pieces of each spline
     * @param bound half the length of the range
     * @param network (…, kept) to (…, (size - kept) (3 bins - 1)): for each element unconstrained widths, heights and inner slopes
     */
    public SplineCoupling(int size, int kept, int bins, double bound, Layer network) {
        super("spline_coupling", size, kept, network);
        this.bins = bins;
        this.bound = bound;
    }

    /** A coupling with a dense network of the given hidden layers. */
    public static SplineCoupling of(int size, int kept, int bins, double bound, int... hidden) {
        return new SplineCoupling(size, kept, bins, bound, dense((size - kept) * (3 * bins - 1), hidden));
    }

    /** Positive lengths that add up to the range, each at least a thousandth of it. */
    private Expr lengths(Expr raw) {
        return raw.logSoftmax().exp().times(1 - LEAST * bins).plus(LEAST).times(2 * bound);
    }

    @Override
    protected Mapped transform(Expr x, Expr parameters, boolean forward) {
        Expr p = parameters.reshape(x.dims().plus(x.tf(), 3 * bins - 1));
        // Zeros of the network give slope 1.
        Expr slopes = p.slice(2 * bins, 3 * bins - 1)
                .plus(Math.log(Math.expm1(1 - LEAST)))
                .softplus()
                .plus(LEAST);
        Spline spline = new Spline(lengths(p.slice(0, bins)), lengths(p.slice(bins, 2 * bins)), slopes, -bound);
        return forward ? spline.forward(x) : spline.inverse(x);
    }
}
