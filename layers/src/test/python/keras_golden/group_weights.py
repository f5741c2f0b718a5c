"""Initializers (what is true of every draw), constraints and regularizers."""

import math

import numpy as np
import tensorflow as tf
from keras import constraints, initializers, regularizers

from . import evaluate as ev
from . import values

SHAPES = [(200, 300), (3, 50, 40), (3, 3, 20, 30), (500,)]
TRUNCATED = 0.87962566103423978  # deviation of the standard normal distribution cut at two


def make(group, folder):
    scaled(group)
    fixed(group)
    orthogonal(group)
    constrain(group)
    penalties(group)


def fans(shape):
    if len(shape) == 1:
        return shape[0], shape[0]
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field


def draw(group, name, initializer, shape, distribution, mean, stddev, limit):
    """A random initializer: values lie in mean +- limit (no limit: null), with the given mean and deviation."""
    config = ev.serialize(initializer)
    v = np.asarray(initializer(shape), np.float64)
    spread = 6 * stddev / math.sqrt(v.size)
    assert abs(v.mean() - mean) < spread and abs(v.std() - stddev) < spread, (name, shape, v.mean(), v.std(), mean, stddev)
    assert limit is None or np.max(np.abs(v - mean)) <= limit * (1 + 1e-6), (name, shape)
    case = {"id": f"{name}_{'x'.join(map(str, shape))}", "kind": "initializer", "initializer": config, "shape": list(shape)}
    case |= {"distribution": distribution, "mean": mean, "stddev": stddev, "limit": limit}
    group.add(case)


def scaled(group):
    i = initializers
    rules = [
        ("glorot_uniform", i.GlorotUniform(seed=1), 1.0, "fan_avg", "uniform"),
        ("glorot_normal", i.GlorotNormal(seed=1), 1.0, "fan_avg", "truncated_normal"),
        ("he_uniform", i.HeUniform(seed=1), 2.0, "fan_in", "uniform"),
        ("he_normal", i.HeNormal(seed=1), 2.0, "fan_in", "truncated_normal"),
        ("lecun_uniform", i.LecunUniform(seed=1), 1.0, "fan_in", "uniform"),
        ("lecun_normal", i.LecunNormal(seed=1), 1.0, "fan_in", "truncated_normal"),
    ]
    for mode in ("fan_in", "fan_out", "fan_avg"):
        for kind in ("uniform", "untruncated_normal", "truncated_normal"):
            rules.append((f"variance_scaling_{mode}_{kind}", i.VarianceScaling(0.7, mode, kind, seed=1), 0.7, mode, kind))
    for name, initializer, scale, mode, kind in rules:
        for shape in SHAPES if "variance" not in name else SHAPES[1:2]:
            fan_in, fan_out = fans(shape)
            n = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[mode]
            stddev = math.sqrt(scale / max(1.0, n))
            limit = {"uniform": math.sqrt(3) * stddev, "truncated_normal": 2 * stddev / TRUNCATED}.get(kind)
            draw(group, name, initializer, shape, kind, 0.0, stddev, limit)


def fixed(group):
    i, shape = initializers, (200, 300)
    draw(group, "random_normal", i.RandomNormal(seed=1), shape, "normal", 0.0, 0.05, None)
    draw(group, "random_normal_settings", i.RandomNormal(0.3, 0.2, seed=1), shape, "normal", 0.3, 0.2, None)
    width = 0.1 / math.sqrt(12)
    draw(group, "random_uniform", i.RandomUniform(seed=1), shape, "uniform", 0.0, width, 0.05)
    draw(group, "random_uniform_settings", i.RandomUniform(0.1, 0.5, seed=1), shape, "uniform", 0.3, 0.4 / math.sqrt(12), 0.2)
    draw(group, "truncated_normal", i.TruncatedNormal(seed=1), shape, "truncated_normal", 0.0, 0.05 * TRUNCATED, 0.1)
    settings = i.TruncatedNormal(0.3, 0.2, seed=1)
    draw(group, "truncated_normal_settings", settings, shape, "truncated_normal", 0.3, 0.2 * TRUNCATED, 0.4)
    for name, initializer, size in (
        ("zeros", i.Zeros(), (2, 3)),
        ("ones", i.Ones(), (2, 3)),
        ("constant", i.Constant(0.7), (2, 3)),
        ("identity", i.Identity(), (3, 3)),
    ):
        v = np.asarray(initializer(size))
        group.add({"id": name, "kind": "constant", "initializer": ev.serialize(initializer), "shape": list(size), "value": v.tolist()})


def orthogonal(group):
    """The matrix of all leading axes by the last one has orthogonal rows or columns (the fewer) of length `gain`."""
    for shape in ((5, 5), (7, 4), (4, 7), (2, 3, 4)):
        for gain in (1.0, 1.5):
            initializer = initializers.Orthogonal(gain=gain, seed=1)
            v = np.asarray(initializer(shape)).reshape(-1, shape[-1])
            product = v.T @ v if v.shape[0] >= v.shape[1] else v @ v.T
            assert np.allclose(product, gain**2 * np.eye(len(product)), atol=1e-5)
            case = {"id": f"orthogonal_{'x'.join(map(str, shape))}_{gain}", "kind": "orthogonal"}
            group.add(case | {"initializer": ev.serialize(initializer), "shape": list(shape), "gain": gain})


def constrain(group):
    c = constraints
    for name, constraint in {
        "max_norm": c.MaxNorm(),
        "max_norm_settings": c.MaxNorm(0.8, axis=1),
        "max_norm_axes": c.MaxNorm(1.0, axis=[0, 1]),
        "non_neg": c.NonNeg(),
        "unit_norm": c.UnitNorm(),
        "unit_norm_axis": c.UnitNorm(axis=1),
        "min_max_norm": c.MinMaxNorm(),
        "min_max_norm_settings": c.MinMaxNorm(0.5, 0.9, rate=0.3, axis=1),
    }.items():
        w = values.normal(values.rng("constraint"), 4, 3)
        with ev.floatx("float64"):
            y = ev.deserialize(ev.serialize(constraint))(tf.constant(w.astype(np.float64)))
        case = {"id": f"constraint_{name}", "kind": "constraint", "constraint": ev.serialize(constraint)}
        group.add(case | {"input": group.put(f"c_{name}", "x", w), "output": group.put(f"c_{name}", "y", y)})


def penalties(group):
    r = regularizers
    for name, regularizer in {
        "l1": r.L1(),
        "l1_settings": r.L1(0.3),
        "l2": r.L2(),
        "l2_settings": r.L2(0.3),
        "l1_l2": r.L1L2(0.1, 0.2),
        "l1_l2_zero": r.L1L2(),
        "orthogonal_rows": r.OrthogonalRegularizer(0.2),
        "orthogonal_columns": r.OrthogonalRegularizer(0.2, mode="columns"),
    }.items():
        dtype = "float32" if name.startswith("orthogonal") else "float64"  # Keras mixes types in the orthogonal one
        w = tf.constant(values.normal(values.rng("penalty"), 4, 3).astype(dtype))
        with ev.floatx(dtype), tf.GradientTape() as tape:
            tape.watch(w)
            loss = ev.deserialize(ev.serialize(regularizer))(w)
        g = tape.gradient(loss, w)
        case = {"id": f"regularizer_{name}", "kind": "regularizer", "regularizer": ev.serialize(regularizer)}
        case |= {"input": group.put(f"r_{name}", "x", w), "value": float(loss)}
        group.add(case | {"gradient": None if g is None else group.put(f"r_{name}", "g", g)})
