"""Golden values of distributions, divergences and bijectors by TensorFlow Probability in float64.

Run: python make_golden.py ../resources/golden
"""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_USE_LEGACY_KERAS"] = "1"
import numpy as np
import tensorflow as tf
import tensorflow_probability as tfp
from tensorflow_probability.python.bijectors import masked_autoregressive as masked

tfd, tfb = tfp.distributions, tfp.bijectors
F = np.float64
tf.keras.backend.set_floatx("float64")


def plain(x):
    """Shape and flat values; infinities and NaN as strings, which JSON lacks."""
    a = np.asarray(x, F)
    return {
        "shape": list(a.shape),
        "values": [float(v) if np.isfinite(v) else {np.inf: "Infinity", -np.inf: "-Infinity"}.get(v, "NaN") for v in a.ravel()],
    }


def methods(d, x, quantile, differentiable):
    out = {}
    with tf.GradientTape() as tape:
        v = tf.constant(x, tf.float64)
        tape.watch(v)
        log_prob = d.log_prob(v)
    out["log_prob"] = log_prob
    slope = tape.gradient(log_prob, v)
    if differentiable and slope is not None:
        out["log_prob_gradient"] = slope
        try:
            if type(d).__name__ in CORNERS:
                raise NotImplementedError
            with tf.GradientTape() as tape:
                tape.watch(v)
                log_cdf = d.log_cdf(v)
            out["log_cdf_gradient"] = tape.gradient(log_cdf, v)
        except NotImplementedError:
            pass
    for name in ["prob", "cdf", "log_cdf", "survival_function"]:
        try:
            out[name] = getattr(d, name)(tf.constant(x, tf.float64))
        except NotImplementedError:
            pass
    for name in ["mean", "variance", "stddev", "mode", "entropy"]:
        try:
            out[name] = getattr(d, name)()
        except NotImplementedError:
            pass
    if quantile:
        out["quantile"] = d.quantile(tf.constant(quantile, tf.float64))
    return {k: plain(v) for k, v in out.items()}


CASES = []


# The grid meets corners of these, or where they underflow, so that their slopes are a matter of convention.
CORNERS = {"Laplace", "Uniform", "VonMises"}

# Of whole numbers and of points, densities have no useful derivative.
DISCRETE = {"Poisson", "Bernoulli", "Categorical", "OneHotCategorical", "Multinomial", "Deterministic", "Empirical"}


def case(kind, d, parameters, x, quantile=None):
    CASES.append({
        "kind": kind,
        "parameters": {k: plain(v) for k, v in parameters.items()},
        "x": plain(x),
        "quantile_at": plain(quantile) if quantile else None,
        "batch_shape": list(d.batch_shape),
        "event_shape": list(d.event_shape),
        "expected": methods(d, x, quantile, kind.split(".")[0] not in DISCRETE),
    })


def pairs(*axes):
    """A grid as a batch: arrays of all combinations."""
    return [g.ravel().astype(F) for g in np.meshgrid(*axes, indexing="ij")]


