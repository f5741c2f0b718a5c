"""Chapter 6 in Keras: the reference side of './dmol crosscheck overview' and './dmol bench overview'.

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import keras
import numpy as np


def network(seed=0, weights=None):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((17,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(1)]
    )
    if weights is not None:
        model.set_weights(weights)
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mean_squared_error")
    return model


def fit(model, data, epochs):
    return model.fit(data["x"], data["y"], batch_size=16, epochs=epochs, shuffle=False, verbose=0)


def predict(model, x):
    return np.asarray(model.predict(x, verbose=0)).squeeze(-1)


def quality(model, data):
    y = data["y_test"].squeeze(-1)
    p = predict(model, data["x_test"])
    return float(np.sqrt(np.mean((p - y) ** 2))), float(np.corrcoef(p, y)[0, 1])


def exact(data, args):
    model = network(weights=[data[k] for k in ("w1", "b1", "w2", "b2")])
    before = predict(model, data["x_test"])
    loss = fit(model, data, 1).history["loss"][-1]
    after = predict(model, data["x_test"])
    return {
        "before": before.tolist(),
        "loss": float(loss),
        "after": after.tolist(),
        "weights": [w.ravel().tolist() for w in model.get_weights()],
    }


def train(data, args):
    out = {"rmse": [], "correlation": [], "loss": []}
    for seed in range(args.seeds):
        model = network(seed)
        out["loss"].append(float(fit(model, data, args.epochs).history["loss"][-1]))
        rmse, correlation = quality(model, data)
        out["rmse"].append(rmse)
        out["correlation"].append(correlation)
        print(f"seed {seed}: RMSE {rmse:.4f}, correlation {correlation:.4f}", flush=True)
    return out


def bench(data, args):
    out = {}
    for key in ("fit", "fit_again"):
        model = network(0)
        start = time.perf_counter()
        fit(model, data, args.epochs)
        out[key] = time.perf_counter() - start
    out["rmse"], _ = quality(model, data)
    start = time.perf_counter()
    for _ in range(20):
        predict(model, data["x_test"])
    out["predict"] = time.perf_counter() - start
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "train", "bench"])
    parser.add_argument("data")
    parser.add_argument("--epochs", type=int, default=50)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    with np.load(args.data) as file:
        arrays = {k: file[k] for k in file.files}
    print(json.dumps({"exact": exact, "train": train, "bench": bench}[args.task](arrays, args)))
