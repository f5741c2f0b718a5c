"""Chapter 9 in NumPy: the reference side of './dmol crosscheck data-equivariance' and './dmol bench data-equivariance'.

  data_equivariance.py exact OUT.npz [--paths IN.npz]    models and alignments; without a trajectory, of a random one (the golden file)
  data_equivariance.py bench IN.npz                      times

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np

BUTANE = np.array([
    [-0.5630, 0.5160, 0.0071], [0.5630, -0.5159, 0.0071], [-1.9293, -0.1506, -0.0071], [1.9294, 0.1505, -0.0071],
    [-0.4724, 1.1666, -0.8706], [-0.4825, 1.1551, 0.8940], [0.4825, -1.1551, 0.8940], [0.4723, -1.1665, -0.8706],
    [-2.0542, -0.7710, -0.9003], [-2.0651, -0.7856, 0.8742], [-2.7203, 0.6060, -0.0058], [2.0542, 0.7709, -0.9003],
    [2.7202, -0.6062, -0.0059], [2.0652, 0.7854, 0.8743]])
ELEMENTS = np.array([[1.0, 0.0]] * 4 + [[0.0, 1.0]] * 10)
UNITS = 16


def weights(inputs, scale):
    w1 = scale * np.sin(1 + np.arange(inputs * UNITS)).reshape(inputs, UNITS)
    return w1, 0.5 * np.sin(101 + np.arange(UNITS)), np.sin(201 + np.arange(UNITS)), 0.25


def plain(r, w):
    w1, b1, w2, b2 = w
    return np.tanh(np.concatenate([r, ELEMENTS], 1).ravel() @ w1 + b1) @ w2 + b2


def permutation(r, w):
    w1, b1, w2, b2 = w
    return np.tanh(np.concatenate([r, ELEMENTS], 1) @ w1 + b1).sum(0) @ w2 + b2


def pairs(features, w):
    w1, b1, w2, b2 = w
    return np.tanh(features @ w1 + b1).sum((0, 1)) @ w2 + b2


def second(x):
    return np.broadcast_to(x[None], (len(x), len(x), 2))


def translation(r, w):
    return pairs(np.concatenate([r[None] - r[:, None], second(ELEMENTS)], 2), w)


def rotation(r, w):
    return pairs(np.concatenate([((r[None] - r[:, None]) ** 2).sum(2, keepdims=True), second(ELEMENTS)], 2), w)


def both_elements(r, w):
    square = ((r[None] - r[:, None]) ** 2).sum(2, keepdims=True)
    first = np.broadcast_to(ELEMENTS[:, None], (len(r), len(r), 2))
    return pairs(np.concatenate([square, second(ELEMENTS), first], 2), w)


MODELS = {"plain": (plain, 70, 0.1), "permutation": (permutation, 5, 1), "translation": (translation, 5, 1),
          "rotation": (rotation, 3, 1), "both_elements": (both_elements, 5, 1)}


def variants(name):
    r, c = BUTANE, np.sqrt(0.5)
    changed = r.copy()
    changed[0] = 2
    return [r, r + np.array((1, 2, 3) if name == "plain" else (-2, 3, 4)), r @ np.array([[1, 0, 0], [0, c, -c], [0, c, c]]).T,
            r[[1, 0] + list(range(2, 14))], changed]


def turn(p, angle):
    c, s = np.cos(angle), np.sin(angle)
    return p @ np.array([[c, -s], [s, c]]).T


def align_points(p):
    p = p - p[0]
    v = p[0] - p[1]
    return turn(p, -np.arctan2(v[1], v[0]))


def align_axes(p):
    """By an eigen-solver, the sign of the axis by the third moment along it."""
    p = p - p.mean(0)
    _, vectors = np.linalg.eigh(p.T @ p)
    e = vectors[:, -1]
    if ((p @ e) ** 3).sum() < 0:
        e = -e
    return turn(p, -np.arctan2(e[1], e[0]))


def kabsch(p, reference):
    """By singular values."""
    p, q = p - p.mean(0), reference - reference.mean(0)
    u, _, vt = np.linalg.svd(p.T @ q)
    d = np.sign(np.linalg.det(u @ vt))
    return p @ u @ np.diag([1, d]) @ vt


def exact(args):
    if args.paths:
        with np.load(args.paths) as file:
            paths = file["paths"]
    else:
        rng = np.random.RandomState(9)
        paths = 20 + np.cumsum(rng.normal(0, 0.4, (40, 12, 2)), 1)
    out = {"paths": paths, "turned_paths": turn(paths, 1.0)}
    for name, (model, inputs, scale) in MODELS.items():
        out[name] = np.array([model(r, weights(inputs, scale)) for r in variants(name)])
    out["points"] = np.array([align_points(p) for p in paths])
    out["axes"] = np.array([align_axes(p) for p in paths])
    out["kabsch"] = np.array([kabsch(p, paths[0]) for p in paths])
    centred = paths - paths.mean(1, keepdims=True)
    out["moments"] = np.linalg.eigvalsh(np.einsum("fia,fib->fab", centred, centred))[:, ::-1]
    out["variances"] = out["points"].var(0).sum(1)
    out["components"] = np.linalg.eigvalsh(np.cov(paths.reshape(len(paths), -1).T))[::-1]
    np.savez_compressed(args.file, **out)
    return {}


def bench(args):
    with np.load(args.file) as file:
        paths = file["paths"]
    w = weights(3, 1)

    def align():
        [align_points(p) for p in paths]
        [align_axes(p) for p in paths]

    def program():
        for name in ("plain", "permutation", "translation", "rotation"):
            model, inputs, scale = MODELS[name]
            for r in variants(name):
                model(r, weights(inputs, scale))
        trajectories = [paths, turn(paths, 1.0)]
        for point in (0, 1, 11):
            copies = np.repeat(paths[:1], 16, 0)
            copies[:, point, 0] -= np.linspace(0, 0.2, 16)
            trajectories.append(copies)
        for t in trajectories:
            [align_points(p) for p in t]
            [align_axes(p) for p in t]

    def models():
        for _ in range(args.evaluations):
            rotation(BUTANE, w)

    return {name: min(timed(f) for _ in range(3)) for name, f in (("program", program), ("align", align), ("models", models))}


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "bench"])
    parser.add_argument("file")
    parser.add_argument("--paths")
    parser.add_argument("--evaluations", type=int, default=1000)
    args = parser.parse_args()
    print(json.dumps({"exact": exact, "bench": bench}[args.task](args)))
