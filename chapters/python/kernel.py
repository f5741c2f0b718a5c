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
    """The book's program: a compiled loss with the kernel inside, its gradient, NumPy arrays handed over at every call, the test loss
    before every update of the first training and at the end of each fit of the curves. The first update of a training, with what it
    compiles, is timed, then a few more, and scaled to all."""
    import jax
    import jax.numpy as jnp

    x, y, xt, yt = (np.asarray(data[n], np.float64) for n in ("x", "y", "x_test", "y_test"))
    jnp.zeros(1).block_until_ready()

    def kernel(a, b):
        return jnp.sqrt(jnp.mean((a - b) ** 2))

    def model(row, rows, w, b):
        return jnp.dot(jax.vmap(kernel, in_axes=(None, 0))(row, rows), w) + b

    batched = jax.vmap(model, in_axes=(0, None, None, None))

    def compiled(penalty):
        return jax.jit(lambda w, b, rows, batch, t: jnp.mean((batched(batch, rows, w, b) - t) ** 2) + penalty(w))

    def fit(loss, rows, labels, steps, size, rate, every):
        """Seconds of all steps."""
        gradient = jax.grad(loss, (0, 1))
        w, b = np.zeros(len(rows)), np.mean(labels)
        clock = [time.perf_counter()]
        for step in range(STEPS + 1):
            i = step % (len(rows) // size)
            batch, target = rows[i * size : (i + 1) * size], labels[i * size : (i + 1) * size]
            if every:
                loss(w, b, rows, batch, target)
                loss(w, b, rows, xt, yt).block_until_ready()
            g = gradient(w, b, rows, batch, target)
            w, b = w - rate * np.asarray(g[0]), b - rate * np.asarray(g[1])
            clock.append(time.perf_counter())
        if not every:
            loss(w, b, rows, xt, yt).block_until_ready()
        end = time.perf_counter() - clock[-1]
        return clock[1] - clock[0] + (clock[-1] - clock[1]) / STEPS * (steps - 1) + end

    plain = compiled(lambda w: 0.0)
    curves = 0.0
    train = fit(plain, x, y, 10 * (len(x) // BATCH), BATCH, 1e-5, True)
    for penalty in (None, lambda w: 1e-2 * jnp.sum(jnp.abs(w)), lambda w: 1e2 * jnp.sum(w**2)):
        loss = plain if penalty is None else compiled(penalty)
        for size in data["sizes"].astype(int):
            curves += fit(loss, x[:size], y[:size], 25 * (size // 16), 16, 1e-6, False)
    return {"train": train, "curves": curves}


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
