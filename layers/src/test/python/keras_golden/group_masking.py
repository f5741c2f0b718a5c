"""Masking, position encodings, and masks on their way through models."""

import keras
import numpy as np
from keras import layers

from . import values
from .layer_case import add

IDS = np.array([[1, 3, 2, 0], [4, 0, 0, 0], [2, 2, 0, 1]], np.int32)


def make(group, folder):
    masking(group)
    positions(group)
    models(group)


def masking(group):
    x = values.normal(values.rng("masking"), 3, 4, 2)
    x[0, 2:] = 0.0
    x[1, 1, 0] = 0.0
    x[2, 1:] = -1.0
    add(group, "masking_zero", layers.Masking(name="masking"), [x])
    add(group, "masking_minus_one", layers.Masking(-1.0, name="masking"), [x])


def positions(group):
    """Sinusoidal encoding (Vaswani et al. 2017) by its formula, as keras_hub.layers.SinePositionEncoding lays it out."""
    for steps, features, wavelength in ((5, 6, 10000.0), (4, 5, 100.0)):
        case_id = f"sine_position_encoding_{features}"
        k = np.arange(features)
        rate = wavelength ** (-2.0 * (k // 2) / features)
        angle = np.arange(steps)[:, None] * rate[None, :]
        y = np.where(k % 2 == 0, np.sin(angle), np.cos(angle))
        config = {"name": "sine_position_encoding", "max_wavelength": wavelength}
        layer = {"module": "keras_hub.layers", "class_name": "SinePositionEncoding", "config": config}
        case = {"id": case_id, "kind": "positions", "layer": layer, "shape": [2, steps, features]}
        group.add(case | {"output": group.put(case_id, "y", np.broadcast_to(y, (2, steps, features)))})


def models(group):
    def c(name, inputs, outputs, *arrays, call=None):
        model = keras.Model(inputs, outputs, name=name)
        add(group, f"model_{name}", model, list(arrays), call=call)

    ids = lambda name="ids": keras.Input((4,), dtype="int32", name=name)  # noqa: E731
    embed = lambda name="embedding": layers.Embedding(5, 3, mask_zero=True, name=name)  # noqa: E731
    i = ids()
    e = embed()(i)
    c("embedding_gru", i, layers.Dense(2, name="d")(layers.GRU(3, name="gru")(e)), IDS)
    i = ids()
    c("embedding_lstm_lstm", i, layers.LSTM(2, name="b")(layers.LSTM(3, return_sequences=True, name="a")(embed()(i))), IDS)
    i = ids()
    h = layers.Dropout(0.5, name="drop")(layers.Dense(3, "tanh", name="d")(embed()(i)))
    c("embedding_dense_pool", i, layers.GlobalAveragePooling1D(name="pool")(h), IDS, call={"training": False})
    i, j = ids("i"), ids("j")
    shared = embed()
    both = layers.Concatenate(axis=1, name="cat")([shared(i), shared(j)])
    c("concatenate_time", [i, j], layers.SimpleRNN(2, name="rnn")(both), IDS, IDS[:, ::-1].copy())
    i, j = ids("i"), ids("j")
    e = embed()
    added = layers.Add(name="add")([e(i), e(j)])
    c("add_masks", [i, j], layers.GRU(2, return_sequences=True, name="gru")(added), IDS, IDS[::-1].copy())
    i = ids()
    b = layers.Bidirectional(layers.LSTM(2, return_sequences=True, name="lstm"), name="bi")(embed()(i))
    t = layers.TimeDistributed(layers.Dense(2, "relu", name="dense"), name="td")(b)
    c("bidirectional_time_distributed", i, layers.GlobalAveragePooling1D(name="pool")(t), IDS)
    x = keras.Input((4, 3), name="x")
    m = layers.Dense(3, "tanh", name="dense")(layers.Masking(name="masking")(x))
    data = values.normal(values.rng("masking_model"), 3, 4, 3)
    data[0, 3] = data[1, 1:] = 0.0
    c("masking_attention", x, layers.MultiHeadAttention(2, 2, name="mha")(m, m), data)
    x = keras.Input((4, 3), name="x")
    m = layers.Masking(name="masking")(x)
    c("masking_additive_attention", x, layers.AdditiveAttention(name="att")([m, m]), data)
    x = keras.Input((4, 3), name="x")
    m = layers.BatchNormalization(name="bn")(layers.Masking(name="masking")(x))
    c("masking_batch_normalization", x, m, data, call={"training": True})
    i = ids()
    block = transformer(embed()(i))
    c("transformer_block", i, layers.GlobalAveragePooling1D(name="pool")(block), IDS)


def transformer(x):
    a = layers.MultiHeadAttention(2, 2, name="mha")(x, x, x)
    x = layers.LayerNormalization(epsilon=0.1, name="norm1")(layers.Add(name="add1")([x, a]))
    f = layers.Dense(3, name="ff2")(layers.Dense(5, "gelu", name="ff1")(x))
    return layers.LayerNormalization(epsilon=0.1, name="norm2")(layers.Add(name="add2")([x, f]))
