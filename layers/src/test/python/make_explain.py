"""Golden values of org.dmol.layers.explain: gradients and integrated gradients by JAX, Shapley values over all orders of arrival,
DeepLIFT's rescale rule by hand. Writes src/test/resources/golden/explain.json."""
import itertools
import json
import pathlib

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
random = np.random.default_rng(11)
SIZES = [4, 6, 3, 1]
weights = [(random.normal(0, 0.8, (a, b)), random.normal(0, 0.3, b)) for a, b in zip(SIZES, SIZES[1:])]
x = random.normal(0, 1, 4)
baseline = random.normal(0, 1, 4)
backgrounds = random.normal(0, 1, (3, 4))
ACTIVATIONS = [jnp.tanh, jax.nn.relu, lambda v: v]


def f(v):
    for (w, b), act in zip(weights, ACTIVATIONS):
        v = act(v @ w + b)
    return v[0]


def integrated(points):
    mean = np.mean([jax.grad(f)(baseline + t * (x - baseline)) for t in points], axis=0)
    return mean * (x - baseline)


def shapley():
    phi = np.zeros(4)
    orders = list(itertools.permutations(range(4)))
    for row in backgrounds:
        for order in orders:
            v = row.copy()
            before = f(v)
            for i in order:
                v[i] = x[i]
                after = f(v)
                phi[i] += (after - before) / len(orders) / len(backgrounds)
                before = after
    return phi


def rescale():
    a, r, slopes = x, baseline, []
    for (w, b), act in zip(weights, ACTIVATIONS):
        z, zr = a @ w + b, r @ w + b
        a, r = act(z), act(zr)
        slopes.append((a - r) / (z - zr))
    m = np.ones(1)
    for (w, _), slope in reversed(list(zip(weights, slopes))):
        m = w @ (m * slope)
    return m * (x - baseline)


out = {
    "weights": [[w.tolist(), b.tolist()] for w, b in weights],
    "x": x.tolist(),
    "baseline": baseline.tolist(),
    "backgrounds": backgrounds.tolist(),
    "value": float(f(x)),
    "gradient": jax.grad(f)(x).tolist(),
    "integrated_midpoint_64": integrated((np.arange(64) + 0.5) / 64).tolist(),
    "integrated_endpoints_64": integrated(np.linspace(0, 1, 64)).tolist(),
    "shapley": np.asarray(shapley()).tolist(),
    "rescale": np.asarray(rescale()).tolist(),
}
path = pathlib.Path(__file__).parent.parent / "resources" / "golden" / "explain.json"
path.write_text(json.dumps(out, indent=1) + "\n")
