package org.dmol.probability.distributions;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Shapes;
import org.dmol.probability.Distribution;
import org.dmol.probability.Sampled;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.dmol.tf.Var;
import org.tensorflow.ndarray.Shape;

/** The last axes of another distribution's batch taken as part of the event: log-probabilities are summed over them. */
public final class Independent extends Distribution {
    private final Distribution inner;
    private final int axes;

    /**
     * Takes axes of the batch into the event.
     *
     * @param axes number of last batch axes
     */
    public Independent(Distribution inner, int axes) {
        super("Independent" + inner.name());
        if (axes < 0 || axes > inner.batchShape().numDimensions()) {
            throw new IllegalArgumentException("Independent cannot take " + axes + " axes of the batch shape "
                    + Shapes.text(Tensors.ints(inner.batchShape())) + " of " + inner.name() + ".");
        }
        this.inner = inner;
        this.axes = axes;
    }

    /** Takes all axes of the batch into the event. */
    public Independent(Distribution inner) {
        this(inner, inner.batchShape().numDimensions());
    }

    /** The distribution of the elements. */
    public Distribution inner() {
        return inner;
    }

    /** How many axes of its batch belong to the event. */
    public int axes() {
        return axes;
    }

    @Override
    public DType floatType() {
        return inner.floatType();
    }

    @Override
    public DType dtype() {
        return inner.dtype();
    }

    @Override
    public Shape batchShape() {
        Shape all = inner.batchShape();
        return all.take(all.numDimensions() - axes);
    }

    @Override
    public Shape eventShape() {
        return axes == 0
                ? inner.eventShape()
                : inner.batchShape().takeLast(axes).append(inner.eventShape());
    }

    @Override
    public Dims batchDims(Ctx c) {
        return inner.batchDims(c).dropLast(c.tf(), axes);
    }

    @Override
    public List<Var> vars() {
        return inner.vars();
    }

    @Override
    public boolean isReparameterized() {
        return inner.isReparameterized();
    }

    @Override
    public boolean isTraced() {
        return inner.isTraced();
    }

    @Override
    protected Expr doSample(Ctx c, Dims sampleShape) {
        return inner.sample(c, sampleShape);
    }

    @Override
    protected Sampled doSampleAndLogProb(Ctx c, Dims sampleShape) {
        Sampled s = inner.sampleAndLogProb(c, sampleShape);
        return new Sampled(s.value(), s.logProb().sumLast(axes));
    }

    @Override
    protected Expr doLogProb(Ctx c, Expr x) {
        return inner.logProb(c, x).sumLast(axes);
    }

    /** Probability that each element is at most that of x. */
    @Override
    protected Expr doCdf(Ctx c, Expr x) {
        return doLogCdf(c, x).exp();
    }

    @Override
    protected Expr doLogCdf(Ctx c, Expr x) {
        return inner.logCdf(c, x).sumLast(axes);
    }

    @Override
    protected Expr doMean(Ctx c) {
        return inner.mean(c);
    }

    @Override
    protected Expr doVariance(Ctx c) {
        return inner.variance(c);
    }

    @Override
    protected Expr doMode(Ctx c) {
        return inner.mode(c);
    }

    @Override
    protected Expr doEntropy(Ctx c) {
        return inner.entropy(c).sumLast(axes);
    }
}
