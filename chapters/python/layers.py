"""Chapter 7 in Keras and scikit-learn: the reference side of './dmol crosscheck layers' and './dmol bench layers'.

  layers.py exact OUT.npz        inputs and results of the networks, from NumPy's generator (also the golden file)
  layers.py data PROTEINS.npz    split and baselines
  layers.py train IN.npz         losses of a training from given weights, and of short trainings from several seeds
  layers.py bench IN.npz         times of fit and predict

Keras 2 (tf_keras), as the book: the Adam of Keras 3.15 takes other steps for embeddings (see sequences.py).
Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np

LENGTH = 200


def network(penalty=0.0, masked=False):
    import tf_keras as keras
    from tf_keras import layers

    def l2():
        return keras.regularizers.L2(penalty) if penalty else None

    tokens = keras.Input((LENGTH,), dtype="int32")
    mask = layers.Lambda(lambda t: keras.backend.cast(t > 0, "float32")[..., None])(tokens)
    x = layers.Embedding(21, 16)(tokens)
    if masked:
        x = layers.Multiply()([x, mask])
    for width, pool in ((5, 4), (3, 2), (3, 2)):
        x = layers.Conv1D(16, width, activation="relu")(x)
        if masked:
            mask = layers.Cropping1D((width - 1, 0))(mask)
            x = layers.Multiply()([x, mask])
            mask = layers.MaxPooling1D(pool)(mask)
        x = layers.MaxPooling1D(pool)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(256, activation="relu", kernel_regularizer=l2())(x)
    x = layers.Dense(64, activation="relu", kernel_regularizer=l2())(x)
    model = keras.Model(tokens, layers.Dense(1, activation="sigmoid")(x))
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
    return model


def exact(args):
    """The networks with given weights: predictions, the mean loss of three steps of Adam, predictions afterwards; activations."""
    import tf_keras as keras

    rng = np.random.RandomState(7)
    tokens = np.zeros((48, LENGTH), np.int32)
    for row in tokens:
        length = rng.randint(20, LENGTH + 1)
        row[:length] = rng.randint(1, 21, length)
    labels = rng.randint(0, 2, (48, 1)).astype(np.float32)
    shapes = [w.shape for w in network().get_weights()]
    weights = [(rng.normal(0, 1.5 / np.sqrt(np.prod(s[:-1])), s)).astype(np.float16).astype(np.float32) for s in shapes]
    x = np.linspace(-1.5, 1.5, 50)
    out = {
        "tokens": tokens, "labels": labels, "weights": np.concatenate([w.ravel() for w in weights]), "x": x,
        "relu": np.maximum(x, 0), "swish": x / (1 + np.exp(-x)),
        "gelu": np.array(keras.activations.gelu(keras.backend.constant(x, "float64"))),
    }
    for name, model in (("plain", network()), ("penalised", network(0.01)), ("masked", network(masked=True))):
        model.set_weights(weights)
        out[name + "_before"] = model.predict(tokens, verbose=0)
        history = model.fit(tokens, labels, batch_size=16, epochs=1, shuffle=False, verbose=0)
        out[name + "_loss"] = np.array(history.history["loss"])
        out[name + "_after"] = model.predict(tokens, verbose=0)
    np.savez_compressed(args.file, **out)
    return {}


def parts(file):
    with np.load(file) as arrays:
        positives, negatives = arrays["positives"], arrays["negatives"]
    x = np.concatenate([positives, negatives])
    y = np.concatenate([np.ones(len(positives)), np.zeros(len(negatives))])
    order = np.arange(len(y))
    np.random.RandomState(0).shuffle(order)
    n = int(0.1 * len(y))
    x, y = x[order], y[order]
    return order, [(x[a:b], y[a:b]) for a, b in ((0, n), (n, 2 * n), (2 * n, None))]


def features(x, full):
    f = np.stack([(x == k).sum(1) for k in range(1, 21)], 1) / (x > 0).sum(1)[:, None]
    if not full:
        return f
    return np.concatenate([f, (x > 0).sum(1)[:, None] / 100, np.eye(21)[x[:, 0]][:, 1:]], 1)


def data(args):
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss, roc_auc_score

    order, (test, validation, train_part) = parts(args.file)

    def score(p):
        y = test[1]
        return {"accuracy": float(((p > 0.5) == y).mean()), "auc": roc_auc_score(y, p), "loss": log_loss(y, p)}

    first = np.array([train_part[1][train_part[0][:, 0] == k].mean() if (train_part[0][:, 0] == k).any() else 0.5 for k in range(21)])
    out = {
        "order": order[:1000].tolist(),
        "positive": [float(y.sum()) for _, y in (test, validation, train_part)],
        "first_residue": score(first[test[0][:, 0]]),
    }
    for name, full in (("composition", False), ("full", True)):
        x = features(train_part[0], full)
        mean, std = x.mean(0), x.std(0)
        fit = LogisticRegression(C=1e6, solver="newton-cholesky", tol=1e-10, max_iter=5000).fit((x - mean) / std, train_part[1])
        out[name] = score(fit.predict_proba((features(test[0], full) - mean) / std)[:, 1])
    return out


def fit(model, arrays, epochs):
    return model.fit(
        arrays["x"], arrays["y"], batch_size=16, epochs=epochs, validation_data=(arrays["x_val"], arrays["y_val"]), verbose=0).history


def train(args):
    import tf_keras as keras

    arrays = dict(np.load(args.file))
    out = {"loss": [], "val_loss": []}
    model, weights = network(), arrays["weights"]
    ends = np.cumsum([w.size for w in model.get_weights()])
    model.set_weights([v.reshape(w.shape) for v, w in zip(np.split(weights, ends[:-1]), model.get_weights())])
    ordered = model.fit(arrays["x_ordered"], arrays["y_ordered"], batch_size=16, shuffle=False, verbose=0).history["loss"]
    for seed in range(args.seeds):
        keras.utils.set_random_seed(seed)
        history = fit(network(), arrays, args.epochs)
        for key in out:
            out[key].append(float(history[key][-1]))
        print(f"seed {seed}: loss {out['loss'][-1]:.3f}, validation {out['val_loss'][-1]:.3f}", flush=True)
    return {**out, "ordered": [float(v) for v in ordered]}


def bench(args):
    import tf_keras as keras

    arrays = dict(np.load(args.file))
    keras.utils.set_random_seed(0)
    model = network()
    start = time.perf_counter()
    history = fit(model, arrays, args.epochs)
    middle = time.perf_counter()
    model.predict(arrays["x_val"], verbose=0)
    return {"fit": middle - start, "predict": time.perf_counter() - middle, "loss": float(history["loss"][-1])}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "data", "train", "bench"])
    parser.add_argument("file")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    print(json.dumps({"exact": exact, "data": data, "train": train, "bench": bench}[args.task](args)))