def distributions():
    p = [[0.001], [0.1], [0.5], [0.77], [0.999]]
    wide = np.array([-40.0, -7.0, -2.5, -1.0, -0.1, 0.0, 0.3, 1.0, 2.0, 6.5, 30.0])[:, None]
    positive = np.array([-1.0, 1e-3, 0.1, 0.5, 1.0, 1.7, 4.0, 12.0, 60.0])[:, None]
    loc, scale = pairs([-1.5, 0.0, 2.0], [0.3, 1.0, 4.0])
    for kind in ["Normal", "Laplace"]:
        case(kind, getattr(tfd, kind)(loc, scale), {"loc": loc, "scale": scale}, wide, p)
    case("LogNormal", tfd.LogNormal(loc, scale), {"loc": loc, "scale": scale}, positive[1:], p)
    df, l3, s3 = pairs([0.7, 1.5, 3.0, 12.0], [0.0, 1.0], [0.5, 2.0])
    case("StudentT", tfd.StudentT(df, l3, s3), {"df": df, "loc": l3, "scale": s3}, wide)
    low, width = pairs([-2.0, 0.0], [0.5, 3.0])
    case("Uniform", tfd.Uniform(low, low + width), {"low": low, "high": low + width}, wide, p)
    rate = np.array([0.05, 0.5, 1.0, 3.0, 20.0])
    case("Exponential", tfd.Exponential(rate), {"rate": rate}, positive[1:], p)
    counts = np.array([0.0, 1.0, 2.0, 5.0, 17.0, 40.0])[:, None]
    case("Poisson", tfd.Poisson(rate), {"rate": rate}, counts)
    a, b = pairs([0.3, 1.0, 2.5, 40.0], [0.2, 1.0, 5.0])
    case("Gamma", tfd.Gamma(a, b), {"concentration": a, "rate": b}, positive[1:])
    inside = np.array([0.01, 0.2, 0.5, 0.83, 0.999])[:, None]
    case("Beta", tfd.Beta(a, b), {"concentration1": a, "concentration0": b}, inside)
    mu, k = pairs([-1.0, 0.0, 2.0], [0.0, 0.1, 1.0, 8.0, 10.6, 60.0])
    case("VonMises", tfd.VonMises(mu, k), {"loc": mu, "concentration": k}, np.linspace(-3.1, 3.1, 9)[:, None])
    probs = tf.constant([0.0, 0.1, 0.5, 0.9, 1.0], tf.float64)
    bits = np.array([0.0, 1.0])[:, None]
    case("Bernoulli.probs", tfd.Bernoulli(probs=probs, dtype=tf.float64), {"probs": probs}, bits)
    logits = tf.constant([-30.0, -2.0, 0.0, 0.7, 12.0], tf.float64)
    case("Bernoulli.logits", tfd.Bernoulli(logits=logits, dtype=tf.float64), {"logits": logits}, bits)
    table = np.array([[0.2, 0.3, 0.5], [0.0, 1.0, 0.0], [0.1, 0.8, 0.1], [0.25, 0.25, 0.5]])
    scores = np.array([[0.0, 1.0, -2.0], [30.0, -30.0, 0.0], [1.0, 1.0, 1.5]])
    classes = np.arange(3.0)[:, None]
    case("Categorical.probs", tfd.Categorical(probs=table, dtype=tf.float64), {"probs": table}, classes)
    case("Categorical.logits", tfd.Categorical(logits=scores, dtype=tf.float64), {"logits": scores}, classes)
    eye = np.eye(3)[:, None, :]
    picked = tf.constant(table[[0, 2, 3]], tf.float64)
    case("OneHotCategorical.probs", tfd.OneHotCategorical(probs=picked, dtype=tf.float64),
         {"probs": table[[0, 2, 3]]}, eye)
    case("OneHotCategorical.logits", tfd.OneHotCategorical(logits=tf.constant(scores, tf.float64), dtype=tf.float64), {"logits": scores}, eye)
    drawn = np.array([[7.0, 0, 0], [0, 0, 7], [2, 4, 1], [3, 1, 3]])[:, None, :]
    total = np.array([7.0, 7.0, 7.0])
    case("Multinomial.probs", tfd.Multinomial(total, probs=table[[0, 2, 3]]),
         {"total_count": total, "probs": table[[0, 2, 3]]}, drawn)
    case("Multinomial.logits", tfd.Multinomial(total, logits=scores[[0, 2, 2]]),
         {"total_count": total, "logits": scores[[0, 2, 2]]}, drawn)
    alpha = np.array([[1.0, 1, 1], [0.3, 2, 5], [4, 5, 6.5], [30, 1.5, 9]])
    simplex = np.array([[0.2, 0.3, 0.5], [0.9, 0.05, 0.05], [1e-3, 0.4, 0.599]])[:, None, :]
    case("Dirichlet", tfd.Dirichlet(alpha), {"concentration": alpha}, simplex)
    rng = np.random.RandomState(3)
    mean, sd = rng.randn(4, 3), np.exp(rng.randn(4, 3))
    x = rng.randn(5, 1, 3) * 2
    case("MultivariateNormalDiag", tfd.MultivariateNormalDiag(mean, sd), {"loc": mean, "scale_diag": sd}, x)
    tril = np.tril(rng.randn(4, 3, 3))
    tril[:, range(3), range(3)] = np.exp(0.5 * rng.randn(4, 3))
    case("MultivariateNormalTriL", tfd.MultivariateNormalTriL(mean, tril), {"loc": mean, "scale_tril": tril}, x)
    case("MultivariateNormalTriL", tfd.MultivariateNormalTriL(mean[0], tril[0]),
         {"loc": mean[0], "scale_tril": tril[0]}, x[:, 0])
    at = np.array([-1.0, 0.0, 2.5])
    case("Deterministic", tfd.Deterministic(at), {"loc": at}, at[:, None])
    stored = np.array([[1.0, 2, 2, 3, 1, 2], [0.0, 0, 1, 1, 1, 5]])
    case("Empirical", tfd.Empirical(stored), {"samples": stored}, np.array([0.0, 1, 2, 2.5])[:, None])
    vectors = np.array([[1.0, 2], [1, 2], [3, 4], [1, 3]])
    case("Empirical.1", tfd.Empirical(vectors, event_ndims=1), {"samples": vectors}, np.array([[1.0, 2], [3, 4], [0, 0]]))
    case("Independent", tfd.Independent(tfd.Normal(mean, sd), 1), {"loc": mean, "scale": sd}, x)
    mix = np.array([0.2, 0.5, 0.3])
    ml, ms = np.array([-2.0, 0.5, 4.0]), np.array([0.4, 1.0, 2.0])
    case("MixtureSameFamily", tfd.MixtureSameFamily(tfd.Categorical(probs=mix), tfd.Normal(ml, ms)),
         {"probs": mix, "loc": ml, "scale": ms}, wide[:, 0])
    vl, vs = np.array([[-2.0, 1], [0.5, 0], [4.0, 3]]), np.array([[0.4, 1], [1.0, 0.3], [2.0, 2]])
    case("MixtureSameFamily.1", tfd.MixtureSameFamily(tfd.Categorical(probs=mix), tfd.MultivariateNormalDiag(vl, vs)),
         {"probs": mix, "loc": vl, "scale_diag": vs}, np.concatenate([x[:, 0, :2], [[30.0, -30.0]]]))
    case("TransformedDistribution.0",
         tfd.TransformedDistribution(tfd.Normal(loc, scale), tfb.Chain([tfb.Sigmoid(), tfb.Shift(F(0.5)), tfb.Scale(F(2.0))])),
         {"loc": loc, "scale": scale}, inside, p)
    case("TransformedDistribution.affine",
         tfd.TransformedDistribution(tfd.MultivariateNormalDiag(mean[0], sd[0]),
                                     tfb.Chain([tfb.Shift(mean[2]), tfb.ScaleMatvecTriL(tril[1])])),
         {"loc": mean[0], "scale_diag": sd[0], "shift": mean[2], "scale_tril": tril[1]}, x[:, 0])
    case("TransformedDistribution",
         tfd.TransformedDistribution(tfd.MultivariateNormalDiag(mean[0], sd[0]),
                                     tfb.Chain([tfb.Softplus(), tfb.Shift(F(0.5)), tfb.Scale(mean[1])])),
         {"loc": mean[0], "scale_diag": sd[0], "factor": mean[1]}, np.exp(x[:, 0]))


