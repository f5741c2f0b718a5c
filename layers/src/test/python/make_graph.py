"""Golden values of the graph layers: each computed with NumPy loops over nodes and edges from its formula.

Usage: python make_graph.py ../resources/golden/graph.json
"""
import json
import sys

import numpy as np

RNG = np.random.default_rng(8)
N, F, U = 6, 4, 3
NODES = RNG.normal(size=(N, F))
POSITIONS = RNG.normal(size=(N, 3))
BONDS = [(0, 1), (1, 2), (2, 0), (2, 3), (4, 5)]  # two parts
EDGES = [(j, i) for a, b in BONDS for i, j in ((a, b), (b, a))]  # (sender, receiver)
LOOPS = [(i, i) for i in range(N)]

CASES = []


def weights(*shapes):
    return [RNG.normal(size=s) * 0.7 for s in shapes]


def case(layer, settings, edges, inputs, w, outputs):
    CASES.append({
        "layer": layer, "settings": settings,
        "edges": edges, "inputs": {k: np.asarray(v).tolist() for k, v in inputs.items()},
        "weights": [{"shape": list(a.shape), "values": a.ravel().tolist()} for a in w],
        "outputs": [{"shape": list(a.shape), "values": a.ravel().tolist()} for a in outputs],
    })


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def ssp(x):
    return np.log(0.5 * np.exp(x) + 0.5)


def silu(x):
    return x * sigmoid(x)


def mlp(x, w, activation, last=False):
    h = activation(x @ w[0] + w[1])
    y = h @ w[2] + w[3]
    return activation(y) if last else y


def incoming(edges, i):
    return [j for j, r in edges if r == i]


def gcn(kind):
    edges = EDGES + LOOPS
    degree = [len(incoming(edges, i)) for i in range(N)]
    w = weights((F, U), (U,))
    out = np.zeros((N, U))
    for i in range(N):
        for j in incoming(edges, i):
            scale = {"SYMMETRIC": 1 / np.sqrt(degree[i] * degree[j]), "MEAN": 1 / degree[i], "SUM": 1}[kind]
            out[i] += scale * (NODES[j] @ w[0])
    case("GraphConvolution", {"units": U, "activation": "tanh", "normalization": kind}, edges,
         {"nodes": NODES}, w, [np.tanh(out + w[1])])


def sage(kind):
    w = weights((F, U), (U,), (F, U))
    out = NODES @ w[0] + w[1]
    for i in range(N):
        near = [NODES[j] for j in incoming(EDGES, i)]
        out[i] += getattr(np, kind)(near, axis=0) @ w[2]
    case("GraphSage", {"units": U, "activation": "tanh", "aggregate": kind}, EDGES, {"nodes": NODES}, w, [np.tanh(out)])


def gin():
    w = weights((1,), (F, U), (U,), (U, U), (U,))
    mixed = np.array([(1 + w[0][0]) * NODES[i] + sum(NODES[j] for j in incoming(EDGES, i)) for i in range(N)])
    out = np.tanh(np.tanh(mixed @ w[1] + w[2]) @ w[3] + w[4])
    case("GraphIsomorphism", {"units": U, "activation": "tanh"}, EDGES, {"nodes": NODES}, w, [out])


def gat(concat):
    edges, w, heads = EDGES + LOOPS, [], []
    for _ in range(2):
        value, send, receive = weights((F, U), (U, 1), (U, 1))
        w += [value, send, receive]
        v = NODES @ value
        out = np.zeros((N, U))
        for i in range(N):
            near = incoming(edges, i)
            score = np.array([(v[j] @ send + v[i] @ receive)[0] for j in near])
            a = np.exp(np.where(score > 0, score, 0.2 * score))
            out[i] = (a / a.sum()) @ v[near]
        heads.append(out)
    joined = np.concatenate(heads, axis=1) if concat else sum(heads) / 2
    case("GraphAttention", {"units": U, "heads": 2, "activation": "tanh", "concat": concat}, edges,
         {"nodes": NODES}, w, [np.tanh(joined)])


def gated():
    w = weights((F, F), (F,), *[(2 * F, F), (F,)] * 3)
    h = NODES
    for _ in range(2):
        sent = h @ w[0] + w[1]
        m = np.array([sum(sent[j] for j in incoming(EDGES, i)) for i in range(N)])
        z = sigmoid(np.concatenate([m, h], 1) @ w[2] + w[3])
        r = sigmoid(np.concatenate([m, h], 1) @ w[4] + w[5])
        n = np.tanh(np.concatenate([m, r * h], 1) @ w[6] + w[7])
        h = (1 - z) * h + z * n
    case("GatedGraph", {"units": F, "steps": 2}, EDGES, {"nodes": NODES}, w, [h])


