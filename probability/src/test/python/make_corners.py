"""Golden values by TensorFlow Probability where grids do not go: bounds of supports and of parameters, far tails, infinities,
batches that broadcast, combinations of distributions, and divergences between batches of different shapes.

Run: python make_corners.py ../resources/golden
"""
import json
import os
import sys

import make_golden as golden
import numpy as np
import tensorflow as tf
import tensorflow_probability as tfp

tfd, tfb = tfp.distributions, tfp.bijectors
F = np.float64
INF = np.inf


def case(kind, d, parameters, x):
    golden.CASES.append({
        "kind": kind,
        "parameters": {k: golden.plain(v) for k, v in parameters.items()},
        "x": golden.plain(x),
        "quantile_at": None,
        "batch_shape": list(d.batch_shape),
        "event_shape": list(d.event_shape),
        "expected": golden.methods(d, np.asarray(x, F), None, False),
    })


def c64(values):
    return tf.constant(values, tf.float64)


def numbers():
    """Bounds, tails, infinities."""
    one = {"loc": F(0), "scale": F(1)}
    far = np.array([-INF, -1e8, -200.0, -39.0, -37.0, -20.0, -9.9, -5.1, 5.1, 8.4, 39.0, 1e8, INF])
    for kind in ["Normal", "Laplace"]:
        case(kind, getattr(tfd, kind)(F(0), F(1)), one, far)
    case("LogNormal", tfd.LogNormal(F(0), F(1)), one, np.array([1e-300, 1e-20, 1e-4, 1e4, 1e20, 1e300]))
    # Mean and variance are infinite or undefined for few degrees of freedom.
    df = np.array([0.5, 1.0, 1.5, 2.0, 2.5, 1e4])
    case("StudentT", tfd.StudentT(df, F(1), F(2)), {"df": df, "loc": F(1), "scale": F(2)}, np.array([-1e3, -7.0, 1.0, 1.001, 50.0])[:, None])
    case("Uniform", tfd.Uniform(F(-1), F(2)), {"low": F(-1), "high": F(2)}, np.array([-INF, -1.5, -1.0, 0.3, 2.0, 2.5, INF]))
    case("Exponential", tfd.Exponential(F(2)), {"rate": F(2)}, np.array([0.0, 1e-12, 300.0, INF]))
    # The density at 0 is infinite, the rate, or 0, the mode undefined, at the bound, or inside.
    a = np.array([0.5, 1.0, 1.5, 2.0])
    case("Gamma", tfd.Gamma(a, F(2)), {"concentration": a, "rate": F(2)}, np.array([0.0, 1e-9, 40.0, 200.0])[:, None])
    a, b = golden.pairs([0.5, 1.0, 2.0], [0.5, 1.0, 3.0])
    case("Beta", tfd.Beta(a, b), {"concentration1": a, "concentration0": b}, np.array([0.0, 1e-9, 0.5, 1.0])[:, None])
    case("Poisson", tfd.Poisson(np.array([0.0, 1.0, 3.0])), {"rate": np.array([0.0, 1.0, 3.0])}, np.array([0.0, 1.0, 3.0, 60.0])[:, None])
    k = np.array([0.0, 1e-8, 1e3, 1e5])
    case("VonMises", tfd.VonMises(F(0.5), k), {"loc": F(0.5), "concentration": k}, np.array([0.49, 0.5, 0.502])[:, None])
    # Angles beyond one turn.
    case("VonMises", tfd.VonMises(F(0.5), F(2)), {"loc": F(0.5), "concentration": F(2)}, np.array([-9.0, -4.0, -3.0, 3.5, 3.7, 7.0, 12.0]))


def classes():
    """Classes that are impossible, or as good as sure."""
    logits = np.array([[0.0, -INF, 1.0], [-INF, -INF, 2.0], [800.0, 0.0, -800.0], [1.0, 1.0, 1.0]])
    case("Categorical.logits", tfd.Categorical(logits=logits, dtype=tf.float64), {"logits": logits}, np.arange(3.0)[:, None])
    logits = np.array([-800.0, -40.0, 40.0, 800.0])
    case("Bernoulli.logits", tfd.Bernoulli(logits=logits, dtype=tf.float64), {"logits": logits}, np.array([0.0, 1.0])[:, None])
    case("Bernoulli.probs", tfd.Bernoulli(probs=c64([0.2, 0.7]), dtype=tf.float64), {"probs": np.array([0.2, 0.7])}, np.array([-1.0, -0.5, 3.0])[:, None])
    golden.CASES[-1]["expected"] = {k: v for k, v in golden.CASES[-1]["expected"].items() if not k.endswith("prob")}
    probs = np.array([[0.0, 0.4, 0.6], [1.0, 0.0, 0.0]])
    total = np.array([5.0, 0.0])
    case("Multinomial.probs", tfd.Multinomial(total, probs=probs), {"total_count": total, "probs": probs},
         np.array([[[0.0, 2, 3], [0, 0, 0]], [[0, 5, 0], [0, 0, 0]]]))
    case("Multinomial.probs", tfd.Multinomial(total[0], probs=probs), {"total_count": total[0], "probs": probs}, np.array([1.0, 1, 3]))
    alpha = np.array([[1.0, 1, 1], [2, 1, 3], [0.5, 2, 2], [3, 2, 2]])
    edge = np.array([[0.0, 0.4, 0.6], [0.0, 0.0, 1.0]])[:, None, :]
    case("Dirichlet", tfd.Dirichlet(alpha), {"concentration": alpha}, edge)


