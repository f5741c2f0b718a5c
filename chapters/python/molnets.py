"""Chapter 19 in JAX, NumPy, SciPy, SymPy and RDKit: the reference side of './dmol crosscheck molnets' and './dmol bench molnets'.

Prints a JSON object as its last line; 'molnets.py golden OUT.npz' writes the file of the tests.
"""
import json
import sys
import time
from itertools import combinations

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update('jax_enable_x64', True)


def lcg(seed, n):
    out = np.empty(n)
    x = seed
    for i in range(n):
        x = (1103515245 * x + 12345) % 2**31
        out[i] = x / 2**31
    return out


def places(atoms):
    corners = np.array([[i >> k & 1 for k in range(3)] for i in range(atoms)])
    return 1.2 * corners + 0.4 * (lcg(atoms, 3 * atoms).reshape(atoms, 3) - 0.5)


class Weights:
    """Hands out pieces of one list of numbers, or of random ones."""

    def __init__(self, draw):
        self.draw = draw

    def dense(self, a, b, bias=True):
        return (self.draw(a, b), self.draw(b) if bias else 0.0)


def given():
    numbers = iter(1.2 * (lcg(1, 20000) - 0.5))
    return Weights(lambda *shape: np.array([next(numbers) for _ in range(int(np.prod(shape)))]).reshape(shape))


def apply(layer, x):
    return x @ layer[0] + layer[1]


def silu(x):
    return x * jax.nn.sigmoid(x)


def ssp(x):
    return jax.nn.softplus(x) - np.log(2)


def two(layers, x, activation, last=False):
    y = apply(layers[1], activation(apply(layers[0], x)))
    return activation(y) if last else y


def fade(d, cutoff):
    return jnp.where(d < cutoff, 0.5 * (1 + jnp.cos(np.pi * d / cutoff)), 0.0)


def pairs(x):
    """Vectors from each atom to the others and their lengths, 1 on the diagonal; and which are not on it."""
    n = x.shape[0]
    v = x[None] - x[:, None]
    d = jnp.sqrt((v**2).sum(-1) + jnp.eye(n))[..., None]
    return v / d, d, (1 - jnp.eye(n))[..., None]


# ---- the potential with vectors ----

def painn_weights(w, f, interactions, radial, head):
    blocks = []
    embedding = w.draw(f)
    for _ in range(interactions):
        blocks.append(dict(
            sent=[w.dense(f, f), w.dense(f, 3 * f)], filter=w.dense(radial, 3 * f), left=w.dense(f, f, False),
            right=w.dense(f, f, False), gates=[w.dense(2 * f, f), w.dense(f, 3 * f)]))
    return dict(embedding=embedding, blocks=blocks, head=[w.dense(f, head), w.dense(head, 1)])


def painn(p, x, radial, cutoff):
    u, d, other = pairs(x)
    waves = jnp.sin(d * (np.arange(radial) + 1) * np.pi / cutoff) / d
    s = jnp.zeros((x.shape[0], 1)) + p['embedding']
    v = jnp.zeros((x.shape[0], 3, s.shape[1]))
    for b in p['blocks']:
        m = two(b['sent'], s, silu)[None] * apply(b['filter'], waves) * fade(d, cutoff) * other
        ds, dv, point = jnp.split(m, 3, -1)
        v = v + (dv[:, :, None] * v[None] + point[:, :, None] * u[..., None]).sum(1)
        s = s + ds.sum(1)
        a, c = v @ b['left'][0], v @ b['right'][0]
        length = jnp.sqrt((c**2).sum(1) + 1e-8)
        scale, dot, own = jnp.split(two(b['gates'], jnp.concatenate([s, length], -1), silu), 3, -1)
        s = s + own + dot * (a * c).sum(1)
        v = v + scale[:, None] * a
    return two(p['head'], s, silu).sum()


# ---- the potential without ----

def schnet_weights(w, f, interactions, centres, head):
    embedding = w.draw(f)
    blocks = [dict(filter=[w.dense(centres, f), w.dense(f, f)], before=w.dense(f, f, False), after=[w.dense(f, f), w.dense(f, f)])
              for _ in range(interactions)]
    return dict(embedding=embedding, blocks=blocks, head=[w.dense(f, head), w.dense(head, 1)])


def gauss(d, centres, cutoff):
    mu = np.linspace(0, cutoff, centres)
    return jnp.exp(-0.5 * ((d - mu) / mu[1]) ** 2)


