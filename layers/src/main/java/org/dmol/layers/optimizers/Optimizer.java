package org.dmol.layers.optimizers;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dmol.array.Nd;
import org.dmol.layers.Suggest;
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
     * @param rate learning rate, scalar
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

    /** One step for all weights, none of them exempt from the weight decay. */
    public final List<Updated> apply(
            Ops tf,
            List<Operand<TFloat32>> weights,
            List<Operand<TFloat32>> gradients,
            List<List<Operand<TFloat32>>> moments,
            Operand<TFloat32> rate,
            Operand<TFloat32> step) {
        return apply(tf, List.of(), weights, gradients, moments, rate, step);
    }

    /**
     * One step for all weights: clipping, weight decay, the rule.
     *
     * @param variables the weights by what they are, for {@link #excludeFromWeightDecay}; empty if none is exempt
     * @param weights their values
     */
    public final List<Updated> apply(
            Ops tf,
            List<Var> variables,
            List<Operand<TFloat32>> weights,
            List<Operand<TFloat32>> gradients,
            List<List<Operand<TFloat32>>> moments,
            Operand<TFloat32> rate,
            Operand<TFloat32> step) {
        List<Operand<TFloat32>> clipped = clip(tf, gradients);
        List<Updated> out = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            Operand<TFloat32> w = weights.get(i);
            Operand<TFloat32> r = Trace.castLike(tf, rate, w);
            if (weightDecay != 0 && (variables.isEmpty() || !undecayed.test(variables.get(i)))) {
                w = tf.math.sub(w, tf.math.mul(w, tf.math.mul(scalar(tf, w, weightDecay), r)));
            }
            out.add(update(tf, w, clipped.get(i), moments.get(i), r, Trace.castLike(tf, step, w)));
        }
        return out;
    }

    private List<Operand<TFloat32>> clip(Ops tf, List<Operand<TFloat32>> gradients) {
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