def batches():
    """Parameters and values that broadcast."""
    rng = np.random.RandomState(8)
    loc, scale = rng.randn(3, 1), np.exp(rng.randn(2))
    for kind in ["Normal", "Laplace"]:
        case(kind, getattr(tfd, kind)(loc, scale), {"loc": loc, "scale": scale}, rng.randn(4, 1, 1))
    case("Normal", tfd.Normal(loc, scale), {"loc": loc, "scale": scale}, F(0.3))
    a, b = np.exp(rng.randn(2, 1)), np.exp(rng.randn(3))
    case("Gamma", tfd.Gamma(a, b), {"concentration": a, "rate": b}, np.exp(rng.randn(4, 2, 1)))
    case("Beta", tfd.Beta(a, b), {"concentration1": a, "concentration0": b}, rng.rand(4, 1, 3))
    case("StudentT", tfd.StudentT(3 * a, b, F(2)), {"df": 3 * a, "loc": b, "scale": F(2)}, rng.randn(3))
    case("VonMises", tfd.VonMises(a, b), {"loc": a, "concentration": b}, rng.randn(4, 2, 1))
    case("Uniform", tfd.Uniform(-a, b), {"low": -a, "high": b}, rng.randn(4, 1, 3))
    logits = rng.randn(2, 1, 3)
    case("Categorical.logits", tfd.Categorical(logits=logits, dtype=tf.float64), {"logits": logits}, np.array([[[0.0, 1], [2, 1]]]))
    total = np.array([[3.0], [3.0]])
    case("Multinomial.logits", tfd.Multinomial(total, logits=logits[0]), {"total_count": total, "logits": logits[0]}, np.array([1.0, 1, 1]))
    tril = np.tril(rng.randn(2, 1, 3, 3)) + 2 * np.eye(3)
    mean = rng.randn(4, 3)
    case("MultivariateNormalTriL", tfd.MultivariateNormalTriL(mean, tril), {"loc": mean, "scale_tril": tril}, rng.randn(5, 1, 1, 3))
    case("MultivariateNormalTriL", tfd.MultivariateNormalTriL(mean[0, :1], tril[0]), {"loc": mean[0, :1], "scale_tril": tril[0]}, rng.randn(3))
    diag = np.exp(rng.randn(2, 1, 3))
    case("MultivariateNormalDiag", tfd.MultivariateNormalDiag(mean, diag), {"loc": mean, "scale_diag": diag}, rng.randn(5, 1, 1, 3))
    stored = np.array([[[1.0, 2], [1, 2], [3, 4]], [[0.0, 0], [5, 6], [5, 6]]])
    case("Empirical.1", tfd.Empirical(stored, event_ndims=1), {"samples": stored}, np.array([[1.0, 2], [5, 6]]))


def combined():
    rng = np.random.RandomState(9)
    for kept, kind in enumerate(["IndependentBernoulli.0", "IndependentBernoulli.1", "IndependentBernoulli.2"]):
        logits = rng.randn(2, 3)
        case(kind, tfd.Independent(tfd.Bernoulli(logits=c64(logits), dtype=tf.float64), kept), {"logits": logits},
             (rng.rand(5, 2, 3) < 0.5).astype(F))
    mean, diag = rng.randn(2, 4, 3), np.exp(rng.randn(2, 4, 3))
    case("IndependentMultivariate", tfd.Independent(tfd.MultivariateNormalDiag(mean, diag), 1), {"loc": mean, "scale_diag": diag}, rng.randn(2, 4, 3))
    nested = tfd.Independent(tfd.Independent(tfd.Laplace(mean, diag), 1), 1)
    case("IndependentTwice", nested, {"loc": mean, "scale": diag}, rng.randn(5, 1, 4, 3))
    mix = np.array([[0.1, 0.9, 0.0], [0.3, 0.3, 0.4]])
    loc, scale = rng.randn(2, 3), np.exp(rng.randn(2, 3))
    wide = np.array([-60.0, -39.0, -3.0, 0.0, 2.0, 45.0])[:, None]
    case("MixtureSameFamily", tfd.MixtureSameFamily(tfd.Categorical(probs=mix), tfd.Normal(loc, scale)), {"probs": mix, "loc": loc, "scale": scale}, wide)
    # One set of weights for a batch of mixtures, and a batch of weights for one set of components.
    case("MixtureSameFamily", tfd.MixtureSameFamily(tfd.Categorical(probs=mix[0]), tfd.Normal(loc, scale)),
         {"probs": mix[0], "loc": loc, "scale": scale}, wide)
    case("MixtureSameFamily", tfd.MixtureSameFamily(tfd.Categorical(probs=mix), tfd.Normal(loc[0], scale[0])),
         {"probs": mix, "loc": loc[0], "scale": scale[0]}, wide)
    vector, spread = rng.randn(3, 2), np.exp(rng.randn(3, 2))
    case("MixtureSameFamily.1", tfd.MixtureSameFamily(tfd.Categorical(probs=mix), tfd.MultivariateNormalDiag(vector, spread)),
         {"probs": mix, "loc": vector, "scale_diag": spread}, rng.randn(5, 1, 2))
    rates = np.array([0.5, 3.0, 9.0])
    case("MixtureOfPoisson", tfd.MixtureSameFamily(tfd.Categorical(probs=mix), tfd.Poisson(rates)), {"probs": mix, "rate": rates}, np.arange(5.0)[:, None])
    # Falling mappings exchange the tails.
    falling = tfb.Chain([tfb.Shift(F(0.5)), tfb.Scale(F(-2.0))])
    case("Falling", tfd.TransformedDistribution(tfd.Laplace(loc, scale), falling), {"loc": loc, "scale": scale}, wide[..., None])
    case("TransformedDistribution.tails", tfd.TransformedDistribution(tfd.Normal(loc, scale), tfb.Shift(F(1.0))), {"loc": loc, "scale": scale}, wide[..., None])


