"""Trainings from fixed weights without shuffling: the logs of every epoch, the weights after it, evaluate and predict."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, losses, metrics, optimizers

from . import evaluate as ev
from . import values


def make(group, folder):
    r = values.rng("fit_data")
    x = values.normal(r, 10, 3)
    y = (np.sin(x[:, :1]) + 0.5 * x[:, 1:2] + values.normal(r, 10, 1, scale=0.1)).astype(np.float32)
    regression(group, x, y)
    classification(group, x, r)
    structures(group, x, y, r)
    recurrent(group, r)
    callbacks(group, x, y)


def mlp(units=1, activation=None, **hidden):
    first = layers.Dense(4, "tanh", name="a", **hidden)
    return keras.Sequential([keras.Input((3,), name="x"), first, layers.Dense(units, activation, name="b")], name="mlp")


def run(group, name, model, x, y, compile_args, call_backs=(), **fit):
    """compile_args and fit: the arguments of Keras; everything but arrays is written to the case in Keras's own form."""
    xs = x if isinstance(x, list) else [x]
    ys = y if isinstance(y, list) else [y]
    model.set_weights([values.weight_value(values.rng(f"{name}{i}"), v) for i, v in enumerate(model.weights)])
    start = model.get_weights()
    case = {"id": name, "kind": "fit", "model": ev.serialize(model)}
    put = lambda key, a: group.put(name, key, a)  # noqa: E731
    case["weights"] = [{"path": v.path, "array": put(f"w{i}", w)} for i, (v, w) in enumerate(zip(model.weights, start))]
    case["x"] = [put(f"x{i}", a) for i, a in enumerate(xs)]
    case["y"] = [put(f"y{i}", a) for i, a in enumerate(ys)]
    optimizer = ev.deserialize(ev.serialize(compile_args["optimizer"]))  # several cases share the settings, not the state
    dense_gradients(optimizer)
    model.compile(**(compile_args | {"optimizer": optimizer}), jit_compile=False)
    case["compile"] = {k: described(v) for k, v in compile_args.items()}
    case["fit"] = {k: described_arrays(put, k, v) for k, v in fit.items()}
    case["callbacks"] = [{"class_name": type(c).__name__, "config": s} for c, s in call_backs]
    history = model.fit(x, y, shuffle=False, verbose=0, callbacks=[c for c, _ in call_backs], **fit)
    case["history"] = {k: [float(v) for v in vs] for k, vs in history.history.items()}
    case["after"] = [put(f"after{i}", w) for i, w in enumerate(model.get_weights())]
    case["evaluate"] = {k: float(v) for k, v in model.evaluate(x, y, batch_size=5, verbose=0, return_dict=True).items()}
    predictions = model.predict(x, batch_size=4, verbose=0)
    predictions = predictions if isinstance(predictions, list) else [predictions]
    case["predictions"] = [put(f"p{i}", p) for i, p in enumerate(predictions)]
    group.add(case)


def dense_gradients(optimizer):
    """Sums the parts of an embedding's gradient before the optimizer sees it.

    Keras on TensorFlow leaves a repeated id's parts apart, so that Adam and its kin square them one by one: not the rule of the
    optimizer, and not what Keras does on its other back ends.
    """
    apply = optimizer.apply
    optimizer.apply = lambda grads, variables=None: apply([tf.convert_to_tensor(g) for g in grads], variables)


def described(value):
    if isinstance(value, (list, tuple)):
        return [described(v) for v in value]
    if isinstance(value, dict):
        return {k: described(v) for k, v in value.items()}
    return value if value is None or isinstance(value, (str, int, float, bool)) else ev.serialize(value)


def described_arrays(put, key, value):
    if isinstance(value, np.ndarray):
        return {"array": put(key, value)}
    if isinstance(value, tuple):
        return [described_arrays(put, f"{key}{i}", v) for i, v in enumerate(value)]
    if isinstance(value, dict):
        return {str(k): v for k, v in value.items()}
    return value


def regression(group, x, y):
    sgd = lambda **k: {"optimizer": optimizers.SGD(0.1, **k), "loss": "mse", "metrics": ["mae"]}  # noqa: E731
    run(group, "sgd", mlp(), x, y, sgd(), epochs=3, batch_size=5)
    run(group, "short_batch", mlp(), x, y, sgd(), epochs=3, batch_size=4)
    run(group, "one_batch", mlp(), x, y, sgd(momentum=0.9), epochs=3, batch_size=32)
    run(group, "validation_data", mlp(), x, y, sgd(), epochs=3, batch_size=4, validation_data=(x[:4] + 0.5, y[:4]))
    weights = values.rng("vw").uniform(0, 2, 4).astype(np.float32)
    run(group, "validation_weights", mlp(), x, y, sgd(), epochs=2, batch_size=4, validation_data=(x[:4] + 0.5, y[:4], weights))
    run(group, "validation_split", mlp(), x, y, sgd(), epochs=3, batch_size=4, validation_split=0.3)
    freq = {"validation_freq": 2, "validation_split": 0.3}
    run(group, "validation_freq", mlp(), x, y, sgd(), epochs=4, batch_size=4, **freq)
    row = values.rng("rw").uniform(0, 2, 10).astype(np.float32)
    weighted = sgd() | {"weighted_metrics": ["mse"]}
    run(group, "sample_weight", mlp(), x, y, weighted, epochs=3, batch_size=4, sample_weight=row)
    adam = {"optimizer": optimizers.Adam(0.05), "loss": losses.Huber(0.5), "metrics": [metrics.RootMeanSquaredError(), metrics.R2Score()]}
    run(group, "adam_huber", mlp(kernel_regularizer="l2"), x, y, adam, epochs=4, batch_size=4)
    clip = {"optimizer": optimizers.AdamW(0.05, weight_decay=0.1, global_clipnorm=0.3), "loss": "mae"}
    run(group, "adamw_clip", mlp(), x, y, clip, epochs=4, batch_size=4)
    run(group, "constraint", mlp(kernel_constraint="max_norm", bias_constraint="non_neg"), x, y, sgd(), epochs=3, batch_size=4)
    run(group, "initial_epoch", mlp(), x, y, sgd(), epochs=5, initial_epoch=2, batch_size=4)


