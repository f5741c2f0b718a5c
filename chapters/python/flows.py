"""Chapter 15 in TensorFlow Probability: the reference side of './dmol crosscheck flows' and './dmol bench flows'.

Prints a JSON object as its last line; 'flows.py golden OUT.npz' writes the file of the tests.
"""
import argparse
import json
import os
import time

os.environ["TF_USE_LEGACY_KERAS"] = "1"
import numpy as np
import tensorflow as tf
import tensorflow_probability as tfp

tfd, tfb = tfp.distributions, tfp.bijectors
keras = tf.keras


def flow():
    """Three autoregressive blocks with swaps, as in the book."""
    networks = [
        tfb.AutoregressiveNetwork(params=2, event_shape=[2], hidden_units=[128, 128], activation="relu") for _ in range(3)
    ]
    parts = []
    for made in networks:
        parts += [tfb.MaskedAutoregressiveFlow(made), tfb.Permute([1, 0])]
    base = tfd.MultivariateNormalDiag(loc=tf.zeros(2), scale_diag=tf.ones(2))
    return networks, tfd.TransformedDistribution(base, tfb.Chain(parts))


def exact(data, args):
    networks, density = flow()
    def x():
        """A new tensor each time: bijectors remember what they computed of a tensor, whatever happens to the weights."""
        return tf.constant(data["x"], tf.float32)

    density.log_prob(x())
    weights = [w for made in networks for w in made.trainable_variables]
    for i, w in enumerate(weights):
        w.assign(data[f"w{i}"])
    masks = [tf.cast(tf.not_equal(w, 0), tf.float32) if len(w.shape) == 2 else tf.ones_like(w) for w in weights]
    log_prob = density.log_prob(x()).numpy()
    forward = density.bijector.forward(tf.constant(data["z"], tf.float32)).numpy()
    adam = keras.optimizers.Adam(1e-3)
    losses = []
    for _ in range(5):
        with tf.GradientTape() as tape:
            loss = -tf.reduce_mean(density.log_prob(x()))
        losses.append(float(loss))
        gradients = tape.gradient(loss, weights)
        adam.apply_gradients([(g * m, w) for g, m, w in zip(gradients, masks, weights)])
    return {"log_prob": log_prob.tolist(), "forward": forward.ravel().tolist(), "losses": losses}


def golden():
    """Points, base points and weights from NumPy's generator: the file of the tests."""
    rng = np.random.RandomState(1)
    networks, density = flow()
    density.log_prob(tf.zeros((1, 2)))
    arrays = {"x": rng.normal(size=(40, 2)), "z": rng.normal(size=(40, 2))}
    weights = [w for made in networks for w in made.trainable_variables]
    for i, w in enumerate(weights):
        drawn = rng.normal(size=w.shape) * (0.1 if len(w.shape) == 2 else 0.05)
        mask = np.not_equal(w.numpy(), 0) if len(w.shape) == 2 else 1
        arrays[f"w{i}"] = drawn * mask
    return {k: v.astype(np.float32) for k, v in arrays.items()}


def fit(data, epochs, seed):
    tf.random.set_seed(seed)
    _, density = flow()
    x = keras.layers.Input(shape=(2,), dtype=tf.float32)
    model = keras.Model(x, density.log_prob(x))
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss=lambda _, log_prob: -log_prob)
    history = model.fit(data["points"].astype(np.float32), np.zeros(len(data["points"])), epochs=epochs, verbose=0)
    return history.history["loss"]


def statistical(data, args):
    runs = [fit(data, args.epochs, seed) for seed in range(args.seeds)]
    return {"first": [r[0] for r in runs], "last": [r[-1] for r in runs]}


def bench(data, args):
    start = time.perf_counter()
    losses = fit(data, args.epochs, 0)
    return {"fit": time.perf_counter() - start, "last": losses[-1]}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "train", "bench", "golden"])
    parser.add_argument("data")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    if args.task == "golden":
        arrays = golden()
        expected = {"expected_" + k: np.array(v) for k, v in exact(arrays, args).items()}
        np.savez_compressed(args.data, **arrays, **expected)
        print(json.dumps({"written": args.data}))
    else:
        with np.load(args.data) as file:
            arrays = {k: file[k] for k in file.files}
        print(json.dumps({"exact": exact, "train": statistical, "bench": bench}[args.task](arrays, args)))
