"""Chapter 14 in JAX: the reference side of './dmol crosscheck vae' and './dmol bench vae'.

'vae.py golden OUT.npz' writes the file of the tests. Prints a JSON object as its last line. Training is a Python loop over jitted steps, as in the chapter; the random numbers of the noise are
JAX's, everything else follows the file of arrays that is passed.
"""
import argparse
import json
import time
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np


def network(weights, x):
    """Dense layers with ReLU between them: a list of (kernel, bias)."""
    for i, (kernel, bias) in enumerate(weights):
        x = x @ kernel + bias
        if i + 1 < len(weights):
            x = jax.nn.relu(x)
    return x


def normal_weights(rng, sizes, deviation=1.0):
    return [
        (jnp.asarray(deviation * rng.normal(size=(n, m)).T, jnp.float32), jnp.zeros(n, jnp.float32))
        for m, n in zip(sizes[:-1], sizes[1:])
    ]


def posterior(encoder, x, latent):
    p = network(encoder, x).reshape(x.shape[0], latent, 2)
    return p[..., 0], jax.nn.softplus(p[..., 1]) + 1e-8


def kl(mu, sigma):
    return jnp.sum(0.5 * (mu**2 + sigma**2) - jnp.log(sigma) - 0.5, axis=-1)


def nll_classes(y, x):
    return -jnp.sum(x * jax.nn.log_softmax(y), axis=-1)


def nll_classes_guarded(y, x):
    return -jnp.sum(x * jnp.log(jax.nn.softmax(y) + 1e-8), axis=-1)


def nll_numbers(y, x):
    return jnp.log(jnp.sqrt(2 * jnp.pi) * 0.1) + (x[:, 0] - y[:, 0]) ** 2 / (2 * 0.01)


def nll_polymer(y, x):
    return jnp.sum((x - y) ** 2, axis=-1)


NLL = {
    "classes": nll_classes,
    "guarded": nll_classes_guarded,
    "numbers": nll_numbers,
    "polymer": nll_polymer,
}


def terms(params, x, noise, likelihood, latent):
    encoder, decoder = params
    mu, sigma = posterior(encoder, x, latent)
    y = network(decoder, mu + sigma * noise)
    return jnp.mean(NLL[likelihood](y, x)), jnp.mean(kl(mu, sigma))


def loss(params, x, noise, beta, likelihood, latent):
    reconstruction, divergence = terms(params, x, noise, likelihood, latent)
    return reconstruction + beta * divergence


@partial(jax.jit, static_argnames=("likelihood", "latent", "shared"))
def step(params, m, v, t, x, key, rate, beta, likelihood, latent, shared):
    """One step of Adam; gives the two terms before it, too."""
    noise = jax.random.normal(key, (1 if shared else x.shape[0], latent))
    gradient = jax.grad(loss)(params, x, noise, beta, likelihood, latent)
    m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, gradient)
    v = jax.tree.map(lambda a, g: 0.999 * a + 0.001 * g * g, v, gradient)
    params = jax.tree.map(
        lambda p, a, b: p - rate * (a / (1 - 0.9**t)) / (jnp.sqrt(b / (1 - 0.999**t)) + 1e-8), params, m, v
    )
    return params, m, v


@partial(jax.jit, static_argnames=("likelihood", "latent", "shared"))
def watch(params, x, key, likelihood, latent, shared):
    noise = jax.random.normal(key, (1 if shared else x.shape[0], latent))
    return terms(params, x, noise, likelihood, latent)


