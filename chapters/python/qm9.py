"""Chapter 16 in NumPy, JAX and TensorFlow: the reference side of './dmol crosscheck qm9' and './dmol bench qm9'.

    python qm9.py check arrays.npz records.tfrecords
    python qm9.py bench arrays.npz --epochs 2
    python qm9.py train arrays.npz --epochs 16 --seeds 3

Prints a JSON object as its last line.
"""
import argparse
import json
import os
import time

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import jax
import jax.numpy as jnp


# ---- the book's network, one molecule, no padding ----

def lrelu(x):
    return jnp.where(x > 0, x, 0.01 * x)


def edges(x):
    d = x[:, None] - x[None]
    square = (d**2).sum(-1)
    apart = square > 0
    return apart / jnp.where(apart, square, 1)


def book_layer(w, v, e, u):
    edge_kernel, edge_bias, node_kernel, graph_kernel = w
    k = lrelu((v @ edge_kernel)[None] * e[..., None] + edge_bias)
    v = lrelu(k.sum(1) @ node_kernel) + v
    return v, lrelu(v.sum(0) @ graph_kernel) + u


def book_energy(w, v, e):
    """Weights: kernel and bias of the output, then those of both layers."""
    u = jnp.zeros(8)
    for layer in (w[2:6], w[6:]):
        v, u = book_layer(layer, v, e, u)
    return u @ w[0][:, 0] + w[1][0]


def one_hot(z):
    return np.eye(16)[z - 1]


# ---- neighbour densities ----

def cut(r, cutoff):
    return jnp.where(r < cutoff, 0.5 * jnp.cos(jnp.pi * r / cutoff) + 0.5, 0)


def geometry(x):
    """Distances (1 on the diagonal), directions from i to j, and which pairs are two atoms."""
    delta = x[None] - x[:, None]
    own = jnp.eye(len(x))
    d = jnp.sqrt((delta**2).sum(-1) + own)
    return d, delta / d[..., None], 1 - own


def harmonics(u):
    x, y, z = u[..., 0], u[..., 1], u[..., 2]
    return [
        jnp.ones((1,) + x.shape),
        np.sqrt(3) * jnp.stack([x, y, z]),
        np.sqrt(15) * jnp.stack([x * y, y * z, (3 * z * z - 1) / np.sqrt(12), z * x, (x * x - y * y) / 2]),
    ]


def basis(x, cutoff, counts):
    d, u, pair = geometry(x)
    out = []
    for y, count in zip(harmonics(u), counts):
        mu = jnp.linspace(np.exp(-0.6 * cutoff), np.exp(-0.6 * 0.7), count)
        width = mu[1] - mu[0]
        bump = jnp.exp(-((jnp.exp(-0.6 * d)[..., None] - mu) ** 2) / (2 * width**2))
        out.append(jnp.einsum("mij,ijk->mikj", y, bump * (cut(d, cutoff) * pair)[..., None]))
    return out


def silu(x):
    return x * jax.nn.sigmoid(x)


def potential(w, z, x, shape):
    """Energy of one molecule; weights in the order of the Java model."""
    references, scale, table, *w = w
    h = table[z]
    b = basis(x, shape["cutoff"], shape["radial"])
    total = 0
    for _ in range(shape["interactions"]):
        mixes = [w.pop(0) for _ in b]
        sent = h @ w.pop(0) + w.pop(0)
        seen = [h]
        for l, part in enumerate(b):
            sums = jnp.einsum("mikj,jc->mikc", part, sent).reshape(2 * l + 1, len(z), -1)
            mixed = sums @ mixes[l]
            seen.append(mixed[0] if l == 0 else jnp.sqrt((mixed**2).sum(0) + 0.01) - 0.1)
        hidden = silu(jnp.concatenate(seen, -1) @ w.pop(0) + w.pop(0))
        h = h + hidden @ w.pop(0) + w.pop(0)
        total = total + silu(h @ w.pop(0) + w.pop(0)) @ w.pop(0) + w.pop(0)
    return (references[z] + scale * total).sum()


# ---- symmetry functions ----

def symmetry(z, x, elements, rc=5.2, eta=16.0, ra=3.5, eta_a=8.0, zeta=32.0):
    shifts = 0.9 + (rc - 0.9) / 16 * np.arange(16)
    shifts_a = 0.9 + (ra - 0.9) / 4 * np.arange(4)
    sections = np.pi / 16 + np.pi / 8 * np.arange(8)
    d, u, pair = geometry(x)
    kind = jnp.stack([z == e for e in elements], -1).astype(float)
    radial = jnp.exp(-eta * (d[..., None] - shifts) ** 2) * (cut(d, rc) * pair)[..., None]
    rows = [jnp.einsum("ijr,je->ier", radial, kind).reshape(len(z), -1)]
    cosine = jnp.clip(jnp.einsum("ijc,ikc->ijk", u, u), -1 + 1e-12, 1 - 1e-12)
    angle = jnp.arccos(cosine)
    f = cut(d, ra) * pair
    upper = np.triu(np.ones((len(z), len(z))), 1)
    weight = f[:, :, None] * f[:, None, :] * upper
    middle = (d[:, :, None] + d[:, None, :]) / 2
    terms = (
        2 ** (1 - zeta) * (1 + jnp.cos(angle[..., None, None] - sections)) ** zeta
        * jnp.exp(-eta_a * (middle[..., None, None] - shifts_a[:, None]) ** 2)
        * weight[..., None, None]
    )
    for p in range(len(elements)):
        for q in range(p, len(elements)):
            both = kind[:, p][:, None] * kind[:, q][None]
            both = both if p == q else both + both.T
            rows.append(jnp.einsum("ijkst,jk->ist", terms, both).reshape(len(z), -1))
    return jnp.concatenate(rows, -1)


