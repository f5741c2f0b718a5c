"""Chapter 17 in Keras: the reference side of './dmol crosscheck generator' and './dmol bench generator'.

Prints a JSON object as its last line. 'generator.py golden FILE' writes the values that the Java tests read.
"""
import argparse
import json
import time

import keras
import numpy as np
import tensorflow as tf


class DenseEmbedding(keras.layers.Embedding):
    """An embedding with a dense gradient. Of the sparse one Keras 3.15 squares and clips the parts of a repeated token one by one,
    so that Adam takes other steps."""

    def call(self, inputs):
        return keras.ops.matmul(keras.ops.one_hot(inputs, self.input_dim), self.embeddings)


def network(tokens, embedding, units, masked=False, batch=None, table=DenseEmbedding):
    """The chapter's network; stateful where a batch size is given."""
    return keras.Sequential([
        keras.Input(batch_shape=(batch, None if batch is None else 1), dtype="int32"),
        table(tokens, embedding, mask_zero=masked),
        keras.layers.GRU(units, return_sequences=True, reset_after=False, stateful=batch is not None),
        keras.layers.Dense(tokens),
    ])


def compiled(model, rate):
    model.compile(
        keras.optimizers.Adam(rate, global_clipnorm=1.0),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="mean_with_sample_weight"))
    return model


def weights(file):
    return [file[f"w{i}"] for i in range(6)]


def losses(model, x, y, weight, steps):
    """The loss before each of some steps of the optimizer on one batch."""
    out = []
    for _ in range(steps):
        out.append(float(model.evaluate(x, y, sample_weight=weight, batch_size=len(x), verbose=0)))
        model.train_on_batch(x, y, sample_weight=weight)
    return out


def exact(file):
    w = weights(file)
    model = compiled(network(w[0].shape[0], w[0].shape[1], w[2].shape[0]), 5e-3)
    model.set_weights(w)
    logits = model.predict(file["x"], verbose=0)
    steps = losses(model, file["x"], file["y"], file["weight"], 4)
    return {"logits": logits.ravel().tolist(), "losses": steps, "recurrent": model.get_weights()[2].ravel().tolist()}


def train(file, epochs, seeds, embedding, units):
    x, y, weight = file["x"], file["y"], file["weight"]
    tokens = int(file["tokens"])
    last = []
    for seed in range(seeds):
        keras.utils.set_random_seed(seed)
        model = compiled(network(tokens, embedding, units), 5e-3)
        h = model.fit(x, y, sample_weight=weight, batch_size=64, epochs=epochs, verbose=0)
        last.append(h.history["loss"][-1])
    return {"last": last}


def bench(file, epochs, embedding, units):
    x, y, weight = file["x"], file["y"], file["weight"]
    tokens = int(file["tokens"])
    keras.utils.set_random_seed(0)
    model = compiled(network(tokens, embedding, units, table=keras.layers.Embedding), 5e-3)
    start = time.perf_counter()
    model.fit(x, y, sample_weight=weight, batch_size=64, epochs=1, verbose=0)
    first = time.perf_counter() - start
    start = time.perf_counter()
    h = model.fit(x, y, sample_weight=weight, batch_size=64, epochs=epochs, verbose=0)
    fit = time.perf_counter() - start

    n, longest = 1000, 100
    stepper = network(tokens, embedding, units, batch=n, table=keras.layers.Embedding)
    stepper.set_weights(weights(file))
    rng = np.random.default_rng(0)
    step = tf.function(lambda t: stepper(t, training=False))
    step(np.zeros((n, 1), np.int32))
    stepper.layers[1].reset_state()
    start = time.perf_counter()
    last = np.zeros(n, np.int32)
    running = np.ones(n, bool)
    for _ in range(longest):
        z = step(last[:, None]).numpy()[:, 0]
        p = np.exp(z - z.max(-1, keepdims=True))
        p = np.cumsum(p / p.sum(-1, keepdims=True), -1)
        last = np.minimum((p < rng.random((n, 1))).sum(-1), tokens - 1).astype(np.int32)
        running &= last != 0
        if not running.any():
            break
    sample = time.perf_counter() - start
    return {"first": first, "fit": fit, "last": h.history["loss"][-1], "sample": sample}


def corpus(path):
    """Token counts in the order of first appearance, by the selfies package."""
    import selfies

    counts = {}
    with open(path) as f:
        for line in f:
            for token in selfies.split_selfies(selfies.encoder(line.strip())):
                counts[token] = counts.get(token, 0) + 1
    return {"tokens": list(counts), "counts": list(counts.values())}


def golden(path):
    """A small network with weights that anyone can write down, fed token by token with and without a mask."""
    out = {"tokens": [0, 1, 3, 0, 2, 4]}
    shapes = [((5, 3), 0.1), ((3, 6), 0.2), ((2, 6), 0.3), ((6,), 0.4), ((2, 5), 0.5), ((5,), 0.6)]
    w = [0.5 * np.sin(0.7 * np.arange(np.prod(s)) + o).reshape(s).astype(np.float32) for s, o in shapes]
    for masked in (False, True):
        model = network(5, 3, 2, masked)
        model.set_weights(w)
        logits = model(np.array([out["tokens"]], np.int32)).numpy()[0]
        out["masked" if masked else "logits"] = np.round(logits.astype(float), 7).tolist()
    x = np.array([[0, 1, 3, 2], [0, 4, 0, 0]], np.int32)
    y = np.array([[1, 3, 2, 0], [4, 0, 0, 0]], np.int32)
    weight = np.array([[1, 1, 1, 1], [1, 1, 0, 0]], np.float32)
    model = compiled(network(5, 3, 2), 5e-3)
    model.set_weights(w)
    out["losses"] = [round(v, 7) for v in losses(model, x, y, weight, 4)]
    with open(path, "w") as f:
        json.dump(out, f)
        f.write("\n")
    return {"written": path}


parser = argparse.ArgumentParser()
parser.add_argument("command", choices=["exact", "train", "bench", "corpus", "golden"])
parser.add_argument("file")
parser.add_argument("--epochs", type=int, default=1)
parser.add_argument("--seeds", type=int, default=3)
parser.add_argument("--embedding", type=int, default=256)
parser.add_argument("--units", type=int, default=128)
a = parser.parse_args()
if a.command == "corpus":
    result = corpus(a.file)
elif a.command == "golden":
    result = golden(a.file)
else:
    arrays = np.load(a.file)
    if a.command == "exact":
        result = exact(arrays)
    elif a.command == "train":
        result = train(arrays, a.epochs, a.seeds, a.embedding, a.units)
    else:
        result = bench(arrays, a.epochs, a.embedding, a.units)
print(json.dumps(result))
