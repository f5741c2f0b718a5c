"""Chapter 5 in NumPy, JAX and scikit-learn: the reference side of './dmol crosscheck kernel' and './dmol bench kernel'.

  kernel.py exact IN.npz      results for these arrays
  kernel.py bench IN.npz      times of the book's way of working
  kernel.py golden OUT.npz    arrays from NumPy's generator and the results for them (the file of the tests)

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np

BATCH = 32
STEPS = 10  # of the book's thousands that the bench times


def distance(a, b):
    """Root mean squared difference of the features, in float64."""
    d2 = (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T
    return np.sqrt(np.maximum(d2, 0) / a.shape[1])


def descend(k, y, order, rate, l1, l2):
    """Dual gradient descent on MSE + l1 sum|w| + l2 sum w^2; the losses of the batches before each update."""
    w, b, losses = np.zeros(len(y)), y.mean(), []
    for i in order:
        rows = slice(i * BATCH, (i + 1) * BATCH)
        r = k[rows] @ w + b - y[rows]
        losses.append((r**2).mean() + l1 * np.abs(w).sum() + l2 * (w**2).sum())
        w = w - rate * (2 * k[rows].T @ r / BATCH + l1 * np.sign(w) + 2 * l2 * w)
        b = b - rate * 2 * r.mean()
    return w, b, losses


def exact(data):
    from sklearn.kernel_ridge import KernelRidge

    x, y, xt, yt = (data[n] for n in ("x", "y", "x_test", "y_test"))
    k, kt = distance(x, x), distance(xt, x)
    np.fill_diagonal(k, 0)
    out = {"kernel_mean": k.mean(), "kernel_maximum": k.max()}
    for name, l1, l2 in (("none", 0, 0), ("l1", 1e-2, 0), ("l2", 0, 1e2)):
        w, b, losses = descend(k, y, data["order"].astype(int), 1e-5, l1, l2)
        out |= {name + "_losses": losses, name + "_w": w.tolist(), name + "_b": b}
        out[name + "_test"] = ((kt @ w + b - yt) ** 2).mean()
    for name, transform in (
        ("gaussian", lambda d: np.exp(-(d**2) / (2 * 0.5**2))),
        ("laplacian", lambda d: np.exp(-d / 0.5)),
    ):
        model = KernelRidge(alpha=0.1, kernel="precomputed").fit(transform(k), y - y.mean())
        out[name] = (model.predict(transform(kt)) + y.mean()).tolist()
    return out


def golden():
    r = np.random.RandomState(0)
    x, xt = r.normal(size=(256, 5)), r.normal(size=(60, 5))
    f = lambda z: np.sin(z[:, 0]) + z[:, 1] * z[:, 2] - 3
    return {"x": x, "y": f(x) + 0.1 * r.normal(size=256), "x_test": xt, "y_test": f(xt), "order": r.randint(0, 7, 100)}


def bench(data):
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
    out = {"train_step": fit(x, y, STEPS, BATCH, True)}
    out["train"] = out["train_step"] * 10 * n
    out["curves"] = 0.0
    for size in data["sizes"].astype(int):
        rows = x[:size]
        out["curves"] += 3 * 25 * (size // 16) * fit(rows, y[:size], STEPS, 16, False)
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "bench", "golden"])
    parser.add_argument("file")
    args = parser.parse_args()
    if args.task == "golden":
        arrays = golden()
        np.savez_compressed(args.file, **arrays, **{"expected_" + k: np.array(v) for k, v in exact(arrays).items()})
        print(json.dumps({"written": args.file}))
    else:
        with np.load(args.file) as file:
            arrays = {k: file[k] for k in file.files}
        print(json.dumps({"exact": exact, "bench": bench}[args.task](arrays)))