def numbered(a, name):
    out = []
    while f"{name}/{len(out)}" in a:
        out.append(a[f"{name}/{len(out)}"])
    return out


def check(arrays, records):
    jax.config.update("jax_enable_x64", True)
    import tensorflow as tf

    a = np.load(arrays)
    out = {}
    molecules = [(z[z > 0], x[z > 0].astype(float)) for z, x in zip(a["z"], a["x"])]

    w = numbered(a, "book")
    inputs = [(one_hot(z), edges(jnp.asarray(x))) for z, x in molecules]
    loss = lambda w: sum((book_energy(w, v, e) - y) ** 2 for (v, e), y in zip(inputs, a["y"])) / len(inputs)
    out["book"] = [float(book_energy(w, v, e)) for v, e in inputs]
    gradient = jax.grad(loss)(w)
    out["book_gradient"] = np.concatenate([np.ravel(g) for g in gradient]).tolist()
    eta = 1e-3
    stepped = [p - (eta if i < 2 else eta / 10) * g for i, (p, g) in enumerate(zip(w, gradient))]
    out["book_after_a_step"] = [float(book_energy(stepped, v, e)) for v, e in inputs]

    shape = {"cutoff": float(a["cutoff"]), "radial": a["radial"].tolist(), "interactions": int(a["interactions"])}
    w = numbered(a, "potential")
    out["potential"] = [float(potential(w, z, x, shape)) for z, x in molecules]
    out["forces"] = np.concatenate([np.ravel(-jax.grad(potential, 2)(w, z, x, shape)) for z, x in molecules]).tolist()
    force_loss = lambda t: sum((jax.grad(potential, 2)(w[:2] + t, z, x, shape) ** 2).sum() for z, x in molecules)
    second = jax.grad(force_loss)(w[2:])
    out["force_loss_gradient"] = np.concatenate([np.ravel(g) for g in second]).tolist()

    elements = a["elements"].tolist()
    out["symmetry"] = np.concatenate([np.ravel(symmetry(z, x, elements)) for z, x in molecules]).tolist()
    bent = lambda x, z: symmetry(z, x, elements).sum()
    out["symmetry_slope"] = np.concatenate([np.ravel(jax.grad(bent)(x, z)) for z, x in molecules]).tolist()

    counts = np.c_[a["counts"][:, a["counts"].any(0)], np.ones(len(a["counts"]))]
    solution = np.linalg.lstsq(counts, a["energies"], rcond=None)[0]
    out["least_squares_rmse"] = float(np.sqrt(np.mean((counts @ solution - a["energies"]) ** 2)))
    out["least_squares"] = solution.tolist()

    features = {
        "N": tf.io.FixedLenFeature([], tf.int64), "labels": tf.io.FixedLenFeature([16], tf.float32),
        "elements": tf.io.VarLenFeature(tf.int64), "coords": tf.io.VarLenFeature(tf.float32)}
    n = atoms = protons = 0
    label = place = 0.0
    for record in tf.data.TFRecordDataset(records, compression_type="GZIP"):
        e = tf.io.parse_single_example(record, features)
        z = tf.sparse.to_dense(e["elements"]).numpy()
        x = tf.sparse.to_dense(e["coords"]).numpy().reshape(int(e["N"]), 4)
        n, atoms, protons = n + 1, atoms + len(z), protons + int(z.sum())
        label, place = label + float(e["labels"][13]), place + float(np.abs(x.astype(float)).sum())
    out["records"] = [n, atoms, protons, label, place]
    return out


