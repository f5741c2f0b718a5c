"""Chapter 5 in NumPy, JAX and scikit-learn: the reference side of './dmol crosscheck kernel' and './dmol bench kernel'.

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np

BATCH = 32


def distance(a, b):
    """Root mean squared difference of the features, in float64."""
    d2 = (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T
    return np.sqrt(np.maximum(d2, 0) / a.shape[1])


def descend(k, y, order, rate, penalty=lambda w: 0.0):
    """Dual gradient descent; the losses of the batches before each update."""
    w, b, losses = np.zeros(len(y)), y.mean(), []
    for i in order:
        rows = slice(i * BATCH, (i + 1) * BATCH)
        r = k[rows] @ w + b - y[rows]
        losses.append((r**2).mean())
        w = w - rate * (2 * k[rows].T @ r / BATCH + penalty(w))
        b = b - rate * 2 * r.mean()
    return w, b, losses


def exact(data, args):
    from sklearn.kernel_ridge import KernelRidge

    x, y, xt, yt = (data[n] for n in ("x", "y", "x_test", "y_test"))
    k, kt = distance(x, x), distance(xt, x)
    np.fill_diagonal(k, 0)
    out = {"kernel_mean": k.mean(), "kernel_maximum": k.max()}
    for name, penalty in (
        ("none", lambda w: 0.0),
        ("l1", lambda w: 1e-2 * np.sign(w)),
        ("l2", lambda w: 2e2 * w),
    ):
        w, b, losses = descend(k, y, data["order"].astype(int), 1e-5, penalty)
        out[name] = {"losses": losses, "w": w.tolist(), "b": b, "test": ((kt @ w + b - yt) ** 2).mean()}
    for name, transform in (
        ("gaussian", lambda d: np.exp(-(d**2) / (2 * 0.5**2))),
        ("laplacian", lambda d: np.exp(-d / 0.5)),
    ):
        model = KernelRidge(alpha=0.1, kernel="precomputed").fit(transform(k), y - y.mean())
        out[name] = (model.predict(transform(kt)) + y.mean()).tolist()
    return out


def bench(data, args):
    """The book's program: the kernel inside of the model, the test loss before every update; a few steps, scaled."""
    import jax
    import jax.numpy as jnp

    x, y, xt, yt = (jnp.asarray(data[n], jnp.float32) for n in ("x", "y", "x_test", "y_test"))

    def kernel(a, b):
        return jnp.sqrt(jnp.mean((a - b) ** 2))

    def model(row, rows, w, b):
        return jnp.dot(jax.vmap(kernel, in_axes=(None, 0))(row, rows), w) + b

    batched = jax.vmap(model, in_axes=(0, None, None, None))

    @jax.jit
    def loss(w, b, rows, batch, labels):
        return jnp.mean((batched(batch, rows, w, b) - labels) ** 2)

    gradient = jax.jit(jax.grad(loss, (0, 1)))

    def fit(rows, labels, steps, size, every):
        """Seconds a step, without compilation."""
        w, b = jnp.zeros(len(rows)), jnp.mean(labels)
        count = len(rows) // size
        start = 0.0
        for step in range(steps + 2):
            if step == 2:
                w.block_until_ready()
                start = time.perf_counter()
            i = step % count
            batch, target = rows[i * size : (i + 1) * size], labels[i * size : (i + 1) * size]
            if every:
                float(loss(w, b, rows, batch, target))
                float(loss(w, b, rows, xt, yt))
            g = gradient(w, b, rows, batch, target)
            w, b = w - 1e-5 * g[0], b - 1e-5 * g[1]
        w.block_until_ready()
        return (time.perf_counter() - start) / steps

    n = len(x) // BATCH
    out = {"train_step": fit(x, y, args.steps, BATCH, True)}
    out["train"] = out["train_step"] * 10 * n
    out["curves"] = 0.0
    for size in data["sizes"].astype(int):
        rows = x[:size]
        out["curves"] += 3 * 25 * (size // 16) * fit(rows, y[:size], args.steps, 16, False)
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "bench"])
    parser.add_argument("data")
    parser.add_argument("--steps", type=int, default=20)
    args = parser.parse_args()
    with np.load(args.data) as file:
        arrays = {k: file[k] for k in file.files}
    print(json.dumps({"exact": exact, "bench": bench}[args.task](arrays, args)))
