"""Writes ../resources/golden/potential.json: symmetry functions, neighbour basis and density of two molecules in NumPy, atom by atom.

    python make_potential.py     (needs numpy)
"""

import json
from itertools import combinations
from pathlib import Path

import numpy as np

ELEMENTS = [1, 6, 8]
ETHANOL = np.array([6, 6, 8, 1, 1, 1, 1, 1, 1])
ETHANOL_AT = np.array([
    [0.0072, -0.5687, 0.0], [-1.2854, 0.2499, 0.0], [1.1304, 0.3147, 0.0], [0.0392, -1.1972, 0.89], [0.0392, -1.1972, -0.89],
    [-1.3175, 0.8784, 0.89], [-1.3175, 0.8784, -0.89], [-2.1422, -0.4239, 0.0], [1.9857, -0.1365, 0.0]])
WATER = np.array([8, 1, 1])
WATER_AT = np.array([[0.0, 0.0, 0.1173], [0.0, 0.7572, -0.4692], [0.1, -0.7572, -0.4692]])


def cut(r, cutoff):
    return 0.5 * np.cos(np.pi * r / cutoff) + 0.5 if r < cutoff else 0.0


def symmetry(z, x, rc=5.2, eta=16, ra=3.5, eta_a=8, zeta=32):
    shifts = [0.9 + (rc - 0.9) / 16 * i for i in range(16)]
    shifts_a = [0.9 + (ra - 0.9) / 4 * i for i in range(4)]
    sections = [np.pi / 16 + np.pi / 8 * i for i in range(8)]
    rows = []
    for i in range(len(z)):
        others = [j for j in range(len(z)) if j != i]
        r = {j: np.linalg.norm(x[j] - x[i]) for j in others}
        row = [sum(np.exp(-eta * (r[j] - s) ** 2) * cut(r[j], rc) for j in others if z[j] == e) for e in ELEMENTS for s in shifts]
        for a, p in enumerate(ELEMENTS):
            for q in ELEMENTS[a:]:
                pairs = [(j, k) for j, k in combinations(others, 2) if sorted((z[j], z[k])) == [p, q]]
                for s in shifts_a:
                    for t in sections:
                        total = 0.0
                        for j, k in pairs:
                            angle = np.arccos(np.clip((x[j] - x[i]) @ (x[k] - x[i]) / (r[j] * r[k]), -1, 1))
                            total += (2 ** (1 - zeta) * (1 + np.cos(angle - t)) ** zeta
                                      * np.exp(-eta_a * ((r[j] + r[k]) / 2 - s) ** 2) * cut(r[j], ra) * cut(r[k], ra))
                        row.append(total)
        rows.append(row)
    return np.array(rows)


def harmonics(u):
    x, y, z = u
    return [[1.0], [np.sqrt(3) * v for v in u],
            [np.sqrt(15) * x * y, np.sqrt(15) * y * z, np.sqrt(5) / 2 * (3 * z * z - 1), np.sqrt(15) * z * x,
             np.sqrt(15) / 2 * (x * x - y * y)]]


def basis(x, cutoff, counts):
    """(2l + 1, i, k, j) for each degree l."""
    n = len(x)
    out = [np.zeros((2 * l + 1, n, k, n)) for l, k in enumerate(counts)]
    for i in range(n):
        for j in range(n):
            if i == j:
                continue
            d = np.linalg.norm(x[j] - x[i])
            y = harmonics((x[j] - x[i]) / d)
            for l, count in enumerate(counts):
                mu = np.linspace(np.exp(-0.6 * cutoff), np.exp(-0.6 * 0.7), count)
                width = mu[1] - mu[0]
                bumps = np.exp(-((np.exp(-0.6 * d) - mu) ** 2) / (2 * width * width)) * cut(d, cutoff)
                out[l][:, i, :, j] = np.outer(y[l], bumps)
    return out


def wave(*shape):
    """Weights that are the same everywhere without a random generator."""
    n = int(np.prod(shape))
    return 0.3 * np.sin(1.7 * np.arange(n) + 0.5 * len(shape)).reshape(shape)


def density(h, b, channels):
    f = h.shape[1]
    silu = lambda v: v / (1 + np.exp(-v))
    sent = h @ wave(f, channels) + wave(channels)
    seen = [h]
    for l, w in enumerate(b):
        units = f if l == 0 else channels
        sums = np.einsum("mikj,jc->mikc", w, sent).reshape(2 * l + 1, len(h), -1)
        mixed = sums @ wave(w.shape[2] * channels, units)
        seen.append(mixed[0] if l == 0 else np.sqrt((mixed ** 2).sum(axis=0) + 0.01) - 0.1)
    every = np.concatenate(seen, axis=1)
    return h + silu(every @ wave(every.shape[1], f) + wave(f)) @ wave(f, f) + wave(f)


out = {"elements": ELEMENTS, "counts": [6, 4, 3], "cutoff": 4.0, "channels": 2, "molecules": []}
for z, x in [(ETHANOL, ETHANOL_AT), (WATER, WATER_AT)]:
    b = basis(x, 4.0, out["counts"])
    h = np.stack([np.sin(z), np.cos(z), z / 8], axis=1)
    out["molecules"].append({
        "z": z.tolist(), "x": x.tolist(), "symmetry": symmetry(z, x).tolist(), "basis": [v.tolist() for v in b],
        "nodes": h.tolist(), "density": density(h, b, 2).tolist()})
path = Path(__file__).resolve().parent.parent / "resources" / "golden" / "potential.json"
path.write_text(json.dumps(json.loads(json.dumps(out), parse_float=lambda v: float(f"{float(v):.10g}"))) + "\n")
