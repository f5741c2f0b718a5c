package org.dmol.probability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

/**
 * A probability distribution, or a batch of independent ones of the same kind.
 *
 * <p>Shapes are TensorFlow Probability's: a sample has the axes <em>sample shape</em>, then {@linkplain #batchShape() batch shape} (one
 * distribution for each element, from the parameters' shapes by broadcasting), then {@linkplain #eventShape() event shape} (one draw of one
 * distribution). {@code logProb} maps (…, batch, event) to (…, batch).
 *
 * <p>Each method exists in two forms: with a {@link Ctx} first it adds ops to a trace, in the floating type of the parameters; without, in
 * {@link ArrayMethods}, it computes arrays. Where a distribution has no closed form of something, the method throws
 * {@link UnsupportedOperationException}.
 */
public abstract class Distribution extends ArrayMethods {
    private final String name;
    private final List<Slot> slots;
    private final DType floatType;

    /**
     * A distribution with the given parameters.
     *
     * @param name class name of TensorFlow Probability
     */
    protected Distribution(String name, Slot... slots) {
        this.name = name;
        this.slots = List.of(slots);
        this.floatType = Slot.type(this.slots);
        try {
            Slot.batchShape(this.slots);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": the parameters' shapes do not fit. " + e.getMessage(), e);
        }
    }

    // ---- what it is ----

    /** Name for display. */
    public String name() {
        return name;
    }

    /** Type of the parameters, of samples and of log-probabilities in a trace. */
    public DType floatType() {
        return floatType;
    }

    /** Type of samples as arrays: the floating type, int32 for classes and other whole numbers that TensorFlow Probability has so. */
    public DType dtype() {
        return floatType();
    }

    /** The parameters. */
    public final List<Slot> slots() {
        return slots;
    }

    /** The parameter of a name. */
    public final Param parameter(String wanted) {
        return slots.stream()
                .filter(s -> s.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no parameter '" + wanted + "'; it has "
                        + slots.stream().map(Slot::name).toList() + "."))
                .param();
    }

    /** Shape of the batch, -1 for axes of unknown size. */
    public Shape batchShape() {
        return Slot.batchShape(slots);
    }

    /** Shape of one event. */
    public abstract Shape eventShape();

    /** Number of axes of an event. */
    public final int eventRank() {
        return eventShape().numDimensions();
    }

    /** The weights that the distribution depends on. */
    public List<Var> vars() {
        Set<Var> all = new LinkedHashSet<>();
        slots.forEach(s -> all.addAll(s.param().vars()));
        return List.copyOf(all);
    }

    /** Whether gradients flow from samples to the parameters. */
    public boolean isReparameterized() {
        return false;
    }

    /** Whether a parameter is an operand of a trace, so that there are no arrays. */
    public boolean isTraced() {
        return slots.stream().anyMatch(s -> s.param().isTraced());
    }

    // ---- in a trace ----

    /** The parameter of a number in a trace. */
    protected final Expr param(Ctx c, int i) {
        return slots.get(i).param().in(c, floatType());
    }

    /** Sizes of the batch axes in a trace. */
    public Dims batchDims(Ctx c) {
        Dims all = Dims.NONE;
        for (int i = 0; i < slots.size(); i++) {
            all = Dims.broadcast(
                    c.tf(),
                    all,
                    param(c, i).dims().dropLast(c.tf(), slots.get(i).eventRank()));
        }
        return all;
    }

    /** Random draws, shape (sample shape, batch, event), from the trace's seed. */
    public final Expr sample(Ctx c, int... sampleShape) {
        return sample(c, Dims.of(sampleShape));
    }

    /** Random draws; the sample shape is a vector of the graph. */
    public final Expr sample(Ctx c, Operand<TInt32> sampleShape) {
        return sample(c, Dims.of(sampleShape));
    }

    /** Random draws. */
    public final Expr sample(Ctx c, Dims sampleShape) {
        return stopUnlessReparameterized(doSample(c, sampleShape));
    }

    /** Random draws with their log-probabilities, which some distributions have cheaper than by {@link #logProb}. */
    public final Sampled sampleAndLogProb(Ctx c, Dims sampleShape) {
        Sampled s = doSampleAndLogProb(c, sampleShape);
        return new Sampled(stopUnlessReparameterized(s.value()), s.logProb());
    }

    /** Random draws with their log-probabilities. */
    public final Sampled sampleAndLogProb(Ctx c, int... sampleShape) {
        return sampleAndLogProb(c, Dims.of(sampleShape));
    }

    private Expr stopUnlessReparameterized(Expr x) {
        return isReparameterized() ? x : x.stopGradient();
    }

    /** Logarithm of the density (or of the probability of a discrete value); minus infinity outside the support. */
    public final Expr logProb(Ctx c, Operand<?> x) {
        return doLogProb(c, event(c, x));
    }

    /** Density or probability. */
    public final Expr prob(Ctx c, Operand<?> x) {
        return logProb(c, x).exp();
    }

    /** Probability of a value of at most {@code x}. */
    public final Expr cdf(Ctx c, Operand<?> x) {
        return doCdf(c, event(c, x));
    }

    /** Logarithm of {@link #cdf}. */
    public final Expr logCdf(Ctx c, Operand<?> x) {
        return doLogCdf(c, event(c, x));
    }

    /** Probability of a value above {@code x}, accurate also where it is small. */
    public final Expr survival(Ctx c, Operand<?> x) {
        return doSurvival(c, event(c, x));
    }

    /** The value with cumulative probability {@code p}. */
    public final Expr quantile(Ctx c, Operand<?> p) {
        return doQuantile(c, Expr.of(c, Trace.castLike(c.tf(), p, like(c))));
    }

    /** Mean, shape (batch, event). */
    public final Expr mean(Ctx c) {
        return doMean(c).broadcastTo(eventDims(c));
    }

    /** Variance of each element, shape (batch, event). */
    public final Expr variance(Ctx c) {
        return doVariance(c).broadcastTo(eventDims(c));
    }

    /** Standard deviation of each element, shape (batch, event). */
    public final Expr stddev(Ctx c) {
        return variance(c).sqrt();
    }

    /** The most probable value, shape (batch, event); NaN where there is none. */
    public final Expr mode(Ctx c) {
        return doMode(c).broadcastTo(eventDims(c));
    }

    /** Entropy in nats, shape (batch). */
    public final Expr entropy(Ctx c) {
        return doEntropy(c).broadcastTo(batchDims(c));
    }

    private Dims eventDims(Ctx c) {
        return batchDims(c).plus(c.tf(), Tensors.ints(eventShape()));
    }

    private Expr like(Ctx c) {
        return Expr.of(c, Trace.constant(c.tf(), Nd.zeros(floatType())));
    }

    /** {@code x} in the floating type, if its last axes are those of an event. */
    private Expr event(Ctx c, Operand<?> x) {
        Events.require(this, Trace.spec(x));
        return Expr.of(c, Trace.castLike(c.tf(), x, like(c)));
    }

    // ---- for subclasses ----

    /** Draws of shape (sample shape, batch, event). */
    protected abstract Expr doSample(Ctx c, Dims sampleShape);

    /** See {@link #sampleAndLogProb}. */
    protected Sampled doSampleAndLogProb(Ctx c, Dims sampleShape) {
        Expr x = doSample(c, sampleShape);
        return new Sampled(x, doLogProb(c, isReparameterized() ? x : x.stopGradient()));
    }

    /** See {@link #logProb}. */
    protected abstract Expr doLogProb(Ctx c, Expr x);

    /** See {@link #cdf}. */
    protected Expr doCdf(Ctx c, Expr x) {
        throw unsupported("cumulative distribution function");
    }

    /** See {@link #logCdf}. */
    protected Expr doLogCdf(Ctx c, Expr x) {
        return doCdf(c, x).log();
    }

    /** See {@link #survival}. */
    protected Expr doSurvival(Ctx c, Expr x) {
        return doCdf(c, x).from(1);
    }

    /** See {@link #quantile}. */
    protected Expr doQuantile(Ctx c, Expr p) {
        throw unsupported("quantiles");
    }

    /** See {@link #mean}; may be smaller where it broadcasts. */
    protected Expr doMean(Ctx c) {
        throw unsupported("mean");
    }

    /** See {@link #variance}; may be smaller where it broadcasts. */
    protected Expr doVariance(Ctx c) {
        throw unsupported("variance");
    }

    /** See {@link #mode}; may be smaller where it broadcasts. */
    protected Expr doMode(Ctx c) {
        throw unsupported("mode");
    }

    /** See {@link #entropy}; may be smaller where it broadcasts. */
    protected Expr doEntropy(Ctx c) {
        throw unsupported("entropy");
    }

    /** What a method without a closed form throws. */
    protected final UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException(name() + " has no closed form of its " + what + ".");
    }

    /** The shape (sample shape, batch). */
    protected final Dims drawn(Ctx c, Dims sampleShape) {
        return sampleShape.plus(c.tf(), batchDims(c));
    }

    @Override
    final Distribution self() {
        return this;
    }

    /** Name, shapes and type. */
    @Override
    public String toString() {
        return name() + "(batch_shape=" + text(batchShape()) + ", event_shape=" + text(eventShape()) + ", dtype="
                + dtype().toString().toLowerCase(java.util.Locale.ROOT) + ")";
    }

    private static String text(Shape shape) {
        List<String> axes = new ArrayList<>();
        for (int n : Tensors.ints(shape)) {
            axes.add(n < 0 ? "?" : Integer.toString(n));
        }
        return axes.toString();
    }
}
