package org.dmol.probability;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;

/** The methods of a {@link Distribution} that compute arrays; each is compiled at its first call and reused afterwards. */
public abstract class ArrayMethods {
    private final Evaluator evaluator = new Evaluator(this);

    ArrayMethods() {}

    abstract Distribution self();

    /** {@code n} draws, shape (n, batch, event); equal seeds give equal draws. */
    public final Nd sample(int n, long seed) {
        return sample(new int[] {n}, seed);
    }

    /** Draws of shape (sample shape, batch, event). */
    public final Nd sample(int[] sampleShape, long seed) {
        return drawn("sample", sampleShape, seed, (c, shape) -> List.of(self().sample(c, shape)))
                .get(0)
                .cast(self().dtype());
    }

    /** Draws, then their log-probabilities. */
    public final List<Nd> sampleAndLogProb(int[] sampleShape, long seed) {
        List<Nd> out = drawn("sampleAndLogProb", sampleShape, seed, (c, shape) -> {
            Sampled s = self().sampleAndLogProb(c, org.dmol.probability.math.Dims.of(shape));
            return List.of(s.value(), s.logProb());
        });
        return List.of(out.get(0).cast(self().dtype()), out.get(1));
    }

    /** Logarithm of the density or probability, shape (…, batch); minus infinity outside the support. */
    public final Nd logProb(Nd x) {
        return of("logProb", x, true, (c, v) -> self().logProb(c, v));
    }

    /** Density or probability. */
    public final Nd prob(Nd x) {
        return of("prob", x, true, (c, v) -> self().prob(c, v));
    }

    /** Probability of a value of at most {@code x}. */
    public final Nd cdf(Nd x) {
        return of("cdf", x, true, (c, v) -> self().cdf(c, v));
    }

    /** Logarithm of {@link #cdf}. */
    public final Nd logCdf(Nd x) {
        return of("logCdf", x, true, (c, v) -> self().logCdf(c, v));
    }

    /** Probability of a value above {@code x}. */
    public final Nd survival(Nd x) {
        return of("survival", x, true, (c, v) -> self().survival(c, v));
    }

    /** The value with cumulative probability {@code p}. */
    public final Nd quantile(Nd p) {
        return of("quantile", p, false, (c, v) -> self().quantile(c, v));
    }

    /** Mean, shape (batch, event). */
    public final Nd mean() {
        return of("mean", c -> self().mean(c));
    }

    /** Variance of each element, shape (batch, event). */
    public final Nd variance() {
        return of("variance", c -> self().variance(c));
    }

    /** Standard deviation of each element, shape (batch, event). */
    public final Nd stddev() {
        return of("stddev", c -> self().stddev(c));
    }

    /** The most probable value, shape (batch, event). */
    public final Nd mode() {
        return of("mode", c -> self().mode(c));
    }

    /** Entropy in nats, shape (batch). */
    public final Nd entropy() {
        return of("entropy", c -> self().entropy(c));
    }

    @FunctionalInterface
    private interface OfShape {
        List<Expr> in(Ctx c, Operand<TInt32> shape);
    }

    @FunctionalInterface
    private interface OfValue {
        Expr in(Ctx c, Operand<?> x);
    }

    @FunctionalInterface
    private interface OfNothing {
        Expr in(Ctx c);
    }

    private List<Nd> drawn(String method, int[] shape, long seed, OfShape f) {
        if (IntStream.of(shape).anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException(
                    "The number of draws cannot be negative: " + Arrays.toString(shape) + ".");
        }
        return call(
                method,
                List.of(Spec.of(DType.INT32, shape.length)),
                List.of(Nd.of(shape, shape.length)),
                seed,
                (c, in) -> f.in(c, Trace.<TInt32>as(in.get(0))));
    }

    private Nd of(String method, Nd x, boolean event, OfValue f) {
        Nd in = x.dtype() == self().floatType() ? x : x.cast(self().floatType());
        if (event) {
            Events.require(self(), Spec.like(in));
        }
        long[] axes = Arrays.stream(in.shape()).asLongStream().toArray();
        int fixed = self().batchShape().numDimensions() + (event ? self().eventRank() : 0);
        if (axes.length > fixed) {
            axes[0] = -1; // any number of rows with one program
        }
        return call(method, List.of(Spec.of(in.dtype(), axes)), List.of(in), 0, (c, a) -> List.of(f.in(c, a.get(0))))
                .get(0);
    }

    private Nd of(String method, OfNothing f) {
        return call(method, List.of(), List.of(), 0, (c, a) -> List.of(f.in(c))).get(0);
    }

    private List<Nd> call(String method, List<Spec> specs, List<Nd> in, long seed, Evaluator.Body body) {
        if (self().isTraced()) {
            throw new IllegalStateException("A parameter of " + self().name()
                    + " is an operand of a trace; evaluate it in that trace, or make it of arrays or weights.");
        }
        return evaluator.call(method, self().vars(), specs, in, seed, body);
    }
}
