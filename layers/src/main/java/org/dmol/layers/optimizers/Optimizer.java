package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Suggest;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A pure rule from (weight, gradient, moments, rate, step) to (new weight, new moments), with what all of Keras's optimizers share:
 * the learning rate, clipping and decoupled weight decay.
 */
public abstract class Optimizer {
    private static final Map<String, Supplier<Optimizer>> KNOWN = new TreeMap<>(Map.of(
            "sgd", () -> sgd(0.01),
            "adam", () -> adam(0.001),
            "adamw", () -> new AdamW(0.001),
            "rmsprop", () -> new RmsProp(0.001),
            "adagrad", () -> new Adagrad(0.001),
            "adadelta", () -> new Adadelta(0.001, 0.95, 1e-7),
            "adamax", () -> new Adamax(0.001, 0.9, 0.999, 1e-7),
            "nadam", () -> new Nadam(0.001, 0.9, 0.999, 1e-7),
            "lion", () -> new Lion(0.001, 0.9, 0.99)));

    private LearningRate learningRate;
    private double clipNorm = Double.NaN;
    private double globalClipNorm = Double.NaN;
    private double clipValue = Double.NaN;
    private double weightDecay;
    private Predicate<Var> undecayed = v -> false;

    /** A weight and its moments after a step. */
    public record Updated(Operand<TFloat32> weight, List<Operand<TFloat32>> moments) {}

    /** An optimizer with a constant rate. */
    protected Optimizer(double learningRate) {
        this.learningRate = LearningRate.constant(learningRate);
    }

    /** Stochastic gradient descent without momentum. */
    public static Sgd sgd(double learningRate) {
        return new Sgd(learningRate);
    }

    /** Adam (Kingma and Ba 2014). */
    public static Adam adam(double learningRate) {
        return new Adam(learningRate);
    }

    /** By Keras's name, with Keras's defaults. */
    public static Optimizer get(String name) {
        Supplier<Optimizer> found = KNOWN.get(name.toLowerCase(java.util.Locale.ROOT));
        if (found == null) {
            throw Suggest.unknown("optimizer", name, KNOWN.keySet());
        }
        return found.get();
    }

    /** First values of the moments of a weight; each has the weight's shape. */
    protected abstract List<Nd> initialMoments(Nd weight);

    /**
     * One step for one weight.
     *
     * @param rate learning rate as {@link #rateOf} gives it, scalar
     * @param step number of the step, from 1, scalar in the weight's type
     */
    protected abstract Updated update(
            Ops tf,
            Operand<TFloat32> weight,
            Operand<TFloat32> gradient,
            List<Operand<TFloat32>> moments,
            Operand<TFloat32> rate,
            Operand<TFloat32> step);

    /** First values of the moments of a weight. */
    public final List<Nd> moments(Nd weight) {
        return initialMoments(weight);
    }

    /**
     * Whether {@link #update} treats each element alone, so that weights may be joined into one vector for it. A rule that looks at a
     * whole weight, such as its norm, must leave it false, the default.
     */
    public boolean isElementwise() {
        return false;
    }

    /**
     * The rate that {@link #update} gets: what depends on the number of the step alone and is the same for all weights. Default: the
     * rate itself.
     */
    protected Operand<TFloat32> rateOf(Ops tf, Operand<TFloat32> rate, Operand<TFloat32> step) {
        return rate;
    }

    /** Whether the weight decay holds for this weight. */
    public final boolean decays(Var weight) {
        return weightDecay != 0 && !undecayed.test(weight);
    }

    /**
     * What a step changes.
     *
     * @param variable what it is, for {@link #excludeFromWeightDecay}; the first of several that are joined
     * @param weight its value
     * @param gradient its gradient after {@link #clip}
     * @param moments its moments
     */
    public record Param(
            Var variable, Operand<TFloat32> weight, Operand<TFloat32> gradient, List<Operand<TFloat32>> moments) {}

