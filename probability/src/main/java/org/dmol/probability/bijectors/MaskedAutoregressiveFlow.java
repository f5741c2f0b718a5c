package org.dmol.probability.bijectors;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.Layer;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Var;

/**
 * {@code y[i] = x[i] * exp(log_scale(y[<i])) + shift(y[<i])} (G. Papamakarios, T. Pavlakou, I. Murray, "Masked Autoregressive Flow for
 * Density Estimation", 2017). The inverse, which densities need, takes one pass of the network; the forward mapping, which sampling needs,
 * one for each element. For the opposite see {@link #inverseFlow}.
 */
public final class MaskedAutoregressiveFlow extends Bijector {
    private final Layer network;
    private final int size;
    private double clamp = Double.POSITIVE_INFINITY;

    /**
     * A flow of vectors.
     *
     * @param size elements of a vector
     * @param network (…, size) to (…, size, 2): shift, then log-scale; both of element i functions of the elements before
     */
    public MaskedAutoregressiveFlow(int size, Layer network) {
        super("masked_autoregressive_flow", 1);
        this.size = size;
        this.network = network;
        if (network instanceof AutoregressiveNetwork made) {
            made.buildFor(size);
            if (made.parameters() != 2) {
                throw new IllegalArgumentException(
                        "The network of a masked autoregressive flow puts out 2 parameters for "
                                + "each element (shift and log-scale), not " + made.parameters() + ".");
            }
        }
    }

    /** A flow with an {@link AutoregressiveNetwork} of the given hidden layers. */
    public static MaskedAutoregressiveFlow of(int size, int... hidden) {
        return new MaskedAutoregressiveFlow(size, new AutoregressiveNetwork(2, hidden));
    }

    /** An inverse autoregressive flow (Kingma et al. 2016): fast to sample, slow for the density of values not its own. */
    public static Bijector inverseFlow(int size, int... hidden) {
        return new Invert(of(size, hidden));
    }

    /** Bounds log-scales softly: {@code limit * tanh(s / limit)}. Default: unbounded, as the original. */
    public MaskedAutoregressiveFlow softClamp(double limit) {
        clamp = limit;
        return this;
    }

    /** The network of shifts and log-scales. */
    public Layer network() {
        return network;
    }

    @Override
    public List<Var> vars() {
        return network.weights();
    }

    @Override
    public DType floatType() {
        return vars().isEmpty() ? super.floatType() : vars().get(0).dtype();
    }

    private record Coefficients(Expr shift, Expr logScale) {}

    private Coefficients coefficients(Ctx c, Expr y) {
        Expr p = Expr.of(c, network.apply(c, y));
        Expr s = p.at(1);
        return new Coefficients(
                p.at(0), Double.isInfinite(clamp) ? s : s.over(clamp).tanh().times(clamp));
    }

    private void require(Expr x) {
        if (x.dim(-1) >= 0 && x.dim(-1) != size) {
            throw new IllegalArgumentException(
                    "The masked autoregressive flow is of " + size + " elements; the last axis has " + x.dim(-1) + ".");
        }
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        require(x);
        Expr y = x.zeros();
        Coefficients k = null;
        // After pass i the first i elements are exact, and so are the coefficients of the first i + 1.
        for (int i = 0; i < size; i++) {
            k = coefficients(c, y);
            y = x.times(k.logScale.exp()).plus(k.shift);
        }
        return new Mapped(y, k.logScale.sum(-1));
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        require(y);
        Coefficients k = coefficients(c, y);
        Expr x = y.minus(k.shift).times(k.logScale.neg().exp());
        return new Mapped(x, k.logScale.sum(-1).neg());
    }
}
