package org.dmol.probability.golden;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.probability.Bijector;
import org.dmol.probability.Distribution;
import org.dmol.probability.Param;
import org.dmol.probability.bijectors.*;
import org.dmol.probability.distributions.*;
import org.dmol.tf.Spec;

/** Distributions and bijectors by the names of golden files. */
final class Made {
    private Made() {}

    static Distribution distribution(String kind, Map<String, Nd> p) {
        return switch (kind) {
            case "Normal" -> new Normal(p.get("loc"), p.get("scale"));
            case "LogNormal" -> new LogNormal(p.get("loc"), p.get("scale"));
            case "Laplace" -> new Laplace(p.get("loc"), p.get("scale"));
            case "StudentT" -> new StudentT(p.get("df"), p.get("loc"), p.get("scale"));
            case "Uniform" -> new Uniform(p.get("low"), p.get("high"));
            case "Exponential" -> new Exponential(p.get("rate"));
            case "Poisson" -> new Poisson(p.get("rate"));
            case "Gamma" -> new Gamma(p.get("concentration"), p.get("rate"));
            case "Beta" -> new Beta(p.get("concentration1"), p.get("concentration0"));
            case "VonMises" -> new VonMises(p.get("loc"), p.get("concentration"));
            case "Bernoulli.probs" -> Bernoulli.ofProbs(p.get("probs"));
            case "Bernoulli.logits" -> Bernoulli.ofLogits(p.get("logits"));
            case "Categorical.probs" -> Categorical.ofProbs(p.get("probs"));
            case "Categorical.logits" -> Categorical.ofLogits(p.get("logits"));
            case "OneHotCategorical.probs" -> OneHotCategorical.ofProbs(p.get("probs"));
            case "OneHotCategorical.logits" -> OneHotCategorical.ofLogits(p.get("logits"));
            case "Multinomial.probs" -> Multinomial.ofProbs(Param.of(p.get("total_count")), Param.of(p.get("probs")));
            case "Multinomial.logits" ->
                Multinomial.ofLogits(Param.of(p.get("total_count")), Param.of(p.get("logits")));
            case "Dirichlet" -> new Dirichlet(p.get("concentration"));
            case "MultivariateNormalDiag" -> new MultivariateNormalDiag(p.get("loc"), p.get("scale_diag"));
            case "MultivariateNormalTriL" -> new MultivariateNormalTriL(p.get("loc"), p.get("scale_tril"));
            case "Deterministic" -> new Deterministic(p.get("loc"));
            case "Empirical" -> new Empirical(p.get("samples"));
            case "Empirical.1" -> new Empirical(p.get("samples"), 1);
            case "Independent" -> new Independent(new Normal(p.get("loc"), p.get("scale")), 1);
            case "IndependentBernoulli.0", "IndependentBernoulli.1", "IndependentBernoulli.2" ->
                new Independent(Bernoulli.ofLogits(p.get("logits")), kind.charAt(kind.length() - 1) - '0');
            case "IndependentMultivariate" ->
                new Independent(new MultivariateNormalDiag(p.get("loc"), p.get("scale_diag")), 1);
            case "IndependentTwice" ->
                new Independent(new Independent(new Laplace(p.get("loc"), p.get("scale")), 1), 1);
            case "MixtureOfPoisson" ->
                new MixtureSameFamily(Categorical.ofProbs(p.get("probs")), new Poisson(p.get("rate")));
            case "MixtureSameFamily" ->
                new MixtureSameFamily(Categorical.ofProbs(p.get("probs")), new Normal(p.get("loc"), p.get("scale")));
            case "MixtureSameFamily.1" ->
                new MixtureSameFamily(
                        Categorical.ofProbs(p.get("probs")),
                        new MultivariateNormalDiag(p.get("loc"), p.get("scale_diag")));
            case "TransformedDistribution.0" ->
                new TransformedDistribution(
                        new Normal(p.get("loc"), p.get("scale")),
                        new Chain(new Sigmoid(), new Shift(0.5), new Scale(2.0)));
            case "Falling" ->
                new TransformedDistribution(
                        new Laplace(p.get("loc"), p.get("scale")), new Chain(new Shift(0.5), new Scale(-2.0)));
            case "TransformedDistribution.tails" ->
                new TransformedDistribution(new Normal(p.get("loc"), p.get("scale")), new Shift(1.0));
            case "TransformedDistribution.affine" ->
                new TransformedDistribution(
                        new MultivariateNormalDiag(p.get("loc"), p.get("scale_diag")),
                        Affine.tril(p.get("shift"), p.get("scale_tril")));
            case "TransformedDistribution" ->
                new TransformedDistribution(
                        new MultivariateNormalDiag(p.get("loc"), p.get("scale_diag")),
                        new Chain(new Softplus(), new Shift(0.5), new Scale(p.get("factor"))));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    static Bijector bijector(String kind, Map<String, Nd> p) {
        return switch (kind) {
            case "Identity" -> new Identity();
            case "Reverse" -> new Reverse();
            case "InverseTanh" -> new Invert(new Tanh());
            case "BatchNormalization" -> batchNormalization(p);
            case "Exp" -> new Exp();
            case "Softplus" -> new Softplus();
            case "Sigmoid" -> new Sigmoid();
            case "Tanh" -> new Tanh();
            case "Shift" -> new Shift(p.get("shift"));
            case "Scale" -> new Scale(p.get("scale"));
            case "ScaleTriL" -> new ScaleTriL(p.get("scale_tril"));
            case "Affine" -> Affine.tril(p.get("shift"), p.get("scale_tril"));
            case "Permute" -> new Permute(ints(p.get("permutation")));
            case "Reshape" -> new Reshape(new int[] {6}, new int[] {3, 2});
            case "InvertibleLinear" -> new InvertibleLinear(Param.of(p.get("lower_upper")), ints(p.get("permutation")));
            case "Split" -> new Split(new int[] {1, 2}, new Exp(), new Scale(-2));
            case "RationalQuadraticSpline" ->
                new RationalQuadraticSpline(p.get("widths"), p.get("heights"), p.get("slopes"), -2);
            case "RealNvp" -> new RealNvp(4, 1, dense(p, 1, 6));
            case "SplineCoupling" -> new SplineCoupling(4, 2, 4, 3, dense(p, 2, 22));
            case "MaskedAutoregressiveFlow" -> autoregressive(p);
            case "InverseAutoregressiveFlow" -> new Invert(autoregressive(p));
            case "Chain" ->
                new Chain(new Softplus(), new Permute(1, 2, 0), autoregressive(p), new Shift(p.get("shift")));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Sequential dense(Map<String, Nd> p, int inputs, int outputs) {
        Sequential network = new Sequential(new Dense(5, "tanh"), new Dense(outputs));
        network.ensureBuilt(List.of(Spec.of(FloatX.get(), -1, inputs)));
        network.setWeights(IntStream.range(0, 4).mapToObj(i -> p.get("w" + i)).toList());
        return network;
    }

    private static BatchNormalization batchNormalization(Map<String, Nd> p) {
        BatchNormalization norm = new BatchNormalization(3);
        List<Nd> values =
                List.of(p.get("gamma").map(Math::log), p.get("beta"), p.get("moving_mean"), p.get("moving_variance"));
        for (int i = 0; i < 4; i++) {
            norm.vars().get(i).assign(values.get(i));
        }
        return norm;
    }

    private static MaskedAutoregressiveFlow autoregressive(Map<String, Nd> p) {
        AutoregressiveNetwork made =
                new AutoregressiveNetwork(2, 5, 4).activation("tanh").buildFor(3);
        made.setWeights(IntStream.range(0, 6).mapToObj(i -> p.get("w" + i)).toList());
        return new MaskedAutoregressiveFlow(3, made);
    }

    private static int[] ints(Nd v) {
        return v.cast(DType.INT32).ints();
    }
}
