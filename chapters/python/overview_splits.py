"""Chapter 6 on random splits in plain NumPy: how far its numbers scatter with split and first weights.

The bands of steps 06.8 to 06.10 are the ranges that this prints: python overview_splits.py curated-solubility-dataset.csv
"""
import csv
import sys

import numpy as np

SPLITS = 40


def glorot(rng, fan_in, fan_out):
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, (fan_in, fan_out))


def forward(w, x):
    h = np.tanh(x @ w[0] + w[1])
    return h, h @ w[2] + w[3]


def gradients(w, x, y):
    h, p = forward(w, x)
    r = 2 * (p - y) / len(x)
    dh = r @ w[2].T * (1 - h * h)
    return [x.T @ dh, dh.sum(0), h.T @ r, r.sum(0)]


def start(rng):
    return [glorot(rng, 17, 32), np.zeros(32), glorot(rng, 32, 1), np.zeros(1)]


def batches(rng, x):
    order = rng.permutation(len(x))
    return (order[i : i + 16] for i in range(0, len(x), 16))


def sgd(rng, x, y, epochs=50, rate=0.01):
    w = start(rng)
    for _ in range(epochs):
        for b in batches(rng, x):
            for value, g in zip(w, gradients(w, x[b], y[b])):
                value -= rate * g
    return w


def adam(rng, x, y, held_x, held_y, epochs=100, patience=10, rate=1e-3):
    w, step, best, best_loss, wait = start(rng), 0, None, np.inf, 0
    m, v = [np.zeros_like(a) for a in w], [np.zeros_like(a) for a in w]
    for _ in range(epochs):
        for b in batches(rng, x):
            step += 1
            scale = rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            for k, g in enumerate(gradients(w, x[b], y[b])):
                m[k] += 0.1 * (g - m[k])
                v[k] += 0.001 * (g * g - v[k])
                w[k] -= scale * m[k] / (np.sqrt(v[k]) + 1e-7)
        loss = np.mean((forward(w, held_x)[1] - held_y) ** 2)
        wait += 1
        if loss < best_loss:
            best, best_loss, wait = [a.copy() for a in w], loss, 0
        if wait >= patience:
            break
    return best


def quality(p, y):
    return [np.corrcoef(p, y)[0, 1], np.sqrt(np.mean((p - y) ** 2))]


def main(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    first = rows[0].index("MolWt")
    x = np.array([r[first : first + 17] for r in rows[1:]], float)
    y = np.array([[r[rows[0].index("Solubility")]] for r in rows[1:]], float)
    found = {k: [] for k in ("least squares", "sgd", "ensemble", "members", "adam")}
    for seed in range(SPLITS):
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(x))
        test, train = order[:998], order[998:]
        z = (x - x[train].mean(0)) / x[train].std(0, ddof=1)
        target = y[test, 0]
        a = np.c_[z, np.ones(len(z))]
        line = a[test] @ np.linalg.lstsq(a[train], y[train], rcond=None)[0]
        found["least squares"].append(quality(line[:, 0], target))
        members = [forward(sgd(rng, z[train], y[train]), z[test])[1][:, 0] for _ in range(5 if seed < 10 else 1)]
        found["sgd"].append(quality(members[0], target))
        if len(members) > 1:
            found["ensemble"].append(quality(np.mean(members, 0), target))
            found["members"].append(np.mean([quality(p, target) for p in members], 0))
        held, rest = train[:998], train[998:]
        best = adam(rng, z[rest], y[rest], z[held], y[held])
        found["adam"].append(quality(forward(best, z[test])[1][:, 0], target))
        print(seed, {k: np.round(v[-1], 3).tolist() for k, v in found.items() if v}, flush=True)
    for name, values in found.items():
        v = np.array(values)
        for k, what in enumerate(("correlation", "RMSE")):
            m, s = v[:, k].mean(), v[:, k].std(ddof=1)
            print(f"{name:14} {what:12} {m:.4f} +- {s:.4f}, {v[:, k].min():.4f} to {v[:, k].max():.4f}")


if __name__ == "__main__":
    main(sys.argv[1])
