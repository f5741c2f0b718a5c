"""Decisions of EarlyStopping, ReduceLROnPlateau and ModelCheckpoint on given sequences of metric values."""

import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import callbacks

FALL = [1.0, 0.8, 0.7, 0.69, 0.72, 0.71, 0.60, 0.61, 0.62, 0.63, 0.64, 0.59, 0.58, 0.9, 0.9, 0.9, 0.9, 0.9]
RISE = [0.1, 0.4, 0.5, 0.5, 0.45, 0.6, 0.55, 0.55, 0.54, 0.7, 0.1, 0.1, 0.1, 0.1]
FLAT = [1.0] * 8
SEQUENCES = {"fall": ("val_loss", FALL), "rise": ("val_accuracy", RISE), "flat": ("val_loss", FLAT)}


def make(group, folder):
    early_stopping(group)
    reduce_rate(group)
    checkpoints(group)
    rates(group)


class Epoch:
    """A model whose only weight is the number of the epoch."""

    def __init__(self):
        self.model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
        self.model.compile("sgd", "mse", metrics=["accuracy"])
        self.model.evaluate(np.zeros((1, 1)), np.zeros((1, 1)), verbose=0)
        self.model.optimizer.learning_rate = 0.1

    def run(self, callback, monitor, sequence):
        """Calls the callback for one epoch after another; yields the epoch's number after its end."""
        callback.set_model(self.model)
        self.model.stop_training = False
        callback.on_train_begin()
        for epoch, value in enumerate(sequence):
            self.model.set_weights([np.full((1, 1), epoch, np.float32)])
            callback.on_epoch_begin(epoch)
            callback.on_epoch_end(epoch, {monitor: value})
            yield epoch
            if self.model.stop_training:
                break
        callback.on_train_end()


def early_stopping(group):
    for name, key, config in (
        ("patience_0", "fall", {}),
        ("patience_2", "fall", {"patience": 2}),
        ("patience_3", "fall", {"patience": 3, "restore_best_weights": True}),
        ("min_delta", "fall", {"patience": 2, "min_delta": 0.05, "restore_best_weights": True}),
        ("baseline_met", "fall", {"patience": 2, "baseline": 0.75, "restore_best_weights": True}),
        ("baseline_missed", "fall", {"patience": 3, "baseline": 0.1, "restore_best_weights": True}),
        ("start_from_epoch", "fall", {"patience": 1, "start_from_epoch": 4, "restore_best_weights": True}),
        ("auto_rise", "rise", {"patience": 2, "restore_best_weights": True}),
        ("mode_max", "rise", {"patience": 3, "mode": "max", "restore_best_weights": True}),
        ("mode_min", "rise", {"patience": 2, "mode": "min"}),
        ("flat", "flat", {"patience": 4, "restore_best_weights": True}),
        ("no_stop", "fall", {"patience": 30, "restore_best_weights": True}),
    ):
        monitor, sequence = SEQUENCES[key]
        config = {"monitor": monitor} | config
        e = Epoch()
        callback = callbacks.EarlyStopping(**config)
        epochs = list(e.run(callback, monitor, sequence))
        result = {"epochs": len(epochs), "stopped_epoch": callback.stopped_epoch, "best_epoch": callback.best_epoch}
        result["weights_of_epoch"] = int(e.model.get_weights()[0][0, 0])
        case = {"id": f"early_stopping_{name}", "kind": "early_stopping", "config": config, "values": sequence}
        group.add(case | result)


def reduce_rate(group):
    for name, key, config in (
        ("patience_2", "fall", {"patience": 2, "factor": 0.5}),
        ("patience_0", "fall", {"patience": 0, "factor": 0.5}),
        ("cooldown", "flat", {"patience": 1, "factor": 0.1, "cooldown": 2}),
        ("min_lr", "flat", {"patience": 1, "factor": 0.1, "min_lr": 0.002}),
        ("min_delta", "fall", {"patience": 2, "factor": 0.5, "min_delta": 0.2}),
        ("auto_rise", "rise", {"patience": 2, "factor": 0.5}),
        ("mode_max", "rise", {"patience": 1, "factor": 0.2, "mode": "max"}),
    ):
        monitor, sequence = SEQUENCES[key]
        config = {"monitor": monitor} | config
        e = Epoch()
        steps = e.run(callbacks.ReduceLROnPlateau(**config), monitor, sequence)
        learned = [float(e.model.optimizer.learning_rate) for _ in steps]
        case = {"id": f"reduce_lr_{name}", "kind": "reduce_lr", "config": config, "values": sequence, "start": 0.1}
        group.add(case | {"rates": learned})


def checkpoints(group):
    for name, key, config in (
        ("best", "fall", {"save_best_only": True}),
        ("best_rise", "rise", {"save_best_only": True}),
        ("threshold", "fall", {"save_best_only": True, "initial_value_threshold": 0.65}),
        ("every", "flat", {}),
    ):
        monitor, sequence = SEQUENCES[key]
        config = {"monitor": monitor} | config
        with tempfile.TemporaryDirectory() as tmp:
            pattern = str(Path(tmp) / "e{epoch:02d}.weights.h5")
            callback = callbacks.ModelCheckpoint(pattern, save_weights_only=True, **config)
            list(Epoch().run(callback, monitor, sequence))
            saved = sorted(int(f.name[1:3]) - 1 for f in Path(tmp).iterdir())
        case = {"id": f"checkpoint_{name}", "kind": "checkpoint", "config": config, "values": sequence}
        group.add(case | {"saved_epochs": saved})


def rates(group):
    """LearningRateScheduler: rate * 0.5 from the fourth epoch on."""
    e = Epoch()
    callback = callbacks.LearningRateScheduler(lambda epoch, rate: rate if epoch < 3 else rate * 0.5)
    learned = [float(e.model.optimizer.learning_rate) for _ in e.run(callback, "loss", [0.0] * 6)]
    group.add({"id": "learning_rate_scheduler", "kind": "rate_scheduler", "start": 0.1, "half_from": 3, "rates": learned})
