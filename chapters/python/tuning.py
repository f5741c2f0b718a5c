"""Chapter 18 in Keras: the reference side of './dmol crosscheck tuning' and './dmol bench tuning'.

  tuning.py check IN.npz     the network with given weights, and the callbacks on given numbers
  tuning.py bench IN.npz     seconds of fit for some epochs

Keras 2 (tf_keras), as the published run. Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np
import tf_keras as keras
from tf_keras import layers


def network(l2, dropout=0.0):
    penalty = keras.regularizers.l2(l2) if l2 else None
    drop = (lambda: [layers.Dropout(dropout)]) if dropout else (lambda: [])
    model = keras.Sequential([
        keras.Input((190,)), layers.Embedding(21, 16), layers.Conv1D(16, 5, activation="relu"), layers.MaxPooling1D(4),
        layers.Conv1D(16, 3, activation="relu"), layers.MaxPooling1D(2), layers.Conv1D(16, 3, activation="relu"), layers.MaxPooling1D(2),
        layers.Flatten(), *drop(), layers.Dense(256, activation="relu", kernel_regularizer=penalty),
        *drop(), layers.Dense(64, activation="tanh", kernel_regularizer=penalty), *drop(), layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(1e-3), "binary_crossentropy", metrics=[keras.metrics.AUC(name="auc"), "binary_accuracy"])
    return model


class Script(keras.callbacks.Callback):
    """Puts given numbers into the logs."""

    def __init__(self, key, values):
        super().__init__()
        self.key, self.numbers = key, values

    def on_epoch_end(self, epoch, logs=None):
        logs[self.key] = self.numbers[epoch]


def replay(key, values, rule):
    model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    model.compile(keras.optimizers.Adam(1e-3), "mse")
    return model.fit(np.ones((2, 1)), np.zeros((2, 1)), epochs=len(values), verbose=0, callbacks=[Script(key, values), rule]).history


def check(a):
    model = network(0.01)
    model.set_weights([a[f"w{i}"] for i in range(len(model.get_weights()))])
    before = model.predict(a["tokens"], verbose=0).ravel()
    loss, auc, accuracy = model.evaluate(a["tokens"], a["labels"], verbose=0)
    history = model.fit(a["tokens"], a["labels"], batch_size=64, epochs=1, shuffle=False, verbose=0).history
    stop = keras.callbacks.EarlyStopping("val_auc", mode="max", patience=5, min_delta=0.01, restore_best_weights=True)
    stopped = replay("val_auc", a["auc"], stop)
    plateau = replay("val_loss", a["loss"], keras.callbacks.ReduceLROnPlateau("val_loss", factor=0.9, patience=5, min_lr=1e-5))
    return {
        "before": before.tolist(), "loss": loss, "auc": auc, "accuracy": accuracy, "training_loss": history["loss"][0],
        "after": model.predict(a["tokens"], verbose=0).ravel().tolist(),
        "epochs": len(stopped["loss"]), "best": int(stop.best_epoch), "rates": [float(r) for r in plateau["lr"]],
    }


def bench(a, epochs):
    keras.utils.set_random_seed(0)
    model = network(0.01, 0.3)
    start = time.perf_counter()
    model.fit(a["tokens"], a["labels"], batch_size=64, epochs=epochs, verbose=0)
    return {"seconds": time.perf_counter() - start}


parser = argparse.ArgumentParser()
parser.add_argument("what", choices=["check", "bench"])
parser.add_argument("file")
parser.add_argument("--epochs", type=int, default=2)
args = parser.parse_args()
arrays = dict(np.load(args.file))
print(json.dumps(check(arrays) if args.what == "check" else bench(arrays, args.epochs)))