KL = []


def kl(p, q, pd, qd, pp, qp):
    KL.append({
        "p": p, "q": q,
        "p_parameters": {k: plain(v) for k, v in pp.items()},
        "q_parameters": {k: plain(v) for k, v in qp.items()},
        "value": plain(pd.kl_divergence(qd)),
    })


def same(kind, maker, first, second):
    first = {k: tf.constant(v, tf.float64) for k, v in first.items()}
    second = {k: tf.constant(v, tf.float64) for k, v in second.items()}
    kl(kind, kind, maker(**first), maker(**second), first, second)


def divergences():
    rng = np.random.RandomState(4)

    def pos(*shape):
        return np.exp(0.7 * rng.randn(*shape))

    for kind, names in {
        "Normal": ("loc", "scale"), "LogNormal": ("loc", "scale"), "Laplace": ("loc", "scale"), "Exponential": ("rate",),
        "Gamma": ("concentration", "rate"), "Beta": ("concentration1", "concentration0"),
    }.items():
        same(kind, getattr(tfd, kind), {n: pos(6) for n in names}, {n: pos(6) for n in names})
    p, q = rng.rand(6), rng.rand(6)
    same("Bernoulli.probs", tfd.Bernoulli, {"probs": p}, {"probs": q})
    same("Bernoulli.logits", tfd.Bernoulli, {"logits": 5 * rng.randn(6)}, {"logits": 5 * rng.randn(6)})
    for kind in ["Categorical", "OneHotCategorical"]:
        same(kind + ".logits", getattr(tfd, kind), {"logits": rng.randn(3, 4)}, {"logits": rng.randn(3, 4)})
    same("Dirichlet", tfd.Dirichlet, {"concentration": pos(3, 4)}, {"concentration": pos(3, 4)})

    def tril(*batch):
        m = np.tril(rng.randn(*batch, 3, 3))
        m[..., range(3), range(3)] = pos(*batch, 3)
        return m

    def diag():
        return {"loc": rng.randn(2, 3), "scale_diag": pos(2, 3)}

    def full():
        return {"loc": rng.randn(2, 3), "scale_tril": tril(2)}

    same("MultivariateNormalDiag", tfd.MultivariateNormalDiag, diag(), diag())
    same("MultivariateNormalTriL", tfd.MultivariateNormalTriL, full(), full())
    a, b = diag(), full()
    kl("MultivariateNormalDiag", "MultivariateNormalTriL", tfd.MultivariateNormalDiag(**a), tfd.MultivariateNormalTriL(**b), a, b)
    kl("MultivariateNormalTriL", "MultivariateNormalDiag", tfd.MultivariateNormalTriL(**b), tfd.MultivariateNormalDiag(**a), b, a)
    a, b = ({"loc": rng.randn(2, 3), "scale": pos(2, 3)} for _ in range(2))
    kl("Independent", "Independent", tfd.Independent(tfd.Normal(**a), 1), tfd.Independent(tfd.Normal(**b), 1), a, b)


