package org.dmol.probability.models;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Batch;
import org.dmol.layers.train.Tracked;
import org.dmol.layers.train.TrainStep;
import org.dmol.probability.Distribution;
import org.dmol.probability.Evaluator;
import org.dmol.probability.KlDivergence;
import org.dmol.probability.Param;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.probability.math.Noise;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;
import org.tensorflow.Operand;

/**
 * A variational autoencoder (D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes", 2014; with beta: I. Higgins et al. 2017).
 *
 * <p>The encoder gives for each example two numbers for each latent dimension, (mu_0, s_0, mu_1, s_1, …); the posterior is normal with
 * means mu and standard deviations softplus(s). {@link #fit} minimises {@code reconstruction + beta * KL} in nats for an example, where
 * reconstruction is the negative log-likelihood of the example under the decoder at one sample of the posterior. The logs hold
 * {@code loss}, {@code reconstruction} and {@code kl}. Data sets have one input and no targets.
 */
public final class Vae extends Model {
    private static final double LEAST_SCALE = 1e-8;

    private final Layer encoder;
    private final Layer decoder;
    private final int latent;
    private final int features;
    private final Distribution prior;
    private Likelihood likelihood = Likelihood.gaussian(1);
    private double beta = 1;
    private long warmUp;
    private boolean sharedNoise;
    private Var step;
    private final Evaluator evaluator = new Evaluator(this);

    /**
     * An autoencoder; builds the encoder and the decoder.
     *
     * @param features size of an example
     * @param latent size of the latent variable
     * @param encoder (batch, features) to (batch, 2 latent)
     * @param decoder (batch, latent) to (batch, whatever the likelihood needs)
     */
    public Vae(int features, int latent, Layer encoder, Layer decoder) {
        this(features, encoder, decoder, MultivariateNormalDiag.standard(latent));
    }

    /** An autoencoder with a prior of one's own over vectors, such as a flow or a mixture; its weights are trained too. */
    public Vae(int features, Layer encoder, Layer decoder, Distribution prior) {
        if (prior.eventRank() != 1 || prior.batchShape().numDimensions() != 0) {
            throw new IllegalArgumentException("The prior must be one distribution of vectors, not " + prior + ".");
        }
        this.features = features;
        this.latent = (int) prior.eventShape().get(0);
        this.encoder = encoder;
        this.decoder = decoder;
        this.prior = prior;
        ensureBuilt(List.of(Spec.of(FloatX.get(), -1, features)));
    }

    /** What the decoder's output means; default: normal with standard deviation 1. */
    public Vae likelihood(Likelihood meaning) {
        likelihood = meaning;
        return this;
    }

    /** Factor of the divergence in the loss; default 1. */
    public Vae beta(double factor) {
        if (!(factor >= 0)) {
            throw new IllegalArgumentException("The factor beta must be 0 or greater, not " + factor + ".");
        }
        beta = factor;
        return this;
    }