def divergences():
    rng = np.random.RandomState(10)

    def pos(*shape):
        return np.exp(0.7 * rng.randn(*shape))

    for kind, names in {
        "Normal": ("loc", "scale"), "Laplace": ("loc", "scale"), "Gamma": ("concentration", "rate"),
        "Beta": ("concentration1", "concentration0"),
    }.items():
        golden.same(kind, getattr(tfd, kind), {n: pos(3, 1) for n in names}, {n: pos(2) for n in names})
    golden.same("Dirichlet", tfd.Dirichlet, {"concentration": pos(3, 1, 4)}, {"concentration": pos(2, 4)})
    golden.same("Categorical.logits", tfd.Categorical, {"logits": rng.randn(3, 1, 4)}, {"logits": rng.randn(2, 4)})
    golden.same("Categorical.logits", tfd.Categorical, {"logits": [0.0, 1.0, -INF]}, {"logits": [[0.0, 1.0, 2.0], [-INF, 0.0, 1.0]]})
    golden.same("Bernoulli.probs", tfd.Bernoulli, {"probs": [0.0, 0.0, 1.0, 0.3]}, {"probs": [0.2, 1.0, 1.0, 0.0]})
    tril = np.tril(rng.randn(3, 1, 3, 3)) + 2 * np.eye(3)
    full, other = {"loc": rng.randn(3), "scale_tril": tril}, {"loc": rng.randn(2, 3), "scale_tril": tril[0, 0]}
    golden.same("MultivariateNormalTriL", tfd.MultivariateNormalTriL, full, other)
    diag, thin = {"loc": rng.randn(2, 3), "scale_diag": pos(3)}, {"loc": rng.randn(1), "scale_diag": pos(4, 1, 3)}
    golden.same("MultivariateNormalDiag", tfd.MultivariateNormalDiag, diag, thin)
    for p, q, a, b in [("TriL", "Diag", full, diag), ("Diag", "TriL", diag, full)]:
        p, q = "MultivariateNormal" + p, "MultivariateNormal" + q
        golden.kl(p, q, getattr(tfd, p)(**a), getattr(tfd, q)(**b), a, b)
    a, b = {"loc": rng.randn(4, 1, 3), "scale": pos(3)}, {"loc": rng.randn(2, 3), "scale": pos(2, 3)}
    golden.kl("Independent", "Independent", tfd.Independent(tfd.Normal(**a), 1), tfd.Independent(tfd.Normal(**b), 1), a, b)


def bijectors():
    """Far from 0, where a slope taken from the value would be that of a constant."""
    far = np.array([-700.0, -40.0, -20.0, -1e-9, 0.0, 20.0, 40.0, 700.0])
    for kind in ["Exp", "Softplus", "Sigmoid", "Tanh"]:
        b = getattr(tfb, kind)()
        golden.bijector(kind, b, {}, far, 0)
        golden.BIJECTORS[-1]["saturated"] = kind in ("Sigmoid", "Tanh")
    rng = np.random.RandomState(11)
    tril = np.tril(rng.randn(2, 3, 3)) + 2 * np.eye(3)
    golden.bijector("ScaleTriL", tfb.ScaleMatvecTriL(tril), {"scale_tril": tril}, rng.randn(4, 2, 3), 1)
    shift = rng.randn(2, 3)
    golden.bijector("Shift", tfb.Shift(shift), {"shift": shift}, rng.randn(4, 2, 3), 0)
    golden.bijector("Scale", tfb.Scale(shift), {"scale": shift}, rng.randn(4, 2, 3), 0)


if __name__ == "__main__":
    numbers()
    classes()
    batches()
    combined()
    divergences()
    bijectors()
    for name, data in {"distributions": golden.CASES, "divergences": golden.KL, "bijectors": golden.BIJECTORS}.items():
        with open(os.path.join(sys.argv[1], f"corners_{name}.json"), "w") as file:
            json.dump(data, file, indent=None, separators=(",", ":"))
            file.write("\n")
