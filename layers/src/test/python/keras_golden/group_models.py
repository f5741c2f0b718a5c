"""Whole models: functional with shared layers, several inputs and outputs, nested ones; summaries as text."""

import keras
import numpy as np
from keras import layers

from . import evaluate as ev
from . import values
from .layer_case import add


def make(group, folder):
    for name, (model, arrays, call) in models().items():
        add(group, name, model, arrays, call=call)
        summary(group, name, model, {"model_of": name})
    frozen = models()["functional"][0]
    frozen.get_layer("hidden").trainable = False
    summary(group, "functional_frozen", frozen)
    compiled = models()["sequential"][0]
    compiled.compile("adam", "mse")
    compiled.fit(np.zeros((2, 4)), np.zeros((2, 2)), verbose=0)
    summary(group, "sequential_trained", compiled)
    unbuilt = keras.Sequential([layers.Dense(3, name="a"), layers.Dense(1, name="b")], name="unbuilt")
    summary(group, "unbuilt", unbuilt)


def models():
    """Name -> model, arrays to call it with, keyword arguments of the call."""
    x = lambda name, *shape: values.normal(values.rng("model_" + name), *shape)  # noqa: E731
    d = lambda n, name, act=None: layers.Dense(n, activation=act, name=name)  # noqa: E731
    result = {}

    s = keras.Sequential([keras.Input((4,), name="x"), d(3, "a", "tanh"), layers.Dropout(0.5, name="drop"), d(2, "b")], name="sequential")
    result["sequential"] = (s, [x("sequential", 5, 4)], {})

    i = keras.Input((4,), name="x")
    h = d(3, "hidden", "tanh")(i)
    m = keras.Model(i, layers.Add(name="add")([d(3, "out")(h), h]), name="functional")
    result["functional"] = (m, [x("functional", 3, 4)], {})

    i, j = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    shared = d(3, "shared", "tanh")
    y = layers.Dot(axes=1, name="dot")([shared(i), shared(j)])
    result["shared_layer"] = (keras.Model([i, j], y, name="shared_layer"), [x("sl", 3, 4), x("sr", 3, 4)], {})

    i, j = keras.Input((4,), name="x"), keras.Input((3,), name="extra")
    h = d(3, "hidden", "relu")(i)
    y = [d(1, "value")(layers.Concatenate(name="cat")([h, j])), d(2, "kind", "softmax")(h)]
    result["two_in_two_out"] = (keras.Model([i, j], y, name="two_in_two_out"), [x("ti", 3, 4), x("tj", 3, 3)], {})

    inner_in = keras.Input((4,), name="inner_x")
    inner = keras.Model(inner_in, d(4, "inner_b")(d(3, "inner_a", "tanh")(inner_in)), name="inner")
    i = keras.Input((4,), name="x")
    y = d(1, "head")(layers.Add(name="add")([inner(i), inner(inner(i))]))
    result["nested"] = (keras.Model(i, y, name="nested"), [x("nested", 3, 4)], {})

    block = keras.Sequential([d(3, "p", "relu"), d(4, "q")], name="block")
    s = keras.Sequential([keras.Input((4,), name="x"), block, layers.BatchNormalization(name="bn"), d(1, "head")], name="nested_sequential")
    result["nested_sequential"] = (s, [x("ns", 6, 4)], {"training": True})

    i = keras.Input((None, 3), name="sequence")
    y, state = layers.GRU(2, return_sequences=True, return_state=True, name="gru")(i)
    m = keras.Model(i, [layers.TimeDistributed(d(2, "dense"), name="td")(y), state], name="unknown_length")
    result["unknown_length"] = (m, [x("ul", 2, 5, 3)], {})

    # Keras orders layers by their distance from the outputs, not along the branches.
    i, j = keras.Input((4,), name="near"), keras.Input((5,), name="far")
    h = d(2, "long_2")(d(3, "long_1", "tanh")(j))
    y = layers.Concatenate(name="cat")([d(6, "short")(i), h])
    m = keras.Model([i, j], [d(1, "head")(y), d(7, "side")(h)], name="uneven_branches")
    result["uneven_branches"] = (m, [x("ui", 3, 4), x("uj", 3, 5)], {})

    i = keras.Input((7, 2), name="x")
    h = layers.Conv1D(3, 3, activation="relu", padding="same", name="conv")(i)
    h = layers.Flatten(name="flatten")(layers.MaxPooling1D(2, name="pool")(h))
    result["convolution"] = (keras.Model(i, d(1, "head")(h), name="convolution"), [x("conv", 3, 7, 2)], {})

    i = keras.Input((6, 6, 1), name="image")
    h = layers.Conv2D(2, 3, name="conv")(i)
    h = layers.GlobalAveragePooling2D(name="pool")(layers.LayerNormalization(name="norm")(h))
    result["image"] = (keras.Model(i, d(2, "head", "softmax")(h), name="image"), [x("image", 2, 6, 6, 1)], {})
    return result


def summary(group, name, model, source=None):
    """The text of `summary`; the model is written out or that of another case."""
    lines = []
    model.summary(print_fn=lines.append, line_length=80)
    case = {"id": f"summary_{name}", "kind": "summary"} | (source or {"model": ev.serialize(model)})
    group.add(case | {"line_length": 80, "text": "\n".join(lines)})