    /** Raises beta linearly from 0 over the first steps (KL annealing; Bowman et al. 2016). Default: no annealing. */
    public Vae annealBeta(long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("Beta rises over 0 or more steps, not " + steps + ".");
        }
        warmUp = steps;
        return this;
    }

    /** One noise vector for all examples of a batch, as in the book, instead of one for each. Default false. */
    public Vae sharedNoise(boolean on) {
        sharedNoise = on;
        return this;
    }

    /** Size of the latent variable. */
    public int latent() {
        return latent;
    }

    /** Size of an example. */
    public int features() {
        return features;
    }

    /** Distribution of the latent variable. */
    public Distribution prior() {
        return prior;
    }

    /** The encoder. */
    public Layer encoder() {
        return encoder;
    }

    /** The decoder. */
    public Layer decoder() {
        return decoder;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        weights.add("encoder", encoder).ensureBuilt(inputs);
        weights.add("decoder", decoder).ensureBuilt(List.of(Spec.of(FloatX.get(), -1, latent)));
        prior.vars().forEach(weights::add);
        step = weights.add("step", Nd.scalar(0), false);
    }

    // ---- in a trace ----

    /** The posterior of the latent variable for examples (batch, features). */
    public Distribution encode(Ctx c, Operand<?> x) {
        Expr p = Expr.of(c, encoder.apply(c, x)).reshape(-1, latent, 2);
        return new MultivariateNormalDiag(
                Param.of(p.at(0)), Param.of(p.at(1).softplus().plus(LEAST_SCALE)));
    }

    /** The distribution of examples for latent variables (…, latent). */
    public Distribution decode(Ctx c, Operand<?> z) {
        return likelihood.of(c, Expr.of(c, decoder.apply(c, z)));
    }

    private Expr draw(Ctx c, Distribution posterior) {
        if (!sharedNoise) {
            return posterior.sample(c);
        }
        Expr mu = posterior.mean(c);
        return Noise.normal(c, mu.dtype(), Dims.of(1, latent))
                .times(posterior.stddev(c))
                .plus(mu);
    }

    /** The means of the decoder's distribution at the posterior's means. */
    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        return List.of(decode(c, encode(c, inputs.get(0)).mean(c)).mean(c));
    }

    @Override
    protected TrainStep.Result trainStep(Ctx c, Batch batch) {
        Distribution posterior = encode(c, batch.input(0));
        Expr z = draw(c, posterior);
        Expr nll = decode(c, z).logProb(c, batch.input(0)).neg();
        Expr kl = KlDivergence.isClosed(posterior, prior)
                ? KlDivergence.exact(posterior, prior).in(c)
                : posterior.logProb(c, z).minus(prior.logProb(c, z));
        BatchMean mean = BatchMean.of(c, batch, nll);
        Expr reconstruction = mean.of(nll);
        Expr divergence = mean.of(kl);
        Expr loss = reconstruction.plus(divergence.times(currentBeta(c, divergence)));
        return new TrainStep.Result(
                loss,
                List.of(
                        Tracked.mean(c.tf(), "loss", loss, mean.rows()),
                        Tracked.mean(c.tf(), "reconstruction", reconstruction, mean.rows()),
                        Tracked.mean(c.tf(), "kl", divergence, mean.rows())));
    }

    private Expr currentBeta(Ctx c, Expr like) {
        if (warmUp <= 0 || !c.training()) {
            return like.number(beta);
        }
        Operand<org.tensorflow.types.TInt32> n = org.dmol.tf.Trace.as(c.readAny(step));
        c.update(step, c.tf().math.add(n, c.tf().constant(1)));
        return Expr.of(c, org.dmol.tf.Trace.castLike(c.tf(), n, like))
                .over(warmUp)
                .min(1)
                .times(beta);
    }

    /**
     * The importance-weighted bound of the log-likelihood with k samples of the posterior, for each example (Y. Burda, R. Grosse, R.
     * Salakhutdinov, "Importance Weighted Autoencoders", 2016); k = 1 is the usual bound, and greater k are closer to the truth.
     */
    public Expr logProbBound(Ctx c, Operand<?> x, int k) {
        Distribution posterior = encode(c, x);
        Expr z = posterior.sample(c, k);
        Expr flat = z.reshape(-1, latent);
        Dims rows = z.dims().dropLast(c.tf(), 1);
        Distribution examples = decode(c, flat);
        Expr repeated = Expr.of(c, x).expand(0).broadcastTo(rows.plus(c.tf(), features));
        Expr joint = examples.logProb(c, repeated.reshape(-1, features))
                .reshape(rows)
                .plus(prior.logProb(c, z));
        return joint.minus(posterior.logProb(c, z)).logSumExp(0).minus(Math.log(k));
    }

    // ---- arrays ----

    private List<Nd> compute(String method, Nd x, int axis, long seed, Evaluator.Body body) {
        Nd in = x.cast(FloatX.get());
        if (in.rank() != 2 || in.dim(1) != axis) {
            throw new IllegalArgumentException(
                    "Model '" + name() + "' needs rows of " + axis + " numbers, not " + x.describe() + ".");
        }
        return evaluator.call(method, weights(), List.of(Spec.of(in.dtype(), -1, axis)), List.of(in), seed, body);
    }

    /** Means and standard deviations of the posterior, (rows, latent) each. */
    public List<Nd> encode(Nd x) {
        return compute("encode", x, features, 0, (c, in) -> {
            Distribution posterior = encode(c, in.get(0));
            return List.of(posterior.mean(c), posterior.stddev(c));
        });
    }

    /** Means of the decoder's distribution for latent variables (rows, latent). */
    public Nd decode(Nd z) {
        return compute(
                        "decode",
                        z,
                        latent,
                        0,
                        (c, in) -> List.of(decode(c, in.get(0)).mean(c)))
                .get(0);
    }

    /** {@code n} examples: latent variables from the prior, then examples from the decoder's distribution. */
    public Nd sample(int n, long seed) {
        Nd z = prior.sample(n, seed);
        return compute(
                        "sample",
                        z,
                        latent,
                        ~seed,
                        (c, in) -> List.of(decode(c, in.get(0)).sample(c)))
                .get(0);
    }

    /** See {@link #logProbBound(Ctx, Operand, int)}; shape (rows). */
    public Nd logProbBound(Nd x, int k, long seed) {
        return compute("bound" + k, x, features, seed, (c, in) -> List.of(logProbBound(c, in.get(0), k)))
                .get(0);
    }
}
