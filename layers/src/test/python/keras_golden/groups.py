"""The list of groups: each maker takes a folder and returns the names of the files it wrote."""

import importlib
import json

import keras
import numpy as np

from .store import Group

# name of the group -> module that makes it, and what the group holds
ALL = {
    "dense": "Dense, EinsumDense and Embedding",
    "conv": "Conv1D, Conv2D, SeparableConv1D, Conv1DTranspose, DepthwiseConv1D",
    "pooling": "MaxPooling, AveragePooling, GlobalMaxPooling, GlobalAveragePooling",
    "reshaping": "Flatten, Reshape, Permute, RepeatVector, padding, cropping, up-sampling, merging layers",
    "normalization": "BatchNormalization, LayerNormalization, UnitNormalization, RMSNormalization, GroupNormalization",
    "recurrent": "SimpleRNN, GRU, LSTM, RNN over cells, stateful calls",
    "wrappers": "Bidirectional and TimeDistributed",
    "attention": "MultiHeadAttention, Attention, AdditiveAttention",
    "activations": "activations by name and with settings, and the layers that are activations",
    "regularization": "Dropout, SpatialDropout, GaussianNoise, GaussianDropout, ActivityRegularization",
    "masking": "Masking, position encodings, masks on their way through models",
    "losses": "losses with settings, reductions, sample weights and masks",
    "metrics": "metrics after each of three updates",
    "optimizers": "optimizers for ten steps, learning rate schedules",
    "weights": "initializers, constraints, regularizers",
    "callbacks": "decisions of EarlyStopping, ReduceLROnPlateau, ModelCheckpoint, LearningRateScheduler",
    "fit": "trainings without shuffling: logs, weights, evaluate, predict",
    "models": "functional, shared, nested and sequential models, and their summaries",
    "files": "`.keras` and `.weights.h5` files and the outputs of their models",
}


def make(name, folder):
    keras.backend.clear_session()
    keras.utils.set_random_seed(0)
    module = importlib.import_module(f".group_{name}", __package__)
    group = Group(name, ALL[name])
    extra = module.make(group, folder) or []
    group.write(folder)
    return [f"{name}.json"] + ([f"{name}.npz"] if group.arrays else []) + list(extra)


def same(fresh, stored):
    """Equal up to the last bits, which another machine may round otherwise."""
    if not stored.exists():
        return False
    if fresh.suffix == ".npz":
        with np.load(fresh) as a, np.load(stored) as b:
            return a.files == b.files and all(close(a[k], b[k]) for k in a.files)
    if fresh.suffix == ".json":
        return equal(json.loads(fresh.read_text()), json.loads(stored.read_text()))
    if fresh.suffix == ".keras":
        a, b = keras.saving.load_model(fresh), keras.saving.load_model(stored)
        weights = zip(a.get_weights(), b.get_weights(), strict=True)
        return a.get_config() == b.get_config() and all(close(v, w) for v, w in weights)
    return fresh.read_bytes() == stored.read_bytes()


def close(a, b):
    scale = max(1.0, float(np.max(np.abs(b), initial=0.0)))
    return a.shape == b.shape and np.allclose(a, b, rtol=1e-6, atol=1e-6 * scale)


def equal(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(k == "float32_error" or equal(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(equal, a, b))
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-5 * max(1.0, abs(b))
    return a == b
