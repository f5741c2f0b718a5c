"""Chapter 20 in NumPy and JAX: the reference side of './dmol crosscheck trajectory' and './dmol bench trajectory'.

trajectory.py check FILE: the network's output and the baseline's training, in float64
trajectory.py bench FILE: seconds of two epochs of the network's training, one frame a step, in float32

The equivariant network is written with dot and cross products instead of spherical harmonics and coupling coefficients. Prints a JSON object
as its last line.
"""
import json
import sys
import time

MODE, FILE = sys.argv[1:3]
if MODE == "bench":
    import jax
    import jax.numpy as np
else:
    import numpy as np

CUTOFF, BASIS, NEIGHBOURS = 3.5, 10, 11
BEADS, TRAINING, EPOCHS, RATE = 12, 1637, 12, 1e-6
# The signs of couplings are a convention (Condon and Shortley): two vectors to a scalar, to a vector, a vector and degree 2 to a vector.
DOT, CROSS, QUADRUPOLE = -1, 1, -1
LAYERS = [
    ([("0e", 1)], [("0e", 5), ("1o", 5)]),
    ([("0e", 5), ("1o", 5)], [("0e", 5), ("1e", 5), ("1o", 5)]),
    ([("0e", 5), ("1e", 5), ("1o", 5)], [("0e", 5), ("0o", 5), ("1e", 5), ("1o", 5)]),
    ([("0e", 5), ("0o", 5), ("1e", 5), ("1o", 5)], None),
]


def second_moment(f):
    x = np.linspace(-12, 12, 20001)
    y = f(x) ** 2 * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    return 1 / np.sqrt(np.sum(y) * (x[1] - x[0]))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def silu(x):
    return x * sigmoid(x)


SILU, TANH, SIGMOID = second_moment(silu), second_moment(np.tanh), second_moment(sigmoid)


def other(parity):
    return "o" if parity == "e" else "e"


def products(irrep, h, n):
    """Products of features (sender, channel[, 3]) with directions (receiver, sender, 3): (output irrep, function of a weight) in order.

    The order is that of the degrees 0 to 3, and for each of them of the output's degree; outputs of degree 2 and more are left out.
    """
    degree, parity = int(irrep[0]), irrep[1]
    direction = n[:, :, None, :]
    if degree == 0:
        s = h[None, :, :, None]
        yield "0" + parity, lambda w: w[..., None] * s
        yield "1" + other(parity), lambda w: w[..., None] * np.sqrt(3) * s * direction
    else:
        v = h[None]
        dot = np.sum(v * direction, -1, keepdims=True)
        yield "1" + parity, lambda w: w[..., None] * v
        yield "0" + other(parity), lambda w: DOT * w[..., None] * dot
        turned = np.cross(*np.broadcast_arrays(v, direction))
        yield "1" + other(parity), lambda w: CROSS * w[..., None] * np.sqrt(1.5) * turned
        yield "1" + parity, lambda w: QUADRUPOLE * w[..., None] * (3 * direction * dot - v) / np.sqrt(2)


def linear(weights, name, parts, out):
    """Mixes copies of equal irreps; parts are [(irrep, array (..., channels, dim))]."""
    result = []
    for o, (irrep, count) in enumerate(out):
        fan = sum(a.shape[-2] for i, a in parts if i == irrep)
        total = 0
        for k, (i, a) in enumerate(parts):
            if i == irrep:
                total = total + np.einsum("...ui,uv->...vi", a, weights[f"{name}/kernel_{k}_{o}"])
        if fan:
            total = total / np.sqrt(fan)
        result.append(total)
    return result