BIJECTORS = []


def bijector(kind, b, parameters, x, event):
    y = b.forward(x)
    BIJECTORS.append({
        "kind": kind,
        "parameters": {k: plain(v) for k, v in parameters.items()},
        "x": plain(x), "y": plain(y),
        "forward_log_det": plain(tf.broadcast_to(b.forward_log_det_jacobian(x, event), x.shape[: len(x.shape) - event])),
    })


def couplings(rng):
    """Couplings of four elements with a dense network (tanh, 5 units) of the first one or two."""
    x = 2 * rng.randn(6, 4)

    def network(kept, outputs):
        w = [rng.randn(kept, 5), rng.randn(5), 0.5 * rng.randn(5, outputs), rng.randn(outputs)]
        return w, lambda v: tf.tanh(v @ w[0] + w[1]) @ w[2] + w[3]

    weights, net = network(1, 6)
    bijector("RealNvp", tfb.RealNVP(1, shift_and_log_scale_fn=lambda v, n: tf.split(net(v), 2, axis=-1)),
             {f"w{i}": w for i, w in enumerate(weights)}, x, 1)
    bins, bound, least = 4, 3.0, 1e-3
    other, spline_net = network(2, 2 * (3 * bins - 1))

    def spline(v, n):
        raw = tf.reshape(spline_net(v), (*v.shape[:-1], n, 3 * bins - 1))

        def lengths(r):
            return (tf.nn.softmax(r) * (1 - least * bins) + least) * 2 * bound

        slopes = tf.nn.softplus(raw[..., 2 * bins:] + np.log(np.expm1(1 - least))) + least
        return tfb.RationalQuadraticSpline(lengths(raw[..., :bins]), lengths(raw[..., bins:2 * bins]), slopes, range_min=-bound)

    bijector("SplineCoupling", tfb.RealNVP(2, bijector_fn=spline), {f"w{i}": w for i, w in enumerate(other)}, x, 1)


MASKS = []


def masks():
    """Degrees and masks of autoregressive networks of several sizes."""
    for size in [1, 2, 3, 4, 7]:
        for hidden in [[1], [5], [8, 8], [3, 9, 4]]:
            for order in ["left-to-right", "right-to-left", "own"]:
                given = np.random.RandomState(size).permutation(size) + 1 if order == "own" else order
                degrees = masked._create_degrees(size, hidden, given, "equal")
                MASKS.append({
                    "kind": f"{size} {hidden} {order}",
                    "order": [int(v) for v in degrees[0]],
                    "hidden": hidden,
                    "masks": [plain(m) for m in masked._create_masks(degrees)],
                })


