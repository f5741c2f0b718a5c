"""Chapter 11 in JAX: the reference side of './dmol crosscheck xai' and './dmol bench xai'.

Prints a JSON object as its last line.
"""
import argparse
import itertools
import json
import time

import jax
import jax.numpy as jnp
import numpy as np

LENGTH, SYMBOLS, CHANNELS = 200, 21, 16
SHAPES = [(5, 21, 16), (16,), (3, 16, 16), (16,), (3, 16, 16), (16,), (213, 256), (256, 64), (64, 1)]
ALPHABET = "-ARNDCQEGHILKMFPSTWYV"


def pool(h, width):
    windows = h.shape[1] // width
    return h[:, : windows * width].reshape(h.shape[0], windows, width, h.shape[2]).max(axis=2)


def net(w, x):
    residues = x[:, :, 1:]
    mask = residues.sum(axis=2, keepdims=True)
    h = x
    for i, width in enumerate([4, 2, 2]):
        z = jax.lax.conv_general_dilated(h, w[2 * i], (1,), "SAME", dimension_numbers=("NWC", "WIO", "NWC"))
        h = pool(jnp.tanh((z + w[2 * i + 1]) * mask), width)
        mask = pool(mask, width)
    y = jnp.concatenate([h.reshape(h.shape[0], -1), residues.mean(axis=1), mask[:, :, 0].sum(axis=1, keepdims=True)], axis=1)
    return (jnp.tanh(jnp.tanh(y @ w[6]) @ w[7]) @ w[8])[:, 0]


def gradient(w, x):
    return jax.grad(lambda v: net(w, v).sum())(x)


def loss(w, x, y, weight):
    logit = net(w, x)
    each = jnp.maximum(logit, 0) - logit * y + jnp.log1p(jnp.exp(-jnp.abs(logit)))
    return (each * weight).sum() / weight.sum()


@jax.jit
def step(w, m, v, t, x, y, weight):
    """Adam with Keras's placement of epsilon."""
    value, g = jax.value_and_grad(loss)(w, x, y, weight)
    m = [0.9 * a + 0.1 * b for a, b in zip(m, g)]
    v = [0.999 * a + 0.001 * b * b for a, b in zip(v, g)]
    rate = 0.01 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    w = [p - rate * a / (jnp.sqrt(b) + 1e-7) for p, a, b in zip(w, m, v)]
    return w, m, v, value


def train(w, x, y, epochs, random=None):
    """Batches of 16; the last one is filled up with rows of weight 0, so that one shape is compiled."""
    m, v, t, total = [jnp.zeros_like(p) for p in w], [jnp.zeros_like(p) for p in w], 0, 0.0
    for _ in range(epochs):
        order = np.arange(len(x)) if random is None else random.permutation(len(x))
        total = 0.0
        for at in range(0, len(x), 16):
            rows = order[at : at + 16]
            n = len(rows)
            rows = np.concatenate([rows, np.zeros(16 - n, int)])
            t += 1
            w, m, v, value = step(w, m, v, float(t), x[rows], y[rows], (np.arange(16) < n).astype(np.float32))
            total += float(value) * n
    return w, total / len(x)


def first_weights(random):
    out = []
    for shape in SHAPES:
        if len(shape) == 1:
            out.append(np.zeros(shape, np.float32))
            continue
        std = 1 / np.sqrt(np.prod(shape[:-1])) / 0.87962566103423978
        w = random.normal(size=shape)
        while (np.abs(w) > 2).any():
            w = np.where(np.abs(w) > 2, random.normal(size=shape), w)
        out.append((w * std).astype(np.float32))
    return out


def given():
    """Float64 with weights of a linear congruential generator."""
    state, w = 1, []
    for shape in SHAPES:
        values = []
        for _ in range(int(np.prod(shape))):
            state = (1103515245 * state + 12345) % 2**31
            values.append(0.3 * (state / 2**31 - 0.5))
        w.append(np.array(values).reshape(shape))
    out = {}
    for s in ["GIGAVLKVLTTGLPALISWIKRKRQQ", "QQQQQ", "RAGLQFPVGRLLRRLLRRLLR", "GHKLWYARGFMTNVTMKHQ"]:
        x = np.zeros((1, LENGTH, SYMBOLS))
        codes = [ALPHABET.index(c) for c in s] + [0] * (LENGTH - len(s))
        x[0, np.arange(LENGTH), codes] = 1
        g = gradient(w, x)[0]
        points = ((np.arange(256) + 0.5) / 256)[:, None, None] * x
        ig = gradient(w, points).mean(axis=0) * x[0]
        out[s] = [float(net(w, x)[0]), float(g[0, codes[0]]), float(g[4, codes[4]]), float(g[len(s), 0]), float(ig.sum())]
    return out


def shapley(w, x, backgrounds, n):
    """Over all coalitions by their weights in orders of arrival."""
    value = {}
    members = list(itertools.product([False, True], repeat=n))
    f = jax.jit(net)
    for s in members:
        keep = np.array(s + (True,) * (LENGTH - n))[None, :, None]
        value[s] = float(f(w, np.where(keep, x[None], backgrounds)).mean())
    factorial = [float(np.prod(range(1, k + 1))) for k in range(n + 1)]
    phi = np.zeros(n)
    for s in members:
        for i in range(n):
            if not s[i]:
                size = sum(s)
                bigger = s[:i] + (True,) + s[i + 1 :]
                phi[i] += factorial[size] * factorial[n - size - 1] / factorial[n] * (value[bigger] - value[s])
    return phi


