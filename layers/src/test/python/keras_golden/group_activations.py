"""Activations by name and with settings, and the layers that are activations."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from . import evaluate as ev
from . import values
from .layer_case import add

NAMES = (
    "linear relu relu6 leaky_relu elu selu celu gelu tanh sigmoid hard_sigmoid softmax log_softmax log_sigmoid softplus softsign "
    "silu swish hard_silu hard_swish mish exponential hard_tanh tanh_shrink squareplus soft_shrink hard_shrink glu sparse_plus "
    "sparse_sigmoid sparsemax"
).split()
NO_SECOND = {"softsign", "sparsemax"}  # TensorFlow has no second derivative of these in Python
WITH_SETTINGS = [
    ("relu", {"negative_slope": 0.1}),
    ("relu", {"max_value": 1.0}),
    ("relu", {"threshold": 0.5, "negative_slope": 0.2, "max_value": 1.5}),
    ("leaky_relu", {"negative_slope": 0.3}),
    ("elu", {"alpha": 0.5}),
    ("celu", {"alpha": 2.0}),
    ("gelu", {"approximate": True}),
    ("softmax", {"axis": 1}),
    ("log_softmax", {"axis": 1}),
    ("soft_shrink", {"threshold": 0.2}),
    ("hard_shrink", {"threshold": 0.2}),
    ("squareplus", {"b": 2}),
    ("threshold", {"threshold": 0.3, "default_value": -1.0}),
]
FAR = np.array([[-100.0, -30.0, -9.0, -4.0, 0.0, 4.0, 9.0, 30.0, 80.0, 100.0]], np.float32)


def make(group, folder):
    for name in NAMES:
        layer = layers.Activation(name, name="activation")
        x = values.normal(values.rng("act_" + name), 3, 4, scale=2.0)
        add(group, f"name_{name}", layer, [x], second=name not in NO_SECOND)
    rank3 = values.normal(values.rng("act_rank3"), 2, 3, 4)
    for name in ("softmax", "log_softmax"):
        add(group, f"rank3_{name}", layers.Activation(name, name="activation"), [rank3])
    functions(group)
    as_layers(group)


def functions(group):
    for k, (name, kwargs) in enumerate(WITH_SETTINGS):
        x = values.normal(values.rng(f"fn_{name}{k}"), 2, 3, 4, scale=1.5)
        f = getattr(keras.activations, name)
        function(group, f"function_{name}_{k}", name, kwargs, x, lambda v, f=f, kw=kwargs: f(v, **kw))
    x = values.normal(values.rng("fn_ssp"), 3, 4, scale=2.0)
    log2 = np.log(2.0)
    function(group, "function_shifted_softplus", "shifted_softplus", {}, x, lambda v: tf.math.softplus(v) - log2)
    for name in NAMES:
        if name in ("glu", "exponential", "sparsemax"):
            continue
        f = getattr(keras.activations, name)
        function(group, f"far_{name}", name, {}, FAR, f, gradient=False)


def function(group, case_id, name, kwargs, x, f, gradient=True):
    v = tf.constant(x.astype(np.float64))
    c = values.normal(values.rng(case_id), *f(v).shape)
    with ev.floatx("float64"), tf.GradientTape() as outer:
        outer.watch(v)
        with tf.GradientTape() as inner:
            inner.watch(v)
            y = f(v)
            loss = tf.reduce_sum(y * c.astype(np.float64))
        g = inner.gradient(loss, v)
        energy = tf.reduce_sum(tf.square(g)) if gradient else None
    case = {"id": case_id, "kind": "activation", "activation": name, "kwargs": kwargs}
    case |= {"input": group.put(case_id, "x", x), "output": group.put(case_id, "y", y)}
    if gradient:
        h = ev.numpy_or_none(outer.gradient(energy, v))
        case |= {"cotangent": group.put(case_id, "c", c), "gradient": group.put(case_id, "g", g)}
        case["second"] = None if h is None else group.put(case_id, "h", h)
    group.add(case)


def as_layers(group):
    def c(name, layer, *shape, masks=None):
        add(group, f"layer_{name}", layer, [values.normal(values.rng("al_" + name), *shape)], masks=masks)

    c("relu", layers.ReLU(name="relu"), 3, 4)
    c("relu_settings", layers.ReLU(max_value=1.0, negative_slope=0.1, threshold=0.2, name="relu"), 3, 4)
    c("leaky_relu", layers.LeakyReLU(name="leaky_relu"), 3, 4)
    c("leaky_relu_slope", layers.LeakyReLU(negative_slope=0.05, name="leaky_relu"), 3, 4)
    c("elu", layers.ELU(alpha=0.7, name="elu"), 3, 4)
    c("prelu", layers.PReLU(name="prelu"), 3, 4)
    c("prelu_rank3", layers.PReLU(name="prelu"), 2, 3, 4)
    c("prelu_shared", layers.PReLU(shared_axes=[1], name="prelu"), 2, 3, 4)
    c("softmax", layers.Softmax(name="softmax"), 2, 3, 4)
    c("softmax_axis", layers.Softmax(axis=1, name="softmax"), 2, 3, 4)
    c("softmax_axes", layers.Softmax(axis=(1, 2), name="softmax"), 2, 3, 4)
    mask = values.lengths_mask([3, 1], 3)
    c("activation_mask", layers.Activation("tanh", name="activation"), 2, 3, 4, masks=[mask])
    c("prelu_mask", layers.PReLU(name="prelu"), 2, 3, 4, masks=[mask])