def bench(arrays, epochs):
    """One molecule a step, as the book's program works: arrays to graphs at each step, a compiled gradient, updates outside of it."""
    a = np.load(arrays)
    data = [(z[z > 0], x[z > 0], y) for z, x, y in zip(a["z"], a["x"], a["y"])]
    rng = np.random.default_rng(0)
    draw = lambda *shape: jnp.asarray(rng.normal(0, 0.1, shape))

    linear_gradient = jax.jit(jax.grad(lambda w, b, v, y: jnp.mean((jnp.sum(v, axis=0) @ w + b - y) ** 2), (0, 1)))
    w, b = jnp.ones(16), 0.0
    times = {"linear": [], "network": [], "compiled": []}
    for epoch in range(epochs):
        start, eta = time.perf_counter(), 1e-3 * 0.9**epoch
        for z, x, y in data:
            gw, gb = linear_gradient(w, b, one_hot(z), y)
            w, b = w - eta * gw, b - eta * gb
        jax.block_until_ready(w)
        times["linear"].append(time.perf_counter() - start)

    network_gradient = jax.jit(jax.grad(lambda w, v, e, y: (book_energy(w, v, e) - y) ** 2))
    fresh = lambda: [jnp.asarray(rng.normal(0, 1, (8, 1))), jnp.zeros(1)] + [draw(16, 16), draw(16), draw(16, 16), draw(16, 8)] * 2
    w = fresh()
    for epoch in range(epochs):
        start, eta = time.perf_counter(), 1e-3 * 0.9**epoch
        for z, x, y in data:
            g = network_gradient(w, one_hot(z), edges(jnp.asarray(x)), y)
            w = [p - (eta if i < 2 else eta / 10) * q for i, (p, q) in enumerate(zip(w, g))]
        jax.block_until_ready(w)
        times["network"].append(time.perf_counter() - start)

    @jax.jit
    def step(w, v, x, y, eta):
        g = jax.grad(lambda w: (book_energy(w, v, edges(x)) - y) ** 2)(w)
        return [p - (eta if i < 2 else eta / 10) * q for i, (p, q) in enumerate(zip(w, g))]

    w = fresh()
    ready = [(jnp.asarray(one_hot(z)), jnp.asarray(x), y) for z, x, y in data]
    for epoch in range(epochs):
        start, eta = time.perf_counter(), 1e-3 * 0.9**epoch
        for v, x, y in ready:
            w = step(w, v, x, y, eta)
        jax.block_until_ready(w)
        times["compiled"].append(time.perf_counter() - start)
    return times


def train(arrays, epochs, seeds):
    """The book's recipe for several seeds: validation errors of the baseline and of the network after each epoch.

    The first weights are those of the file (draw0/0, ...) or else drawn here.
    """
    a = np.load(arrays)

    def padded(z, x):
        real = (z > 0).astype(np.float32)
        e = jax.vmap(edges)(jnp.asarray(x)) * real[:, :, None] * real[:, None]
        return jnp.asarray(np.where(z[..., None] > 0, np.eye(16, dtype=np.float32)[z - 1], 0)), e, jnp.asarray(real)

    def energy(w, v, e, real):
        u = jnp.zeros(8)
        for edge_kernel, edge_bias, node_kernel, graph_kernel in (w[2:6], w[6:]):
            k = lrelu((v @ edge_kernel)[None] * e[..., None] + edge_bias) * real[None, :, None]
            v = (lrelu(k.sum(1) @ node_kernel) + v) * real[:, None]
            u = lrelu(v.sum(0) @ graph_kernel) + u
        return u @ w[0][:, 0] + w[1][0]

    n = int(a["train"])
    data = padded(a["z"], a["x"])
    y = jnp.asarray(a["y"])
    first = [d[:n] for d in data]
    last = [d[n:] for d in data]

    @jax.jit
    def epoch(w, eta):
        def step(w, one):
            v, e, real, target = one
            g = jax.grad(lambda w: (energy(w, v, e, real) - target) ** 2)(w)
            return [p - (eta if i < 2 else eta / 10) * q for i, (p, q) in enumerate(zip(w, g))], 0.0

        w, _ = jax.lax.scan(step, w, (*first, y[:n]))
        error = jax.vmap(lambda v, e, r: energy(w, v, e, r))(*last) - y[n:]
        return w, jnp.sqrt(jnp.mean(error**2))

    @jax.jit
    def linear(w, b, eta):
        def step(state, one):
            w, b = state
            x, target = one
            d = 2 * (x @ w + b - target)
            return (w - eta * d * x, b - eta * d), 0.0

        (w, b), _ = jax.lax.scan(step, (w, b), (first[0].sum(1), y[:n]))
        return w, b, jnp.sqrt(jnp.mean((last[0].sum(1) @ w + b - y[n:]) ** 2))

    out = {"baseline": [], "network": []}
    w, b = jnp.ones(16), jnp.float32(0)
    for k in range(epochs):
        w, b, error = linear(w, b, 1e-3 * 0.9**k)
        out["baseline"].append(float(error))
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        draw = lambda sd, *shape: jnp.asarray(rng.normal(0, sd, shape).astype(np.float32))
        layer = lambda: [draw(0.1, 16, 16), draw(0.1, 16), draw(0.1, 16, 16), draw(0.1, 16, 8)]
        w = [jnp.asarray(p) for p in numbered(a, f"draw{seed}")] or [draw(1, 8, 1), jnp.zeros(1)] + layer() + layer()
        curve = []
        for k in range(epochs):
            w, error = epoch(w, 1e-3 * 0.9**k)
            curve.append(float(error) if np.isfinite(error) else None)
        out["network"].append(curve)
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["check", "bench", "train"])
    parser.add_argument("arrays")
    parser.add_argument("records", nargs="?")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seeds", type=int, default=3)
    given = parser.parse_args()
    if given.mode == "check":
        result = check(given.arrays, given.records)
    elif given.mode == "bench":
        result = bench(given.arrays, given.epochs)
    else:
        result = train(given.arrays, given.epochs, given.seeds)
    print(json.dumps(result))