def schnet(p, x, centres, cutoff):
    _, d, other = pairs(x)
    s = jnp.zeros((x.shape[0], 1)) + p['embedding']
    for b in p['blocks']:
        w = two(b['filter'], gauss(d, centres, cutoff), ssp, True) * fade(d, cutoff)
        s = s + two(b['after'], (apply(b['before'], s)[None] * w * other).sum(1), ssp)
    return two(p['head'], s, silu).sum()


def potential(f, p, n, cutoff):
    x = np.stack([places(4), 1.3 * places(4)])
    e, g = jax.vmap(jax.value_and_grad(lambda y: f(p, y, n, cutoff)))(x)
    return np.asarray(e).ravel(), -np.asarray(g).ravel()


# ---- ACE features ----

def real_from_complex(l):
    """Unitary matrix U[m, a]: complex harmonics (rows) of real ones."""
    u = np.zeros((2 * l + 1, 2 * l + 1), complex)
    u[l, l] = 1
    for m in range(1, l + 1):
        s = (-1) ** m
        u[l + m, l + m], u[l + m, l - m] = s / np.sqrt(2), 1j * s / np.sqrt(2)
        u[l - m, l + m], u[l - m, l - m] = 1 / np.sqrt(2), -1j / np.sqrt(2)
    return u


def coupling(a, b, l):
    from sympy import S
    from sympy.physics.quantum.cg import CG
    c = np.zeros((2 * a + 1, 2 * b + 1, 2 * l + 1))
    for i in range(-a, a + 1):
        for j in range(-b, b + 1):
            if abs(i + j) <= l:
                c[a + i, b + j, l + i + j] = float(CG(S(a), S(i), S(b), S(j), S(l), S(i + j)).doit())
    t = np.einsum('ijk,ia,jb,kc->abc', c, real_from_complex(a), real_from_complex(b), real_from_complex(l).conj())
    return t.imag if (a + b + l) % 2 else t.real


def harmonics(l, v):
    """Real harmonics about y, squares adding up to 2l + 1."""
    from scipy.special import sph_harm_y
    x, y, z = v[..., 2], v[..., 0], v[..., 1]
    polar, azimuth = np.arccos(z / np.linalg.norm(v, axis=-1)), np.arctan2(y, x)
    parts = []
    for m in range(-l, l + 1):
        c = sph_harm_y(l, abs(m), polar, azimuth)
        parts.append(c.real if m == 0 else np.sqrt(2) * (-1) ** m * (c.real if m > 0 else c.imag))
    return np.sqrt(4 * np.pi) * np.stack(parts, -1)


def ace():
    channels, centres, cutoff, hidden = 2, 5, 3, 6
    paths = [(l2, l1, l3) for l2 in (0, 1) for l1 in (0, 1, 2) for l3 in range(abs(l1 - l2), min(2, l1 + l2) + 1)]
    w = given()
    first, second = w.dense(centres, hidden), w.dense(hidden, channels * len(paths), False)
    mix = [w.draw(3, channels) / np.sqrt(3), w.draw(1, channels)]
    h, x = lcg(9, 24).reshape(4, 6), places(4)
    mixed = [np.einsum('na,ak->nk', h[:, :3], mix[0])[..., None], np.einsum('nm,k->nkm', h[:, 3:], mix[1][0])]
    out = []
    for i in range(4):
        row = [np.zeros((channels, 2 * l3 + 1)) for _, _, l3 in paths]
        for j in range(4):
            if j == i:
                continue
            v = x[j] - x[i]
            d = np.linalg.norm(v)
            r = np.asarray(silu(apply(first, gauss(d, centres, cutoff))) @ second[0] * fade(d, cutoff)).reshape(len(paths), channels)
            for k, (l2, l1, l3) in enumerate(paths):
                product = np.einsum('abc,ka,b->kc', coupling(l2, l1, l3), mixed[l2][j], harmonics(l1, v))
                row[k] += r[k][:, None] * product
        out.append(np.concatenate([p.ravel() for p in row]))
    return np.concatenate(out)


# ---- clusters, colours, methanol ----

def cluster(x, triples):
    e = 0
    for i, j in combinations(range(len(x)), 2):
        r6 = 1 / ((x[i] - x[j]) ** 2).sum() ** 3
        e += 4 * (r6**2 - r6)
    for i, j, k in combinations(range(len(x)), 3):
        a, b, c = x[j] - x[i], x[k] - x[j], x[i] - x[k]
        p, q, r = jnp.linalg.norm(a), jnp.linalg.norm(b), jnp.linalg.norm(c)
        cosines = (-(a @ c) / (p * r)) * (-(a @ b) / (p * q)) * (-(b @ c) / (q * r))
        e += triples * (1 + 3 * cosines) / (p * q * r) ** 3
    return e