def train(params, data, epochs, rate, beta, likelihood, latent, shared, restart, seed, each_batch=True):
    """The loop of the chapter: batches of 32 in order; the terms are computed again before each update (or after an epoch) for the log."""
    key = jax.random.PRNGKey(seed)
    m = jax.tree.map(jnp.zeros_like, params)
    v = jax.tree.map(jnp.zeros_like, params)
    batches = data.shape[0] // 32
    log = []
    t = 0
    for _ in range(epochs):
        for i in range(batches):
            t = i + 1 if restart else t + 1
            x = data[i * 32 : (i + 1) * 32]
            if each_batch:
                key, two = jax.random.split(key)
                r, k = watch(params, x, two, likelihood=likelihood, latent=latent, shared=shared)
                log.append((float(r), float(k)))
            key, one = jax.random.split(key)
            params, m, v = step(
                params, m, v, float(t), x, one, rate, beta, likelihood=likelihood, latent=latent, shared=shared
            )
        if not each_batch:
            key, two = jax.random.split(key)
            r, k = watch(params, data[:100], two, likelihood=likelihood, latent=latent, shared=shared)
            log.append((float(r), float(k)))
    return params, np.array(log)


def small(rng, features, outputs):
    return normal_weights(rng, (features, 16, 16, 2)), normal_weights(rng, (1, 16, 16, outputs))


def wide(rng):
    return normal_weights(rng, (24, 256, 256, 256, 4), 0.1), normal_weights(rng, (2, 256, 256, 256, 24), 0.1)


# name: data, outputs, likelihood, epochs, rate, beta, shared noise, restarted Adam
RECIPES = {
    "collapse_original": ("classes", 32, "guarded", 16, 1e-1, 1.0, True, True),
    "collapse_guarded": ("classes", 32, "guarded", 16, 2e-2, 1.0, False, False),
    "collapse": ("classes", 32, "classes", 16, 2e-2, 1.0, False, False),
    "beta_original": ("classes", 32, "guarded", 32, 5e-2, 0.2, True, True),
    "beta": ("classes", 32, "classes", 32, 1e-2, 0.2, False, False),
    "numbers_original": ("numbers", 2, "numbers", 64, 1e-2, 1.0, True, True),
    "numbers": ("numbers", 2, "numbers", 256, 1e-2, 1.0, False, False),
}


def recipe(name, arrays, seed, epochs=None):
    source, outputs, likelihood, n, rate, beta, shared, restart = RECIPES[name]
    data = jnp.asarray(arrays[source], jnp.float32)
    params = small(np.random.RandomState(seed + 100), data.shape[1], outputs)
    return train(params, data, epochs or n, rate, beta, likelihood, 1, shared, restart, seed)


def statistical(arrays, args):
    out = {}
    for name in args.recipes.split(","):
        source = RECIPES[name][0]
        data = jnp.asarray(arrays[source], jnp.float32)
        r, k, deviation, rmse = [], [], [], []
        for seed in range(args.seeds):
            params, log = recipe(name, arrays, seed)
            r.append(float(log[-32:, 0].mean()))
            k.append(float(log[-32:, 1].mean()))
            mu, sigma = posterior(params[0], data, 1)
            deviation.append(float(sigma.mean()))
            if source == "numbers":
                error = network(params[1], mu)[:, 0] - data[:, 0]
                rmse.append(float(jnp.sqrt(jnp.mean(error**2))))
        out[name] = {"reconstruction": r, "kl": k, "sigma": deviation, "rmse": rmse}
        print(name, np.round(r, 3), np.round(k, 3), np.round(rmse, 3), flush=True)
    return out


def exact(arrays, args):
    """Posterior, decoder, loss and its gradient with respect to the data, for given weights and noise, in float64."""
    jax.config.update("jax_enable_x64", True)
    params = [
        [(jnp.asarray(arrays[f"{part}{2 * i}"]), jnp.asarray(arrays[f"{part}{2 * i + 1}"])) for i in range(3)]
        for part in ("encoder", "decoder")
    ]
    x, noise = jnp.asarray(arrays["x"]), jnp.asarray(arrays["noise"])
    mu, sigma = posterior(params[0], x, 1)

    def objective(seen):
        """With the target fixed, so that the gradient passes through all layers."""
        mean, deviation = posterior(params[0], seen, 1)
        y = network(params[1], mean + deviation * noise)
        return jnp.mean(nll_classes(y, x) + 0.2 * kl(mean, deviation))

    value, slope = jax.value_and_grad(objective)(x)
    return {
        "mu": np.ravel(mu).tolist(),
        "sigma": np.ravel(sigma).tolist(),
        "decoded": np.ravel(jax.nn.softmax(network(params[1], noise))).tolist(),
        "loss": float(value),
        "gradient": np.ravel(slope).tolist(),
    }