def convolution(weights, layer, nodes, x, inputs, outputs):
    d = x[None, :, :] - x[:, None, :]
    r = np.sqrt(np.sum(d * d, -1))
    apart = r > 1e-6
    n = d / np.where(apart, r, 1)[..., None]
    u = np.clip(2 * (r / CUTOFF - 1), -1, 0)
    reach = (1 - np.cos(np.pi * u)) / 2 * apart
    step = CUTOFF / (BASIS - 1)
    basis = np.exp(-(((r[..., None] - step * np.arange(BASIS)) / step) ** 2)) / 1.12 * np.sqrt(BASIS)
    first, second = weights[f"{layer}/first/kernel"], weights[f"{layer}/second/kernel"]
    radial = SILU * silu(basis @ first / np.sqrt(first.shape[0])) @ second / np.sqrt(second.shape[0]) * reach[..., None]
    mixed = linear(weights, f"{layer}/before", [(i, a) for (i, _), a in zip(inputs, nodes)], inputs)
    wanted = {i for i, _ in outputs}
    messages, at = [], 0
    for (irrep, count), h in zip(inputs, mixed):
        values = h[..., 0] if irrep[0] == "0" else h
        for to, product in products(irrep, values, n):
            if to in wanted:
                message = product(radial[..., at:at + count])
                messages.append((to, message.sum(1) / np.sqrt(NEIGHBOURS)))
                at += count
    assert at == radial.shape[-1]
    total = linear(weights, f"{layer}/after", messages, outputs)
    own = linear(weights, f"{layer}/self", [(i, a) for (i, _), a in zip(inputs, nodes)], outputs)
    reached = {i for i, _ in inputs}
    s, c = np.sin(np.pi / 8), np.cos(np.pi / 8)
    return [s * o + c * t if i in reached else t for (i, _), o, t in zip(outputs, own, total)]


def network(weights, x):
    nodes = [np.ones((BEADS, 1, 1))]
    for layer, (inputs, outputs) in enumerate(LAYERS):
        if outputs is None:
            return convolution(weights, layer, nodes, x, inputs, [("1o", 1)])[0][:, 0]
        gates = sum(c for i, c in outputs if i[0] != "0")
        y = convolution(weights, layer, nodes, x, inputs, outputs + [("0e", gates)])
        opened, at, nodes = SIGMOID * sigmoid(y[-1]), 0, []
        for (irrep, count), a in zip(outputs, y):
            if irrep == "0e":
                nodes.append(SILU * silu(a))
            elif irrep == "0o":
                nodes.append(TANH * np.tanh(a))
            else:
                nodes.append(a * opened[:, at:at + count])
                at += count


def baseline(frames):
    w, b, losses = np.zeros((3, 3)), 0.0, []
    x, y = frames[:-1], frames[1:]
    for _ in range(EPOCHS):
        for f in range(TRAINING):
            e = 2 * (x[f] @ w + b - y[f]) / y[f].size
            w -= RATE * x[f].T @ e
            b -= RATE * e.sum()
        losses.append(float(np.mean((x[TRAINING:] @ w + b - y[TRAINING:]) ** 2)))
    return losses


def check(arrays):
    arrays = {k: a.astype(np.float64) for k, a in arrays.items()}
    return {
        "parameters": sum(a.size for k, a in arrays.items() if "/" in k),
        "network": np.concatenate([network(arrays, x).ravel() for x in arrays["frames"]]).tolist(),
        "baseline": baseline(arrays["all"]),
    }


def bench(arrays, rate=1e-4, beta1=0.9, beta2=0.999, epsilon=1e-7):
    frames = arrays.pop("all")
    weights = arrays
    zeros = {k: np.zeros_like(w) for k, w in weights.items()}
    state = (weights, zeros, zeros, np.float32(0))

    @jax.jit
    def step(state, x, y):
        weights, m, v, t = state
        loss, g = jax.value_and_grad(lambda w: np.mean((network(w, x) - y) ** 2))(weights)
        t = t + 1
        m = {k: beta1 * m[k] + (1 - beta1) * g[k] for k in m}
        v = {k: beta2 * v[k] + (1 - beta2) * g[k] ** 2 for k in v}
        size = rate * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
        weights = {k: w - size * m[k] / (np.sqrt(v[k]) + epsilon) for k, w in weights.items()}
        return (weights, m, v, t), loss

    times, losses = [], []
    for _ in range(2):
        start = time.perf_counter()
        losses = []
        for x, y in zip(frames[:-1], frames[1:]):
            state, loss = step(state, x, y - x)
            losses.append(loss)
        mean = float(sum(losses) / len(losses))
        times.append(time.perf_counter() - start)
    return {"first": times[0], "second": times[1], "loss": mean}


file = np.load(FILE)
print(json.dumps((bench if MODE == "bench" else check)({k: file[k] for k in file.files})))