def message_passing():
    features = RNG.normal(size=(len(EDGES), 2))
    u = RNG.normal(size=(2, 2))
    graph = [0, 0, 0, 0, 1, 1]
    w = weights((2 + 2 * F + 2, U), (U,), (U, U), (U,), (U + F + 2, U), (U,), (U, U), (U,), (2 * U + 2, U), (U,), (U, U), (U,))
    e = np.array([
        mlp(np.concatenate([features[k], NODES[j], NODES[i], u[graph[i]]]), w[:4], np.tanh) for k, (j, i) in enumerate(EDGES)])
    gathered = np.zeros((N, U))
    for k, (_, i) in enumerate(EDGES):
        gathered[i] += e[k]
    x = np.array([mlp(np.concatenate([gathered[i], NODES[i], u[graph[i]]]), w[4:8], np.tanh) for i in range(N)])
    total = np.array([
        mlp(np.concatenate([
            sum(e[k] for k, (_, i) in enumerate(EDGES) if graph[i] == g), sum(x[i] for i in range(N) if graph[i] == g), u[g]]),
            w[8:], np.tanh) for g in range(2)])
    case("MessagePassing", {"units": U, "activation": "tanh"}, EDGES,
         {"nodes": NODES, "features": features, "globals": u, "graph": graph}, w, [x, e, total])


def schnet():
    filters, centres, cutoff = 5, 6, 3.0
    w = weights((centres, filters), (filters,), (filters, filters), (filters,), (F, filters), (filters, F), (F,), (F, F), (F,))
    spacing = cutoff / (centres - 1)
    out = np.zeros((N, filters))
    r = []
    for j, i in EDGES:
        d = np.linalg.norm(POSITIONS[i] - POSITIONS[j])
        r.append([d])
        basis = np.exp(-((d - spacing * np.arange(centres)) ** 2) / (2 * spacing**2))
        cut = 0.5 * (1 + np.cos(np.pi * d / cutoff)) if d < cutoff else 0
        out[i] += (NODES[j] @ w[4]) * mlp(basis, w[:4], ssp, True) * cut
    case("SchNetInteraction", {"filters": filters, "centres": centres, "cutoff": cutoff}, EDGES,
         {"nodes": NODES, "distances": r}, w, [NODES + mlp(out, w[5:], ssp)])


def egnn():
    w = weights((2 * F + 1, F), (F,), (F, F), (F,), (F, F), (F,), (F, 1), (2 * F, F), (F,), (F, F), (F,))
    gathered, moved = np.zeros((N, F)), POSITIONS.copy()
    for i in range(N):
        near = incoming(EDGES, i)
        for j in near:
            d = POSITIONS[i] - POSITIONS[j]
            m = mlp(np.concatenate([NODES[i], NODES[j], [d @ d]]), w[:4], silu, True)
            step = (silu(m @ w[4] + w[5]) @ w[6])[0]
            moved[i] += step * d / (np.sqrt(d @ d + 1e-8) + 1) / len(near)
            gathered[i] += m
    h = NODES + mlp(np.concatenate([NODES, gathered], 1), w[7:], silu)
    case("Egnn", {"units": F, "activation": "silu"}, EDGES, {"nodes": NODES, "positions": POSITIONS}, w, [h, moved])


def readout(kind):
    graph = [0, 0, 0, 0, 1, 1]
    relu = lambda x: np.maximum(0, x)
    parts = [NODES[np.array(graph) == g] for g in range(2)]
    if kind == "attention":
        w = weights((F, 1), (1,))
        out = []
        for p in parts:
            a = np.exp(p @ w[0] + w[1])
            out.append(((a / a.sum()) * p).sum(0))
    elif kind == "set":
        w = weights(*[(F, F), (F,)] * 4)
        out = [mlp(mlp(p, w[:4], relu).sum(0), w[4:], relu) for p in parts]
    else:
        w, out = [], [getattr(np, kind)(p, axis=0) for p in parts]
    case("Readout", {"kind": kind}, EDGES, {"nodes": NODES, "graph": graph, "globals": np.zeros((2, 1))}, w, [np.array(out)])


for k in ("SYMMETRIC", "MEAN", "SUM"):
    gcn(k)
for k in ("mean", "sum", "max"):
    sage(k)
gin()
for flag in (True, False):
    gat(flag)
gated()
message_passing()
schnet()
egnn()
for k in ("sum", "mean", "max", "attention", "set"):
    readout(k)
with open(sys.argv[1], "w") as file:
    json.dump(CASES, file)
    file.write("\n")
