"""Chapter 12 in NumPy and Keras: the reference side of './dmol crosscheck attention' and './dmol bench attention'.

  attention.py exact OUT.npz     results on arrays of sines and cosines, and of Keras's MultiHeadAttention (also the golden file)
  attention.py bench             time of two heads on sequences, one after another

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np


def softmax(s):
    e = np.exp(s - s.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def attention(q, k, v):
    return softmax(q @ k.T / np.sqrt(q.shape[-1])) @ v


def original_softmax(s):
    e = np.exp(s)
    return e / e.sum(-1)  # the sum of row j divides column j


def original(q, k, v):
    return original_softmax(q @ k.T / np.sqrt(q.shape[0])) @ v


def wave(f, phase, rows, columns):
    return f(phase + np.arange(rows * columns, dtype=float)).reshape(rows, columns)


def arrays():
    x = wave(np.sin, 1, 11, 4)
    heads = [(wave(np.cos, 1, 4, 4), wave(np.cos, 2, 4, 4), wave(np.cos, 3, 4, 2)),
             (wave(np.cos, 4, 4, 4), wave(np.cos, 5, 4, 4), wave(np.cos, 6, 4, 2))]
    return x, heads, np.array([0.75, -0.25])


def two_heads(x, heads, mix):
    stacked = np.stack([attention(x @ q, x @ k, x @ v) for q, k, v in heads], -1)
    return stacked @ mix


def exact(args):
    x, heads, mix = arrays()
    q, k, v = heads[0]
    out = {
        "weights": softmax(x[0] @ x.T / 2),
        "one_query": attention(x[:1], x, x @ v),
        "self": attention(x, x, x),
        "projected": attention(x @ q, x @ k, x @ v),
        "two_heads": two_heads(x, heads, mix),
        "original_self": original(x, x, x),
        "original_projected": original(x @ q, x @ k, x @ v),
    }
    out.update(keras_layer())
    np.savez_compressed(args.file, **out)
    return {}


def keras_layer():
    """Output, attention weights and gradient by the input of the library's layer."""
    import tensorflow as tf
    import tf_keras as keras

    rng = np.random.RandomState(12)
    x = rng.normal(size=(3, 11, 16)).astype(np.float32)
    layer = keras.layers.MultiHeadAttention(4, 8)
    layer(x, x)
    weights = [rng.normal(0, 0.3, w.shape).astype(np.float32) for w in layer.get_weights()]
    layer.set_weights(weights)
    out = {"keras_x": x, "keras_weights": np.concatenate([w.ravel() for w in weights])}
    for name, causal in (("keras", False), ("keras_causal", True)):
        with tf.GradientTape() as tape:
            given = tf.constant(x)
            tape.watch(given)
            y = layer(given, given, use_causal_mask=causal)
            loss = tf.reduce_sum(y * y)
        out[name + "_output"] = y.numpy()
        out[name + "_gradient"] = tape.gradient(loss, given).numpy()
    return out


def bench(args):
    _, heads, mix = arrays()
    x = np.random.RandomState(0).normal(size=(args.sequences, 11, 4))
    best = min(timed(lambda: [two_heads(s, heads, mix) for s in x]) for _ in range(3))
    return {"one_by_one": best}


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "bench"])
    parser.add_argument("file", nargs="?")
    parser.add_argument("--sequences", type=int, default=5000)
    args = parser.parse_args()
    print(json.dumps({"exact": exact, "bench": bench}[args.task](args)))