def exact(z):
    w = [z[f"w{i}"] for i in range(9)]
    x, y, one, short = z["x"], z["y"].astype(np.float32), z["peptide"], z["short"]
    with jax.enable_x64(True):
        hand = given()

    def integrated(t):
        return np.asarray(gradient(w, t.astype(np.float32)[:, None, None] * one[None]).mean(axis=0) * one).ravel().tolist()

    after, mean = train(w, x[126:], y[126:], 1)
    from rdkit import Chem, DataStructs
    from rdkit.Chem import rdFingerprintGenerator

    generator = rdFingerprintGenerator.GetMorganGenerator(radius=2)
    prints = [
        generator.GetSparseCountFingerprint(Chem.MolFromSmiles(s))
        for s in [
            "C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N",
            "O=C1CCC(N2C(=O)C3=CC=CC(N)=C3C2)C(=S)N1",
            "O=C1CC(=O)CCC1N1C(=O)C2=CC=CC(N)=C2C1",
            "NCc1cccc2C(=O)N(Cc12)C1CCC(=O)NC1=O",
        ]
    ]
    return {
        "given": hand,
        "logits": np.asarray(net(w, x[:63])).tolist(),
        "gradient": np.asarray(gradient(w, one[None])).ravel().tolist(),
        "midpoints": integrated((np.arange(64) + 0.5) / 64),
        "endpoints": integrated(np.linspace(0, 1, 64)),
        "shapley": shapley(w, short, x[126:129], 8).tolist(),
        "loss": mean,
        "after": np.asarray(net(after, x[:63])).tolist(),
        "similarities": [DataStructs.TanimotoSimilarity(prints[0], p) for p in prints],
    }


def statistics(z, epochs, seeds):
    x, y = z["x"], z["y"].astype(np.float32)
    melittin = np.zeros((1, LENGTH, SYMBOLS), np.float32)
    s = "GIGAVLKVLTTGLPALISWIKRKRQQ"
    melittin[0, np.arange(LENGTH), [ALPHABET.index(c) for c in s] + [0] * (LENGTH - len(s))] = 1
    out = {"accuracy": [], "distance": [], "melittin": []}
    for seed in range(seeds):
        random = np.random.default_rng(seed)
        w, _ = train(first_weights(random), x[126:], y[126:], epochs, random)
        logits = np.asarray(net(w, x[:63]))
        out["accuracy"].append(float(((logits >= 0) == (y[:63] == 1)).mean()))
        out["distance"].append(float(logits[y[:63] == 1].mean() - logits[y[:63] == 0].mean()))
        out["melittin"].append(float(net(w, melittin)[0]))
    return out


def bench(z, epochs):
    x, y, one = z["x"], z["y"].astype(np.float32), z["peptide"]
    random = np.random.default_rng(0)
    start = time.perf_counter()
    w, _ = train(first_weights(random), x[126:], y[126:], epochs, random)
    out = {"fit": time.perf_counter() - start}
    f, g = jax.jit(net), jax.jit(gradient)
    n, back = 19, x[126:]

    def integrated():
        return np.asarray(g(w, ((np.arange(1024, dtype=np.float32) + 0.5) / 1024)[:, None, None] * one[None]).mean(axis=0) * one)

    def permutations():
        phi = np.zeros(n)
        for at in range(0, 1024, 64):
            orders = np.array([random.permutation(n) for _ in range(64)])
            rank = np.argsort(orders, axis=1)
            keep = rank[:, None, :] < np.arange(n + 1)[None, :, None]
            keep = np.concatenate([keep, np.ones((64, n + 1, LENGTH - n), bool)], axis=2)[..., None]
            rows = back[random.integers(0, len(back), 64)][:, None]
            v = np.asarray(f(w, np.where(keep, one[None, None], rows).reshape(-1, LENGTH, SYMBOLS))).reshape(64, n + 1)
            np.add.at(phi, orders.ravel(), np.diff(v, axis=1).ravel())
        return phi / 1024

    def half():
        """As in the book: for each residue all samples at once, one part from x, one from the other peptide."""
        phi = np.zeros(n)
        for i in range(n):
            keep = np.ones((len(back), LENGTH, 1), bool)
            keep[:, :n] = random.random((len(back), n, 1)) < 0.5
            keep[:, i] = True
            plus = np.where(keep, one[None], back)
            keep[:, i] = False
            phi[i] = float((f(w, plus) - f(w, np.where(keep, one[None], back))).mean())
        return phi

    for name, work in [("integrated", integrated), ("permutations", permutations), ("half", half)]:
        work()
        times = []
        for _ in range(2):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        out[name] = min(times)
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["exact", "train", "bench"])
    parser.add_argument("arrays")
    parser.add_argument("--epochs", type=int, default=32)
    parser.add_argument("--seeds", type=int, default=4)
    a = parser.parse_args()
    z = dict(np.load(a.arrays))
    print(json.dumps({"exact": exact, "train": lambda q: statistics(q, a.epochs, a.seeds), "bench": lambda q: bench(q, a.epochs)}[a.what](z)))
