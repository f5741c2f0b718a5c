"""Training steps in Keras: the reference side of './dmol bench layer-steps'.

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import keras
import numpy as np
from keras import layers


def recurrent(layer):
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            layers.Embedding(128, 16, mask_zero=True),
            layer,
            layers.Dense(32, activation="relu"),
            layers.Dense(1),
        ]
    )


def convolutions():
    model = keras.Sequential([keras.Input((200,), dtype="int32"), layers.Embedding(21, 16)])
    for size, pool in ((5, 4), (3, 2), (3, 2)):
        model.add(layers.Conv1D(16, size, activation="relu"))
        model.add(layers.MaxPooling1D(pool))
    model.add(layers.Flatten())
    for units, activation in ((256, "relu"), (64, "relu"), (1, "sigmoid")):
        model.add(layers.Dense(units, activation=activation))
    return model


class Positions(layers.Layer):
    """Learnt numbers of each position."""

    def build(self, shape):
        self.table = self.add_weight(shape=shape[1:], initializer="glorot_uniform", name="table")

    def call(self, x):
        return x + self.table


def transformer():
    tokens = keras.Input((96,), dtype="int32")
    embedding = layers.Embedding(128, 32, mask_zero=True)
    mask = embedding.compute_mask(tokens)
    x = Positions()(embedding(tokens))
    attended = layers.MultiHeadAttention(4, 8)(x, x, query_mask=mask, value_mask=mask, key_mask=mask)
    x = layers.LayerNormalization()(x + attended)
    wide = layers.Dense(128, activation="relu")(x)
    x = layers.LayerNormalization()(x + layers.Dense(32)(wide))
    return keras.Model(tokens, layers.Dense(1)(layers.GlobalAveragePooling1D()(x, mask=mask)))


MODELS = {
    "GRU": lambda: (recurrent(layers.GRU(32)), "mse", []),
    "LSTM": lambda: (recurrent(layers.LSTM(32)), "mse", []),
    "convolutions": lambda: (convolutions(), "binary_crossentropy", ["binary_accuracy"]),
    "transformer": lambda: (transformer(), "mse", []),
}


class Clock(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.ends = [time.perf_counter()]

    def on_epoch_end(self, epoch, logs=None):
        self.ends.append(time.perf_counter())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("data")
    parser.add_argument("--epochs", type=int, default=4)
    args = parser.parse_args()
    with np.load(args.data) as file:
        data = {k: file[k] for k in file.files}
    model, loss, metrics = MODELS[args.model]()
    model.set_weights([data[f"w{i}"] for i in range(len(data) - 2)])
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss=loss, metrics=metrics)
    clock = Clock()
    history = model.fit(
        data["x"], data["y"], batch_size=16, epochs=args.epochs, shuffle=False, verbose=0, callbacks=[clock]
    )
    seconds = np.diff(clock.ends)
    print(json.dumps({"first": seconds[0], "epoch": seconds[1:].min(), "loss": history.history["loss"][-1]}))