def golden():
    """Examples, noise and standard normal weights from NumPy's generator: the file of the tests."""
    rng = np.random.RandomState(1)
    arrays = {"x": np.eye(32)[rng.randint(0, 32, 20)], "noise": rng.normal(size=(20, 1))}
    for part, sizes in {"encoder": (32, 16, 16, 2), "decoder": (1, 16, 16, 32)}.items():
        for i, (m, n) in enumerate(zip(sizes[:-1], sizes[1:])):
            arrays[f"{part}{2 * i}"] = rng.normal(size=(m, n)).astype(np.float32).astype(np.float64)
            arrays[f"{part}{2 * i + 1}"] = (0.1 * rng.normal(size=n)).astype(np.float32).astype(np.float64)
    return arrays


def loop(params, data, epochs, rate, beta, likelihood, latent, each_batch=True):
    """The loop as the chapter has it: gradient and loss jitted, JAX's example optimizer called from Python."""
    from jax.example_libraries import optimizers

    init, update, get = optimizers.adam(rate)
    gradient = jax.jit(jax.grad(loss), static_argnames=("likelihood", "latent"))
    value = jax.jit(terms, static_argnames=("likelihood", "latent"))
    state = init(params)
    key = jax.random.PRNGKey(0)
    batches = data.shape[0] // 32
    for _ in range(epochs):
        for i in range(batches):
            x = data[i * 32 : (i + 1) * 32]
            key, one, two = jax.random.split(key, 3)
            if each_batch:
                jax.block_until_ready(
                    value(get(state), x, jax.random.normal(two, (1, latent)), likelihood=likelihood, latent=latent)
                )
            noise = jax.random.normal(one, (1, latent))
            state = update(i, gradient(get(state), x, noise, beta, likelihood=likelihood, latent=latent), state)
        if not each_batch:
            key, two = jax.random.split(key)
            value(get(state), data[:100], jax.random.normal(two, (1, latent)), likelihood=likelihood, latent=latent)
    return jax.block_until_ready(get(state))


def bench(arrays, args):
    """Seconds of whole trainings with compilation: the chapter's loop, and the fastest that we know (all of a step jitted)."""
    out = {}
    for name in ("collapse", "beta", "numbers_original"):
        source, outputs, likelihood, epochs, rate, beta, _, _ = RECIPES[name]
        data = jnp.asarray(arrays[source], jnp.float32)
        start = time.perf_counter()
        loop(small(np.random.RandomState(100), data.shape[1], outputs), data, epochs, rate, beta, likelihood, 1)
        middle = time.perf_counter()
        recipe(name, arrays, 0)
        out[name] = {"loop": middle - start, "jitted": time.perf_counter() - middle}
        print(name, out[name], flush=True)
    data = jnp.asarray(arrays["polymer"], jnp.float32)
    start = time.perf_counter()
    loop(wide(np.random.RandomState(0)), data, args.epochs, 2e-3, 0.005, "polymer", 2, each_batch=False)
    middle = time.perf_counter()
    train(wide(np.random.RandomState(0)), data, args.epochs, 2e-3, 0.005, "polymer", 2, False, False, 0, each_batch=False)
    out["polymer"] = {"loop": middle - start, "jitted": time.perf_counter() - middle}
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["train", "exact", "bench", "golden"])
    parser.add_argument("data")
    parser.add_argument("--recipes", default=",".join(RECIPES))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=25)
    args = parser.parse_args()
    if args.task == "golden":
        arrays = golden()
        expected = {"expected_" + k: np.array(v) for k, v in exact(arrays, args).items()}
        np.savez_compressed(args.data, **arrays, **expected)
        print(json.dumps({"written": args.data}))
    else:
        with np.load(args.data) as file:
            arrays = {k: file[k] for k in file.files}
        print(json.dumps({"train": statistical, "exact": exact, "bench": bench}[args.task](arrays, args)))
