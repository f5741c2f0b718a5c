"""Chapter 4 in NumPy, JAX and scikit-learn: the reference side of './dmol crosscheck classification' and './dmol bench classification'.

  classification.py exact IN.npz      results for these arrays
  classification.py seeds IN.npz      areas under the ROC curve from several starts
  classification.py bench IN.npz      times of the book's way of working
  classification.py golden OUT.npz    arrays from NumPy's generator and the results for them (the file of the tests)

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np

BATCH = 32


def cross_entropy(v, y):
    return np.logaddexp(0, v) - y * v


def train(data, weights, epochs, w):
    """The book's updates, in float64."""
    x, y, xt, yt = (data[k].astype(float) for k in ("x", "y", "x_test", "y_test"))
    b, batch_loss, test_loss = 1.0, [], []
    for _ in range(epochs):
        for i in range(len(x) // BATCH):
            rows = slice(i * BATCH, (i + 1) * BATCH)
            share = weights[rows] / weights[rows].sum()
            g = share * (1 / (1 + np.exp(-(x[rows] @ w + b))) - y[rows])
            w, b = w - 0.2 * x[rows].T @ g, b - 0.2 * g.sum()
            batch_loss.append(float((share * cross_entropy(x[rows] @ w + b, y[rows])).sum()))
            test_loss.append(float(cross_entropy(xt @ w + b, yt).mean()))
    return w, b, batch_loss, test_loss


def exact(data):
    from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

    start, y = data["w"].astype(float), data["y_test"].astype(int)
    w, b, batch_loss, test_loss = train(data, np.ones(len(data["y"])), 5, start)
    _, _, weighted_loss, _ = train(data, data["weights"], 1, start)
    p = 1 / (1 + np.exp(-(data["x_test"] @ w + b)))
    return {
        "batch_loss": batch_loss,
        "test_loss": test_loss,
        "weighted_loss": weighted_loss,
        "auc": roc_auc_score(y, p),
        "average_precision": average_precision_score(1 - y, 1 - p),
        "brier": brier_score_loss(y, p),
    }


def seeds(data):
    """Areas under the ROC curve of the book's two trainings, from first weights of several seeds."""
    from sklearn.metrics import roc_auc_score

    out = {"auc": [], "auc_weighted": []}
    for seed in range(6):
        r, d = np.random.RandomState(seed), data["x"].shape[1]
        r.normal(size=d)
        starts = r.normal(0, 0.01, d), r.normal(0, 0.01, d)
        for name, start, weights, epochs in (
            ("auc", starts[0], np.ones(len(data["y"])), 5),
            ("auc_weighted", starts[1], data["weights"].astype(float), 10),
        ):
            w, b, _, _ = train(data, weights, epochs, start)
            out[name].append(roc_auc_score(data["y_test"], data["x_test"] @ w + b))
    return out


def golden():
    """Two classes in 12 features, nine tenths of the rows in one of them."""
    r = np.random.RandomState(0)
    y = (r.uniform(size=450) < 0.9).astype(np.float32)
    x = np.clip(r.normal(size=(450, 12)) + 0.6 * y[:, None], -5, 5).astype(np.float32)
    return {
        "x": x[:320], "y": y[:320], "x_test": x[320:], "y_test": y[320:],
        "weights": np.where(y == 1, 1, 20)[:320].astype(np.float32), "w": r.normal(0, 0.01, 12).astype(np.float32),
    }  # fmt: skip


def bench(data):
    """The book's program in JAX: loss and gradient called from Python for every update; uncompiled as in the book, and compiled."""
    import jax
    import jax.numpy as jnp

    x, y, xt, yt, weights = (jnp.asarray(data[k], jnp.float32) for k in ("x", "y", "x_test", "y_test", "weights"))

    def loss(w, b, x, y, weights):
        p = jax.nn.sigmoid(x @ w + b)
        ce = -(y * jnp.log(p + 1e-10) + (1 - y) * jnp.log(1 - p + 1e-10))
        return jnp.sum(weights * ce) / jnp.sum(weights)

    def fit(loss, gradient, epochs, weights):
        w, b = jnp.asarray(data["w"], jnp.float32), 1.0
        for _ in range(epochs):
            for i in range(len(x) // BATCH):
                rows = slice(i * BATCH, (i + 1) * BATCH)
                g = gradient(w, b, x[rows], y[rows], weights[rows])
                w, b = w - 0.2 * g[0], b - 0.2 * g[1]
                float(loss(w, b, x[rows], y[rows], weights[rows]))
                float(loss(w, b, xt, yt, jnp.ones(len(yt))))

    out = {}
    gradient = jax.grad(loss, (0, 1))
    for name, pair in (("fit", (loss, gradient)), ("compiled", (jax.jit(loss), jax.jit(gradient)))):
        start = time.perf_counter()
        fit(*pair, 5, jnp.ones(len(y)))
        fit(*pair, 10, weights)
        out[name] = time.perf_counter() - start
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "seeds", "bench", "golden"])
    parser.add_argument("file")
    args = parser.parse_args()
    if args.task == "golden":
        arrays = golden()
        np.savez_compressed(args.file, **arrays, **{"expected_" + k: np.array(v) for k, v in exact(arrays).items()})
        print(json.dumps({"written": args.file}))
    else:
        with np.load(args.file) as file:
            arrays = {k: file[k] for k in file.files}
        print(json.dumps({"exact": exact, "seeds": seeds, "bench": bench}[args.task](arrays)))