def bijectors():
    rng = np.random.RandomState(5)
    x = 2 * rng.randn(6, 3)
    bijector("Reverse", tfb.Permute([2, 1, 0]), {}, x, 1)
    bijector("InverseTanh", tfb.Invert(tfb.Tanh()), {}, np.tanh(x), 0)
    layer = tf.keras.layers.BatchNormalization(epsilon=1e-3)
    norm = tfb.BatchNormalization(layer, training=False)
    norm.inverse(x)
    for w, v in zip(layer.weights, [rng.rand(3) + 0.5, rng.randn(3), rng.randn(3), rng.rand(3) + 0.2]):
        w.assign(v)
    bijector("BatchNormalization", tfb.BatchNormalization(layer, training=False),
             {w.name.split("/")[-1].split(":")[0]: w.numpy() for w in layer.weights}, x, 1)
    for kind in ["Identity", "Exp", "Softplus", "Sigmoid", "Tanh"]:
        bijector(kind, getattr(tfb, kind)(), {}, x, 0)
    shift, scale = rng.randn(3), rng.randn(3)
    bijector("Shift", tfb.Shift(shift), {"shift": shift}, x, 0)
    bijector("Scale", tfb.Scale(scale), {"scale": scale}, x, 0)
    tril = np.tril(rng.randn(3, 3))
    tril[range(3), range(3)] = [0.5, -2, 1.3]
    bijector("ScaleTriL", tfb.ScaleMatvecTriL(tril), {"scale_tril": tril}, x, 1)
    bijector("Affine", tfb.Shift(shift)(tfb.ScaleMatvecTriL(tril)), {"shift": shift, "scale_tril": tril}, x, 1)
    bijector("Permute", tfb.Permute([2, 0, 1]), {"permutation": np.array([2.0, 0, 1])}, x, 1)
    bijector("Reshape", tfb.Reshape([3, 2], [6]), {}, rng.randn(4, 6), 1)
    lu = rng.randn(3, 3)
    lu[range(3), range(3)] = [1.5, -0.7, 0.9]
    bijector("InvertibleLinear", tfb.ScaleMatvecLU(tf.constant(lu, tf.float64), [1, 2, 0]), {"lower_upper": lu, "permutation": np.array([1.0, 2, 0])}, x, 1)
    block = tfb.Blockwise([tfb.Exp(), tfb.Scale(F(-2.0))], [1, 2])
    bijector("Split", block, {}, x, 1)
    widths, heights, slopes = np.array([1.0, 0.5, 2.5]), np.array([0.5, 2.0, 1.5]), np.array([0.3, 2.0])
    bijector("RationalQuadraticSpline", tfb.RationalQuadraticSpline(widths, heights, slopes, range_min=-2.0),
             {"widths": widths, "heights": heights, "slopes": slopes}, x, 0)
    couplings(rng)
    made = tfb.AutoregressiveNetwork(params=2, event_shape=[3], hidden_units=[5, 4], activation="tanh", dtype=tf.float64)
    made(x)
    weights = []
    for w in made.weights:
        mask = w.numpy() != 0 if len(w.shape) == 2 else True
        w.assign(np.where(mask, 0.6 * rng.randn(*w.shape), 0))
        weights.append(w.numpy())
    named = {f"w{i}": w for i, w in enumerate(weights)}
    flow = tfb.MaskedAutoregressiveFlow(made)
    bijector("MaskedAutoregressiveFlow", flow, named, x, 1)
    bijector("InverseAutoregressiveFlow", tfb.Invert(flow), named, 0.5 * x, 1)
    bijector("Chain", tfb.Chain([tfb.Softplus(), tfb.Permute([1, 2, 0]), flow, tfb.Shift(shift)]), {"shift": shift, **named}, x, 1)


if __name__ == "__main__":
    distributions()
    divergences()
    bijectors()
    masks()
    for name, data in {"distributions": CASES, "divergences": KL, "bijectors": BIJECTORS, "masks": MASKS}.items():
        with open(os.path.join(sys.argv[1], name + ".json"), "w") as file:
            json.dump(data, file, indent=None, separators=(",", ":"))
            file.write("\n")
