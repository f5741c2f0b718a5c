package org.dmol.probability.bijectors;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;

/**
 * A flow that keeps the first elements of a vector and maps the others elementwise, with parameters that a network makes of the first (L.
 * Dinh, J. Sohl-Dickstein, S. Bengio, "Density estimation using Real NVP", 2017). Both directions take one pass of the network.
 */
public abstract class Coupling extends Bijector {
    private final int size;
    private final int kept;
    private final Layer network;

    /**
     * A coupling.
     *
     * @param size elements of a vector
     * @param kept how many first elements stay as they are, 1 … size - 1
     * @param network (…, kept) to whatever {@link #transform} needs
     */
    protected Coupling(String name, int size, int kept, Layer network) {
        super(name, 1);
        if (kept < 1 || kept >= size) {
            throw new IllegalArgumentException(
                    "A coupling of " + size + " elements keeps 1 to " + (size - 1) + " of them, not " + kept + ".");
        }
        this.size = size;
        this.kept = kept;
        this.network = network;
        network.ensureBuilt(List.of(Spec.of(FloatX.get(), -1, kept)));
    }

    /** A dense network with ReLU between its layers. */
    protected static Layer dense(int outputs, int... hidden) {
        List<Layer> layers = new ArrayList<>();
        for (int h : hidden) {
            layers.add(new Dense(h, "relu"));
        }
        layers.add(new Dense(outputs));
        return new Sequential(layers.toArray(Layer[]::new));
    }

    /**
     * The elementwise mapping of the last elements.
     *
     * @param x shape (…, size - kept)
     * @param parameters what the network put out
     * @param forward which direction
     * @return the mapped values and the logarithms of the slopes, both of the shape of x
     */
    protected abstract Mapped transform(Expr x, Expr parameters, boolean forward);

    /** Elements of a vector. */
    public final int size() {
        return size;
    }

    /** How many first elements stay as they are. */
    public final int kept() {
        return kept;
    }

    /** The network of the parameters. */
    public final Layer network() {
        return network;
    }

    @Override
    public final List<Var> vars() {
        return network.weights();
    }

    @Override
    public final DType floatType() {
        return vars().isEmpty() ? super.floatType() : vars().get(0).dtype();
    }

    private Mapped apply(Ctx c, Expr x, boolean forward) {
        if (x.dim(-1) >= 0 && x.dim(-1) != size) {
            throw new IllegalArgumentException(
                    "The coupling " + name() + " is of " + size + " elements; the last axis has " + x.dim(-1) + ".");
        }
        Expr first = x.slice(0, kept);
        Mapped rest = transform(x.slice(kept, size), Expr.of(c, network.apply(c, first)), forward);
        return new Mapped(
                Expr.concat(List.of(first, rest.value())), rest.logDet().sum(-1));
    }

    @Override
    protected final Mapped doForward(Ctx c, Expr x) {
        return apply(c, x, true);
    }

    @Override
    protected final Mapped doInverse(Ctx c, Expr y) {
        return apply(c, y, false);
    }
}
