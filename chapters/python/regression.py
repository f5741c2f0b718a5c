"""Chapter 3 in NumPy, JAX and scikit-learn: the reference side of './dmol crosscheck regression' and './dmol bench regression'.

  regression.py exact IN.npz      results for these arrays
  regression.py bench IN.npz      times of the book's way of working
  regression.py golden OUT.npz    arrays from NumPy's generator and the results for them (the file of the tests)

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np
from threadpoolctl import threadpool_limits


def fit(x, y):
    """As the book fits: no constant first, then the mean residual."""
    w = np.linalg.lstsq(x, y, rcond=None)[0]
    return w, np.mean(y - x @ w)


def mse(x, y, model):
    return float(np.mean((x @ model[0] + model[1] - y) ** 2))


def folds(x, y, k):
    size = len(y) // k
    out = []
    for f in range(k):
        a, b = f * size, (f + 1) * size
        model = fit(np.concatenate([x[:a], x[b:]]), np.concatenate([y[:a], y[b:]]))
        out.append(mse(x[a:b], y[a:b], model))
    return out


def jackknife(x, y, point):
    p, r = [], []
    for i in range(len(y)):
        rest = np.arange(len(y)) != i
        w, b = fit(x[rest], y[rest])
        p.append(point @ w + b)
        r.append(abs(x[i] @ w + b - y[i]))
    return np.array(p), np.array(r)


def descent(x, y, xt, yt, w, steps):
    b, train, test = 0.0, [], []
    for _ in range(steps):
        r = x @ w + b - y
        w, b = w - 0.05 * 2 * x.T @ r / len(y), b - 0.05 * 2 * r.mean()
        train.append(np.mean((x @ w + b - y) ** 2))
        test.append(np.mean((xt @ w + b - yt) ** 2))
    return train, test


def bias_variance(noise, splits):
    x = np.linspace(-3, 3, 20)
    f = x**3 - x**2 + x - 1
    y, out = f + noise, []
    for n in range(1, 6):
        a = np.vander(x, n, increasing=True)
        squared, at = [], [[] for _ in x]
        for train in splits[n - 1]:
            test = sorted(set(range(20)) - set(train.tolist()))
            p = np.clip(a[test] @ np.linalg.lstsq(a[train], y[train], rcond=None)[0], -1000, 1000)
            squared.append((p - y[test]) ** 2)
            for i, v in zip(test, p):
                at[i].append(v)
        mean = np.array([np.mean(v) for v in at])
        variance = np.mean(np.concatenate([(np.array(v) - m) ** 2 for v, m in zip(at, mean)]))
        out.append([np.mean((mean - f) ** 2), variance, np.mean(np.concatenate(squared))])
    return out


def adam(noise, halves, strengths):
    """100 steps of Adam on mean squared error + strength times the mean square of 7 weights; predictions at the twenty points."""
    x = np.linspace(-3, 3, 20)
    y = x**3 - x**2 + x - 1 + noise
    a, out = np.vander(x, 7, increasing=True), []
    for alpha in strengths:
        for rows in halves:
            w = np.linalg.lstsq(a[rows], y[rows], rcond=None)[0]
            m, v = np.zeros(7), np.zeros(7)
            for i in range(1, 101):
                g = 2 * a[rows].T @ (a[rows] @ w - y[rows]) / len(rows) + 2 * alpha * w / 7
                m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
                w = w - 0.5 * (m / (1 - 0.9**i)) / (np.sqrt(v / (1 - 0.999**i)) + 1e-8)
            out.extend(a @ w)
    return out


def exact(data):
    from sklearn.linear_model import Lasso, Ridge

    x, y, rows = data["x"], data["y"], data["thousand"].astype(int)
    few, labels = x[rows[:-1]], y[rows[:-1]]
    train, test = descent(*(data[k] for k in ("zx", "zy", "zxt", "zyt", "w")), 2000)
    p, r = jackknife(few, labels, x[rows[-1]])
    z = (few - few.mean(0)) / few.std(0)
    return {
        "train": train,
        "test": test,
        "bias_variance": np.array(bias_variance(data["noise"], data["splits"].astype(int))).ravel().tolist(),
        "adam": adam(data["ridge_noise"], data["halves"].astype(int), (1.0, 10.0)),
        "folds": folds(x, y, 10),
        "jackknife": p.tolist(),
        "residuals": r.tolist(),
        "lasso": Lasso(alpha=0.1, tol=1e-12, max_iter=100000).fit(z, labels).coef_.tolist(),
        "ridge": Ridge(alpha=10.0, solver="svd").fit(z, labels).coef_.tolist(),
    }


def golden():
    """Arrays of the same kinds as the chapter's; one column is the sum of two others, as in AqSolDB."""
    r = np.random.RandomState(0)
    x = r.normal(size=(203, 8)) * 10.0 ** np.arange(-3, 5)
    x[:, 7] = x[:, 5] + x[:, 6]
    y = x @ (r.normal(size=8) / 10.0 ** np.arange(-3, 5)) + 1 + r.normal(size=203)
    z, zt, w = r.normal(size=(25, 17)), r.normal(size=(25, 17)), r.normal(size=17)
    return {
        "x": x, "y": y, "thousand": r.permutation(203)[:61], "zx": z, "zy": z @ w + r.normal(size=25), "zxt": zt,
        "zyt": zt @ w + r.normal(size=25), "w": r.normal(size=17), "noise": r.normal(size=20),
        "splits": r.choice(20, (5, 60, 10)).astype(np.int32), "ridge_noise": r.normal(size=20),
        "halves": np.array([r.permutation(20)[:10] for _ in range(12)]).astype(np.int32),
    }  # fmt: skip