def classification(group, x, r):
    b = (x[:, 0] + 0.3 * values.normal(r, 10) > 0).astype(np.float32)
    ids = r.integers(0, 3, 10).astype(np.int32)
    ids[:3] = [0, 1, 2]
    logits = losses.SparseCategoricalCrossentropy(from_logits=True)
    binary = {"optimizer": optimizers.Adam(0.05), "loss": "binary_crossentropy", "metrics": ["accuracy", "AUC"]}
    run(group, "binary", mlp(1, "sigmoid"), x, b, binary, epochs=3, batch_size=4)
    sparse = {"optimizer": optimizers.RMSprop(0.05), "loss": logits, "metrics": ["accuracy"]}
    run(group, "sparse", mlp(3), x, ids, sparse, epochs=3, batch_size=4)
    run(group, "class_weight", mlp(3), x, ids, sparse, epochs=3, batch_size=4, class_weight={0: 0.5, 1: 2.0, 2: 1.0})
    one_hot = {"optimizer": optimizers.SGD(0.1), "loss": "categorical_crossentropy", "metrics": ["accuracy"]}
    run(group, "categorical", mlp(3, "softmax"), x, np.eye(3, dtype=np.float32)[ids], one_hot, epochs=3, batch_size=4)


def structures(group, x, y, r):
    i, j = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    shared = layers.Dense(3, "tanh", name="shared")
    h = layers.Concatenate(name="cat")([shared(i), shared(j)])
    outputs = [layers.Dense(1, name="value")(h), layers.Dense(1, "sigmoid", name="kind")(h)]
    kind = (r.random((10, 1)) < 0.5).astype(np.float32)
    two = {"optimizer": optimizers.SGD(0.1), "loss": ["mse", "binary_crossentropy"], "loss_weights": [1.0, 0.3], "metrics": [["mae"], ["accuracy"]]}
    model = keras.Model([i, j], outputs, name="two")
    # Equal batches: in a graph, Keras averages the losses of single outputs over batches, however short the last one is.
    run(group, "two_in_two_out", model, [x, x[:, ::-1].copy()], [y, kind], two, epochs=3, batch_size=5)
    head = [layers.Dense(4, name="a"), layers.BatchNormalization(name="bn"), layers.Activation("relu", name="act")]
    bn = keras.Sequential([keras.Input((3,), name="x"), *head, layers.Dense(1, name="b")], name="bn")
    run(group, "batch_normalization", bn, x, y, {"optimizer": optimizers.SGD(0.05), "loss": "mse"}, epochs=3, batch_size=5)
    frozen = mlp()
    frozen.get_layer("a").trainable = False
    run(group, "frozen", frozen, x, y, {"optimizer": optimizers.SGD(0.1), "loss": "mse"}, epochs=2, batch_size=4)


def recurrent(group, r):
    ids = np.array([[1, 3, 2, 0], [4, 0, 0, 0], [2, 2, 1, 1], [3, 1, 0, 0], [4, 4, 4, 0]], np.int32)
    b = np.array([1, 0, 1, 1, 0], np.float32)
    embed = layers.Embedding(5, 3, mask_zero=True, name="embedding")
    parts = [keras.Input((4,), dtype="int32", name="ids"), embed, layers.GRU(3, name="gru"), layers.Dense(1, "sigmoid", name="out")]
    binary = {"optimizer": optimizers.Adam(0.05), "loss": "binary_crossentropy", "metrics": ["accuracy"]}
    run(group, "masked_gru", keras.Sequential(parts, name="gru_model"), ids, b, binary, epochs=3, batch_size=2)
    embed = layers.Embedding(5, 3, mask_zero=True, name="embedding")
    lstm = layers.LSTM(3, return_sequences=True, name="lstm")
    parts = [keras.Input((4,), dtype="int32", name="ids"), embed, lstm, layers.Dense(5, name="out")]
    sparse = {"optimizer": optimizers.Adam(0.05), "loss": losses.SparseCategoricalCrossentropy(from_logits=True), "metrics": ["accuracy"]}
    target = np.roll(ids, -1, 1)
    run(group, "masked_lstm_sequences", keras.Sequential(parts, name="lstm_model"), ids, target, sparse, epochs=3, batch_size=2)


def callbacks(group, x, y):
    c = keras.callbacks
    stop = {"monitor": "loss", "patience": 1, "min_delta": 0.05, "restore_best_weights": True}
    slow = {"monitor": "loss", "patience": 1, "factor": 0.5, "min_delta": 0.05}
    sgd = lambda rate: {"optimizer": optimizers.SGD(rate), "loss": "mse"}  # noqa: E731
    run(group, "early_stopping", mlp(), x, y, sgd(0.2), epochs=20, batch_size=4, call_backs=[(c.EarlyStopping(**stop), stop)])
    run(group, "reduce_lr", mlp(), x, y, sgd(0.2), epochs=8, batch_size=4, call_backs=[(c.ReduceLROnPlateau(**slow), slow)])
