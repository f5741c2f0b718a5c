"""Chapter 3 in NumPy and scikit-learn: the reference side of './dmol crosscheck regression' and './dmol bench regression'.

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np


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
        test = np.arange(f * size, (f + 1) * size)
        train = np.setdiff1d(np.arange(len(y)), test)
        out.append(mse(x[test], y[test], fit(x[train], y[train])))
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
            test = np.setdiff1d(np.arange(20), train)
            p = np.clip(a[test] @ np.linalg.lstsq(a[train], y[train], rcond=None)[0], -1000, 1000)
            squared.append((p - y[test]) ** 2)
            for i, v in zip(test, p):
                at[i].append(v)
        mean = np.array([np.mean(v) for v in at])
        variance = np.mean(np.concatenate([(np.array(v) - m) ** 2 for v, m in zip(at, mean)]))
        out.append([np.mean((mean - f) ** 2), variance, np.mean(np.concatenate(squared))])
    return out


def exact(data, args):
    from sklearn.linear_model import Lasso, Ridge

    x, y, rows = data["x"], data["y"], data["thousand"].astype(int)
    few, labels = x[rows[:1000]], y[rows[:1000]]
    train, test = descent(*(data[k] for k in ("zx", "zy", "zxt", "zyt", "w")), 2000)
    p, r = jackknife(few, labels, x[rows[1000]])
    z = (few - few.mean(0)) / few.std(0)
    return {
        "train": train,
        "test": test,
        "bias_variance": np.array(bias_variance(data["noise"], data["splits"].astype(int))).ravel().tolist(),
        "folds": folds(x, y, 10),
        "jackknife": p.tolist(),
        "residuals": r.tolist(),
        "lasso": Lasso(alpha=0.1, tol=1e-12, max_iter=100000).fit(z, labels).coef_.tolist(),
        "ridge": Ridge(alpha=10.0, solver="svd").fit(z, labels).coef_.tolist(),
    }


def bench(data, args):
    x, y, rows = data["x"], data["y"], data["thousand"].astype(int)
    work = {
        "descent": lambda: descent(*(data[k] for k in ("zx", "zy", "zxt", "zyt", "w")), 2000),
        "bias_variance": lambda: bias_variance(data["noise"], data["splits"].astype(int)),
        "folds": lambda: folds(x, y, 10),
        "jackknife": lambda: jackknife(x[rows[:1000]], y[rows[:1000]], x[rows[1000]]),
    }
    out = {}
    for name, run in work.items():
        start = time.perf_counter()
        run()
        out[name] = time.perf_counter() - start
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "bench"])
    parser.add_argument("data")
    args = parser.parse_args()
    with np.load(args.data) as file:
        arrays = {k: file[k] for k in file.files}
    print(json.dumps({"exact": exact, "bench": bench}[args.task](arrays, args)))