    /** One step for all weights: weight decay, the rule. */
    public final List<Updated> apply(Ops tf, List<Param> params, Operand<TFloat32> rate, Operand<TFloat32> step) {
        Map<DType, Operand<TFloat32>> rates = new EnumMap<>(DType.class);
        List<Updated> out = new ArrayList<>();
        for (Param p : params) {
            Operand<TFloat32> w = p.weight;
            Operand<TFloat32> r = Trace.castLike(tf, rate, w);
            Operand<TFloat32> number = Trace.castLike(tf, step, w);
            if (decays(p.variable)) {
                w = tf.math.sub(w, tf.math.mul(w, tf.math.mul(scalar(tf, w, weightDecay), r)));
            }
            Operand<TFloat32> effective = rates.computeIfAbsent(Tensors.dtype(w), d -> rateOf(tf, r, number));
            out.add(update(tf, w, p.gradient, p.moments, effective, number));
        }
        return out;
    }

    /** The gradients of all weights, clipped as the settings say. */
    public final List<Operand<TFloat32>> clip(Ops tf, List<Operand<TFloat32>> gradients) {
        if (!Double.isNaN(clipValue)) {
            return gradients.stream()
                    .<Operand<TFloat32>>map(g ->
                            tf.math.minimum(tf.math.maximum(g, scalar(tf, g, -clipValue)), scalar(tf, g, clipValue)))
                    .toList();
        }
        if (!Double.isNaN(clipNorm)) {
            return gradients.stream()
                    .map(g -> scaleTo(tf, g, norm(tf, List.of(g)), clipNorm))
                    .toList();
        }
        if (!Double.isNaN(globalClipNorm)) {
            Operand<TFloat32> norm = norm(tf, gradients);
            return gradients.stream()
                    .map(g -> scaleTo(tf, g, norm, globalClipNorm))
                    .toList();
        }
        return gradients;
    }

    private static Operand<TFloat32> scaleTo(Ops tf, Operand<TFloat32> g, Operand<TFloat32> norm, double limit) {
        Operand<TFloat32> bound = scalar(tf, g, limit);
        return tf.math.mul(g, tf.math.div(bound, tf.math.maximum(norm, bound)));
    }

    private static Operand<TFloat32> norm(Ops tf, List<Operand<TFloat32>> gradients) {
        Operand<TFloat32> sum = null;
        for (Operand<TFloat32> g : gradients) {
            Operand<TFloat32> square = Trace.sum(tf, tf.math.square(g));
            sum = sum == null ? square : tf.math.add(sum, square);
        }
        return tf.math.sqrt(sum);
    }

    /** The learning rate of each step. */
    public final LearningRate learningRate() {
        return learningRate;
    }

    /** Replaces the learning rate; callbacks may do so between epochs. */
    public final Optimizer learningRate(LearningRate rate) {
        learningRate = rate;
        return this;
    }

    /** Scales the gradient of each weight down to at most this norm. */
    public final Optimizer clipNorm(double limit) {
        clipNorm = limit;
        return this;
    }

    /** Scales all gradients down together to at most this joint norm. */
    public final Optimizer globalClipNorm(double limit) {
        globalClipNorm = limit;
        return this;
    }

    /** Clips each element of the gradients to [-limit, limit]. */
    public final Optimizer clipValue(double limit) {
        clipValue = limit;
        return this;
    }

    /** Takes {@code decay * rate * weight} off each weight before each step (Loshchilov and Hutter 2017). */
    public final Optimizer weightDecay(double decay) {
        weightDecay = decay;
        return this;
    }

    /** Leaves these weights out of the {@link #weightDecay}, such as biases and factors of normalisations; default none. */
    public final Optimizer excludeFromWeightDecay(Predicate<Var> weights) {
        undecayed = weights;
        return this;
    }

    static Nd zerosLike(Nd weight) {
        return Nd.zeros(weight.dtype(), weight.shape());
    }
}