def jax_descent(x, y, xt, yt, w, steps):
    """The book's loop: a compiled loss, its gradient, and three calls from Python in each step."""
    import jax
    import jax.numpy as jnp

    @jax.jit
    def loss(w, b, x, y):
        return jnp.mean((y - jnp.dot(x, w) - b) ** 2)

    gradient = jax.grad(loss, (0, 1))
    b, train, test = 0.0, [], []
    for _ in range(steps):
        g = gradient(w, b, x, y)
        w, b = w - 0.05 * g[0], b - 0.05 * g[1]
        train.append(loss(w, b, x, y))
        test.append(loss(w, b, xt, yt))
    return float(train[-1]), float(test[-1])


def jax_adam(noise, halves, strengths):
    """The book's ridge regression: 100 steps of Adam from the least-squares solution, one compiled function for all models of a strength."""
    import jax
    import jax.numpy as jnp

    x = np.linspace(-3, 3, 20)
    y = x**3 - x**2 + x - 1 + noise
    features = np.vander(x, 7, increasing=True)
    rows, labels = jnp.asarray(features[halves], jnp.float32), jnp.asarray(y[halves], jnp.float32)

    def loss(w, x, y, alpha):
        return jnp.mean((y - x @ w) ** 2) + alpha * jnp.mean(w**2)

    gradient = jax.grad(loss)

    @jax.jit
    def train(x, y, alpha):
        w = jnp.linalg.lstsq(x, y)[0]
        m, v = jnp.zeros(7), jnp.zeros(7)
        for i in range(100):
            g = gradient(w, x, y, alpha)
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            w = w - 0.5 * (m / (1 - 0.9 ** (i + 1))) / (jnp.sqrt(v / (1 - 0.999 ** (i + 1))) + 1e-8)
        return w

    every = jax.vmap(train, (0, 0, None))
    for alpha in strengths:
        every(rows, labels, alpha).block_until_ready()


def bench(data):
    """Each part as the book works it: JAX called from Python for the descent, one least-squares fit after the other for the rest."""
    import jax.numpy as jnp

    jnp.zeros(1).block_until_ready()
    x, y, rows = data["x"], data["y"], data["thousand"].astype(int)
    work = {
        "descent": lambda: jax_descent(*(data[k] for k in ("zx", "zy", "zxt", "zyt", "w")), 2000),
        "bias_variance": lambda: bias_variance(data["noise"], data["splits"].astype(int)),
        "adam": lambda: jax_adam(data["ridge_noise"], data["halves"].astype(int), (0.0, 1.0, 10.0, 100.0)),
        "folds": lambda: [folds(x, y, k) for k in [10, *range(2, 25)]],
        "jackknife": lambda: jackknife(x[rows[:-1]], y[rows[:-1]], x[rows[-1]]),
    }
    out = {}
    for name, run in work.items():
        start = time.perf_counter()
        run()
        out[name] = time.perf_counter() - start
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
        with threadpool_limits(1):  # for small fits, several threads are slower
            print(json.dumps({"exact": exact, "bench": bench}[args.task](arrays)))
