"""Chapter 4 in NumPy and scikit-learn: the reference side of './dmol crosscheck classification' and './dmol bench classification'.

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


def exact(data, args):
    from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

    w, b, batch_loss, test_loss = train(data, data["ones"], 5, data["w"].astype(float))
    _, _, weighted_loss, _ = train(data, data["weights"], 1, data["w"].astype(float))
    p, y = data["p"], data["y_test"].astype(int)
    return {
        "batch_loss": batch_loss,
        "test_loss": test_loss,
        "weighted_loss": weighted_loss,
        "auc_trained": roc_auc_score(y, data["x_test"] @ w + b),
        "auc": roc_auc_score(y, p),
        "average_precision": average_precision_score(1 - y, 1 - p),
        "brier": brier_score_loss(y, p),
    }


def bench(data, args):
    """The book's program in JAX: a compiled loss and gradient, called from Python for every update."""
    import jax
    import jax.numpy as jnp

    x, y, xt, yt, weights = (jnp.asarray(data[k], jnp.float32) for k in ("x", "y", "x_test", "y_test", "weights"))

    @jax.jit
    def loss(w, b, x, y, weights):
        p = jax.nn.sigmoid(x @ w + b)
        ce = -(y * jnp.log(p + 1e-10) + (1 - y) * jnp.log(1 - p + 1e-10))
        return jnp.sum(weights * ce) / jnp.sum(weights)

    gradient = jax.jit(jax.grad(loss, (0, 1)))

    def fit(epochs, weights):
        w, b = jnp.asarray(data["w"], jnp.float32), 1.0
        for _ in range(epochs):
            for i in range(len(x) // BATCH):
                rows = slice(i * BATCH, (i + 1) * BATCH)
                g = gradient(w, b, x[rows], y[rows], weights[rows])
                w, b = w - 0.2 * g[0], b - 0.2 * g[1]
                float(loss(w, b, x[rows], y[rows], weights[rows]))
                float(loss(w, b, xt, yt, jnp.ones(len(yt))))

    start = time.perf_counter()
    fit(5, jnp.ones(len(y)))
    fit(10, weights)
    return {"fit": time.perf_counter() - start}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "bench"])
    parser.add_argument("data")
    args = parser.parse_args()
    with np.load(args.data) as file:
        arrays = {k: file[k] for k in file.files}
    print(json.dumps({"exact": exact, "bench": bench}[args.task](arrays, args)))
