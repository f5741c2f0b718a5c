"""Runs a Keras layer on a case: outputs, masks, gradients, second order, losses and state updates.

Every case is run twice, in float32 and in float64, from the same float32 numbers. The float64 values are stored (rounded to
float32), so they carry no rounding error of their own; how far Keras's own float32 run is from them is stored beside them.
"""

import copy
import json
from contextlib import contextmanager

import keras
import numpy as np
import tensorflow as tf
from keras.src import backend

TOLERANCE = 1e-5
STEP = 1e-5


def exact_moments(x, axes, shift=None, keepdims=False, name=None):
    """Mean and variance without the `stop_gradient` that `tf.nn.moments` puts on the mean.

    With it, first derivatives are right, because the variance does not change with the mean to first order, but second derivatives
    are wrong: Keras's batch and layer normalisation inherit that. Everything stored here agrees with finite differences.
    """
    mean = tf.reduce_mean(x, axes, keepdims=True)
    variance = tf.reduce_mean(tf.square(x - mean), axes, keepdims=keepdims)
    return (mean if keepdims else tf.reduce_mean(x, axes)), variance


tf.nn.moments = exact_moments


def serialize(obj):
    return json.loads(json.dumps(keras.saving.serialize_keras_object(obj)))


def as_dtype(config, name):
    """The serialised object with every float32 policy replaced."""
    if isinstance(config, dict):
        return {k: (name if k == "dtype" and v == "float32" else as_dtype(v, name)) for k, v in config.items()} | (
            {"config": {"name": name}} if config.get("class_name") == "DTypePolicy" else {}
        )
    if isinstance(config, list):
        return [as_dtype(c, name) for c in config]
    return config


def deserialize(config):
    """A new object; some `from_config` of Keras empty the dictionary they are given."""
    return keras.saving.deserialize_keras_object(copy.deepcopy(config))


@contextmanager
def floatx(name):
    old = keras.config.floatx()
    keras.config.set_floatx(name)
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_floatx(old)
        keras.config.set_dtype_policy(old)


def cast(a, name):
    a = np.asarray(a)
    return tf.constant(a.astype(name) if a.dtype.kind == "f" else a)


def is_float(t):
    return t.dtype.is_floating


def numpy_or_none(t):
    """A gradient as an array; None where it is disconnected or identically zero."""
    if t is None:
        return None
    a = tf.convert_to_tensor(t).numpy()
    return None if not np.any(np.abs(a) > 1e-12) else a


class Run:
    """One evaluation of `invoke(layer, inputs, states)` in one precision."""

    def __init__(self, layer, weights, inputs, masks, states, invoke, cotangents, training, second):
        for v, w in zip(layer.weights, weights, strict=True):
            v.assign(w)
        dtype = keras.config.floatx()
        xs = [cast(x, dtype) for x in inputs]
        ss = [cast(s, dtype) for s in states]
        for x, m in zip(xs, masks):
            if m is not None:
                backend.set_keras_mask(x, tf.constant(m))
        floats = [x for x in xs if is_float(x)] + ss
        trainable = [v.value for v in layer.trainable_weights]
        with tf.GradientTape(persistent=True) as outer:
            outer.watch(floats)
            with tf.GradientTape(persistent=True) as inner:
                inner.watch(floats)
                out = invoke(layer, xs, ss)
                outs = [tf.convert_to_tensor(o) for o in tf.nest.flatten(out)]
                self.masks = [backend.get_keras_mask(o) for o in tf.nest.flatten(out)]
                loss = tf.add_n(
                    [tf.reduce_sum(tf.cast(c, o.dtype) * o) for c, o in zip(cotangents, outs) if is_float(o)]
                )
            first = inner.gradient(loss, floats + trainable)
            energy = [tf.reduce_sum(tf.square(g)) for g in first[: len(floats)] if g is not None]
            energy = tf.add_n(energy) if energy else None
        self.energy = None if energy is None else float(energy)
        self.outputs = [o.numpy() for o in outs]
        self.masks = [None if m is None else np.asarray(m) for m in self.masks]
        self.first = [numpy_or_none(g) for g in first]
        wanted = second and energy is not None
        self.second = [numpy_or_none(g) for g in outer.gradient(energy, floats + trainable)] if wanted else None
        self.losses = [float(x) for x in layer.losses]
        self.state = [v.numpy() for v in layer.non_trainable_weights] if training else []


def output_shapes(layer, inputs, masks, states, invoke):
    xs = [cast(x, keras.config.floatx()) for x in inputs]
    for x, m in zip(xs, masks):
        if m is not None:
            backend.set_keras_mask(x, tf.constant(m))
    return [tuple(o.shape) for o in tf.nest.flatten(invoke(layer, xs, [cast(s, "float32") for s in states]))]


def error(a, b):
    """The largest difference relative to the scale of b."""
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    return float(np.max(np.abs(a - b), initial=0.0) / max(np.max(np.abs(b), initial=0.0), 1e-6))


def errors(single, double):
    """The error of every array of a float32 run, by kind of array."""
    kinds = {
        "outputs": (single.outputs, double.outputs),
        "gradients": (single.first, double.first),
        "second": (single.second or [], double.second or []),
        "updates": (single.state, double.state),
    }
    result = {}
    for kind, (a, b) in kinds.items():
        pairs = [(0.0 if p is None else p, q) for p, q in zip(a, b) if q is not None]
        result[kind] = [error(p, q) for p, q in pairs]
    return result


def check_second(run, inputs, states, evaluate, r):
    """Compares the second order with a central difference of the squared norm along a random direction; float64 only."""
    floats = [i for i, x in enumerate(inputs) if x.dtype.kind == "f"]
    values = [np.asarray(inputs[i], np.float64) for i in floats] + [np.asarray(s, np.float64) for s in states]
    # An exact zero may be padding to a Masking layer, and a step away from it is not.
    directions = [r.standard_normal(v.shape) * (v != 0) for v in values]
    predicted = sum(float(np.sum(d * h)) for d, h in zip(directions, run.second) if h is not None)

    def energy(step):
        moved = [v + step * d for v, d in zip(values, directions)]
        xs = list(inputs)
        for i, v in zip(floats, moved):
            xs[i] = v
        return evaluate(xs, moved[len(floats) :]).energy

    measured = (energy(STEP) - energy(-STEP)) / (2 * STEP)
    scale = max([np.linalg.norm(h) for h in run.second if h is not None] + [run.energy, 1e-3])
    if abs(measured - predicted) > 1e-5 * scale:
        raise AssertionError(f"second order: {predicted} by differentiation, {measured} by differences")
