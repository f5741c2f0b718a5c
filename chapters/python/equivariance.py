"""Chapter 10 in NumPy, SciPy and SymPy: the reference side of './dmol crosscheck equivariance' and './dmol bench equivariance'.

Prints a JSON object as its last line; 'equivariance.py golden OUT.npz' writes the file of the tests.
"""
import json
import sys
import time
from functools import lru_cache

import numpy as np
from scipy.special import sph_harm_y
from sympy import S
from sympy.physics.quantum.cg import CG

POINTS = np.array([[0.3, -0.2, 0.5], [-0.4, 0.6, 0.1]])


def lcg(seed, n):
    out = np.empty(n)
    x = seed
    for i in range(n):
        x = (1103515245 * x + 12345) % 2**31
        out[i] = x / 2**31
    return out


def harmonics(degree, points):
    r = np.linalg.norm(points, axis=1)
    polar = np.arccos(points[:, 2] / r)
    azimuth = np.arctan2(points[:, 1], points[:, 0])
    return [np.stack([sph_harm_y(l, m, polar, azimuth) for m in range(-l, l + 1)], 1) for l in range(degree + 1)]


@lru_cache(None)
def cg(a, i, b, j, l, m):
    return float(CG(S(a), S(i), S(b), S(j), S(l), S(m)).doit())


def couple(f):
    out = [np.zeros_like(x) for x in f]
    for a in range(3):
        for b in range(3):
            for l in range(abs(a - b), min(a + b, 2) + 1):
                for i in range(-a, a + 1):
                    for j in range(-b, b + 1):
                        if abs(i + j) <= l:
                            out[l][:, l + i + j] += cg(a, i, b, j, l, i + j) * f[a][:, a + i] * f[b][:, b + j]
    return out


def network(pooled):
    g = 2 * lcg(1, 108) - 1
    weights = [g[:48].reshape(3, 4, 4), g[48:96].reshape(3, 4, 4), g[96:].reshape(3, 4, 1)]
    r = np.linalg.norm(POINTS, axis=1)
    radial = np.exp(-10 / 4 * (r[:, None] - np.linspace(0, 1, 4)) ** 2)
    f = [y[:, :, None] * radial[:, None, :] for y in harmonics(2, POINTS)]
    if pooled:
        f = [x.sum(0, keepdims=True) for x in f]
    for w in weights:
        f = couple([x @ w[l] for l, x in enumerate(f)])
    return f


def p4m():
    kernel = (0.2 * (lcg(1, 1800) - 0.5)).reshape(8, 5, 5, 3, 3)

    def f(x, y):
        if not (-16 <= x < 16 and -16 <= y < 16):
            return np.full(3, 0.2)
        c = np.arange(3)
        return 0.5 + 0.5 * np.sin(0.2 * x * (c + 1) + 0.3 * y + c)

    def affine(k):
        t = np.pi / 2 * (k // 2)
        h = np.array([[np.cos(t), -np.sin(t), 0], [np.sin(t), np.cos(t), 0], [0, 0, 1]])
        return h @ np.diag([-1.0 if k % 2 else 1.0, 1, 1])

    def shift(x, y):
        return np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]])

    def psi(t, k):
        total = np.zeros(3)
        for h in range(8):
            for a in range(5):
                for b in range(5):
                    u = shift(*t) @ affine(k) @ np.linalg.inv(shift(a - 2, b - 2)) @ np.linalg.inv(affine(h))
                    x, y = np.round(u[:2, 2]).astype(int)
                    total += f(x, y) @ kernel[h, a, b]
        return 1 / (1 + np.exp(-total))

    out = []
    for t in [(0, 0), (5, -3), (15, 15)]:
        all_ = [psi(t, k) for k in range(8)]
        out += [all_[0], all_[2], all_[1], np.mean(all_, axis=0)]
    return np.concatenate(out)


def vectors(f):
    return np.stack([f[1][:, :, 0].real, f[1][:, :, 0].imag], -1).ravel().tolist()


def check():
    y = harmonics(10, POINTS)
    flat = np.concatenate(y, 1)
    coefficients = [
        cg(a, i, b, j, l, i + j)
        for a in range(3) for b in range(3) for l in range(abs(a - b), a + b + 1)
        for i in range(-a, a + 1) for j in range(-b, b + 1) if abs(i + j) <= l
    ]
    return {
        "harmonics": np.stack([flat.real, flat.imag], -1).reshape(-1).tolist(),
        "coefficients": coefficients,
        "scalars": network(False)[0][:, 0, 0].real.tolist(),
        "vectors": vectors(network(False)),
        "pooled": network(True)[0][:, 0, 0].real.tolist(),
        "pooled_vectors": vectors(network(True)),
        "p4m": p4m().tolist(),
    }


def bench():
    points = lcg(3, 60000).reshape(-1, 3) - 0.5
    harmonics(6, points)
    start = time.perf_counter()
    harmonics(6, points)
    first = time.perf_counter() - start
    network(False)
    start = time.perf_counter()
    for _ in range(100):
        network(False)
    return {"harmonics": first, "network": time.perf_counter() - start}


if __name__ == "__main__":
    if sys.argv[1:2] == ["golden"]:
        np.savez_compressed(sys.argv[2], **{"expected_" + k: np.array(v) for k, v in check().items()})
        print(json.dumps({"written": sys.argv[2]}))
    else:
        print(json.dumps(bench() if sys.argv[1:] == ["bench"] else check()))