def colours():
    from collections import Counter
    from rdkit import Chem
    graphs = [[[b.GetIdx() for b in a.GetNeighbors()] for a in Chem.MolFromSmiles(s).GetAtoms()]
              for s in ('C1CCC2CCCCC2C1', 'C1CCC(C1)C2CCCC2')]
    state = [[0] * len(g) for g in graphs]
    out, known = [], 0
    while len(set(sum(state, []))) > known:
        known = len(set(sum(state, [])))
        for s in state:
            out += sorted(Counter(s).values(), reverse=True)
        state = [[hash((s[i], tuple(sorted(s[j] for j in g[i])))) for i in range(len(g))] for g, s in zip(graphs, state)]
    return np.array(out, float)


def methanol():
    from rdkit import Chem
    m = Chem.AddHs(Chem.MolFromSmiles('CO'))
    n = m.GetNumAtoms()
    nodes, edges = np.zeros((n, 3)), np.zeros((n, n, 5))
    for a in m.GetAtoms():
        nodes[a.GetIdx(), [6, 8, 1].index(a.GetAtomicNum())] = 1
    for b in m.GetBonds():
        i, j = b.GetBeginAtomIdx(), b.GetEndAtomIdx()
        k = 4 if b.GetIsAromatic() else int(b.GetBondTypeAsDouble())
        edges[i, j, k] = edges[j, i, k] = 1
    return nodes.ravel(), edges.ravel()


def results():
    pe, pf = potential(painn, painn_weights(given(), 4, 2, 5, 3), 5, 3)
    se, sf = potential(schnet, schnet_weights(given(), 4, 2, 5, 3), 5, 3)
    e, g = jax.value_and_grad(lambda x: cluster(x, 0.5))(places(5))
    nodes, edges = methanol()
    return dict(painn_energy=pe, painn_forces=pf, schnet_energy=se, schnet_forces=sf, ace=ace(), cluster_energy=np.array([e]),
                cluster_forces=-np.asarray(g).ravel(), colours=colours(), methanol_nodes=nodes, methanol_edges=edges)


# ---- speed ----

def bench(file, epochs):
    jax.config.update('jax_enable_x64', False)
    data = np.load(file)
    x, e, f = (jnp.asarray(data[k], jnp.float32) for k in ('x', 'e', 'f'))
    rng = np.random.default_rng(0)
    p = painn_weights(Weights(lambda *s: jnp.asarray(rng.normal(0, s[0] ** -0.5, s), jnp.float32)), 24, 2, 20, 16)

    def loss(p, x, e, f):
        y, g = jax.vmap(jax.value_and_grad(lambda r: painn(p, r, 20, 4.5)))(x)
        return 0.1 * ((y - e[:, 0]) ** 2).mean() + ((f + g) ** 2).mean()

    def step(state, batch):
        p, m, v, t = state
        g = jax.grad(loss)(p, *batch)
        m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
        v = jax.tree.map(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
        rate = 1e-3 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        return (jax.tree.map(lambda a, b, c: a - rate * b / (jnp.sqrt(c) + 1e-7), p, m, v), m, v, t + 1), 0.0

    zero = jax.tree.map(jnp.zeros_like, p)
    batches = [(x[i:i + 10], e[i:i + 10], f[i:i + 10]) for i in range(0, len(x), 10)]
    one = jax.jit(step)
    state = one((p, zero, zero, jnp.float32(1)), batches[0])[0]
    start = time.perf_counter()
    for _ in range(epochs):
        for b in batches:
            state = one(state, b)[0]
    jax.block_until_ready(state)
    steps = (time.perf_counter() - start) / epochs
    order = jnp.asarray(np.tile(np.arange(len(x)).reshape(-1, 10), (epochs, 1)))
    loop = jax.jit(lambda s: jax.lax.scan(lambda q, i: step(q, (x[i], e[i], f[i])), s, order)[0])
    begin = (p, zero, zero, jnp.float32(1))
    jax.block_until_ready(loop(begin))
    start = time.perf_counter()
    jax.block_until_ready(loop(begin))
    print(json.dumps(dict(steps=steps, loop=(time.perf_counter() - start) / epochs)))


if __name__ == '__main__':
    if sys.argv[1:2] == ['golden']:
        np.savez(sys.argv[2], **{'expected_' + k: v for k, v in results().items()})
    elif sys.argv[1:2] == ['bench']:
        bench(sys.argv[2], int(sys.argv[3]))
    else:
        print(json.dumps({k: v.tolist() for k, v in results().items()}))
