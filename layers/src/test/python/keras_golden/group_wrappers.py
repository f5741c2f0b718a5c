"""Bidirectional and TimeDistributed."""

import keras
from keras import layers

from . import values
from .layer_case import add
from .sequence_case import add as add_sequence

BATCH, STEPS, FEATURES, UNITS = 3, 4, 2, 3


def make(group, folder):
    bidirectional(group)
    time_distributed(group)


def bidirectional(group):
    mask = [values.lengths_mask([4, 2, 1], STEPS)]

    def c(name, layer, masks=None, states=(), **config):
        full = f"bidirectional_{name}"
        x = values.normal(values.rng("x_" + full), BATCH, STEPS, FEATURES)
        add(group, full, layers.Bidirectional(layer, name="bidirectional", **config), [x], masks=masks, states=states)

    for mode in ("concat", "sum", "mul", "ave", None):
        c(f"gru_{mode or 'none'}", layers.GRU(UNITS, name="gru"), merge_mode=mode)
        c(f"lstm_{mode or 'none'}_sequences", layers.LSTM(UNITS, return_sequences=True, name="lstm"), merge_mode=mode)
    c("simple_rnn_mask", layers.SimpleRNN(UNITS, return_sequences=True, name="rnn"), masks=mask)
    c("gru_mask_last", layers.GRU(UNITS, name="gru"), masks=mask)
    c("lstm_state", layers.LSTM(UNITS, return_state=True, return_sequences=True, name="lstm"))
    c("gru_state_mask", layers.GRU(UNITS, return_state=True, name="gru"), masks=mask)
    backward = layers.LSTM(2, go_backwards=True, return_sequences=True, name="lstm_b")
    c("own_backward_layer", layers.GRU(UNITS, return_sequences=True, name="gru_f"), backward_layer=backward)
    r = values.rng("bidirectional_states")
    s = [values.normal(r, BATCH, UNITS, scale=0.5) for _ in range(4)]
    c("lstm_initial_state", layers.LSTM(UNITS, name="lstm"), states=s)
    x = [values.normal(r, BATCH, STEPS, FEATURES) for _ in range(2)]
    layer = layers.Bidirectional(layers.GRU(UNITS, stateful=True, name="gru"), name="bidirectional")
    steps = [{"inputs": [x[0]]}, {"inputs": [x[1]]}, {"inputs": [x[1]], "reset": True}]
    add_sequence(group, "bidirectional_stateful", layer, steps)


def time_distributed(group):
    mask = [values.lengths_mask([3, 1], 3)]

    def c(name, layer, *shape, masks=None, call=None):
        full = f"time_distributed_{name}"
        x = values.normal(values.rng("x_" + full), *shape)
        wrapper = layers.TimeDistributed(layer, name="time_distributed")
        add(group, full, wrapper, [x], masks=masks, call=call)

    c("dense", layers.Dense(2, activation="tanh", name="dense"), 2, 3, 4)
    c("dense_mask", layers.Dense(2, name="dense"), 2, 3, 4, masks=mask)
    c("conv1d", layers.Conv1D(2, 2, name="conv1d"), 2, 3, 5, 2)
    c("gru", layers.GRU(2, name="gru"), 2, 3, 4, 2)
    c("flatten", layers.Flatten(name="flatten"), 2, 3, 2, 2)
    inner = keras.Sequential([keras.Input((4,)), layers.Dense(3, "relu", name="a"), layers.Dense(2, name="b")], name="inner")
    c("sequential", inner, 2, 3, 4)
    c("batch_normalization_training", layers.BatchNormalization(name="bn"), 6, 2, 3, call={"training": True})
