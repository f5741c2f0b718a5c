"""Chapter 21 in Keras: the reference side of './dmol crosscheck pretraining' and './dmol bench pretraining'.

  pretraining.py exact OUT.npz     masked tokens and weights from NumPy's generator, and what follows from them (also the golden file)
  pretraining.py train IN.npz      losses of short pre-trainings from several seeds
  pretraining.py bench IN.npz      times of fit

Keras 2 (tf_keras): Keras 3.15 takes other steps of Adam for the rows of an embedding that occur several times in a batch.

Prints a JSON object as its last line.
"""
import argparse
import json
import time

import numpy as np
import tensorflow as tf
import tf_keras as keras
from tf_keras import layers

SMALL = dict(tokens=30, width=16, heads=2, intermediate=24, blocks=2, positions=20, activation="gelu")
FULL = dict(width=128, heads=4, intermediate=256, blocks=3, positions=100, activation="relu")
BATCH = 16
RATE = 1e-3


class Embed(layers.Layer):
    """Sum of the tables of tokens, positions and the kind of text."""

    def __init__(self, tokens, positions, width):
        super().__init__()
        self.tables = [self.add_weight(name=n, shape=(rows, width), initializer=keras.initializers.RandomNormal(0, 0.02))
                       for n, rows in (("word", tokens), ("position", positions), ("kind", 1))]

    def call(self, ids):
        word, position, kind = self.tables
        return tf.gather(word, ids) + position[:tf.shape(ids)[1]] + kind


def networks(tokens, width, heads, intermediate, blocks, positions, activation, dropout=0.0):
    """The encoder and the network that names masked tokens."""
    ids = keras.Input((None,), dtype="int32")
    places = keras.Input((None,), dtype="int32")
    x = layers.LayerNormalization(epsilon=1e-5)(Embed(tokens, positions, width)(ids))
    x = layers.Dropout(dropout)(x)
    pair = layers.Lambda(lambda t: t[:, None, :] != 0)(ids)
    for _ in range(blocks):
        attended = layers.MultiHeadAttention(heads, width // heads, dropout=dropout)(x, x, attention_mask=pair)
        x = layers.LayerNormalization(epsilon=1e-5)(x + layers.Dropout(dropout)(attended))
        wide = layers.Dense(intermediate, activation=activation)(x)
        narrow = layers.Dropout(dropout)(layers.Dense(width)(wide))
        x = layers.LayerNormalization(epsilon=1e-5)(x + narrow)
    chosen = layers.Lambda(lambda a: tf.gather(a[0], a[1], batch_dims=1))([x, places])
    hidden = layers.LayerNormalization(epsilon=1e-5)(layers.Dense(width, activation=activation)(chosen))
    return keras.Model(ids, x), keras.Model([ids, places], layers.Dense(tokens)(hidden))


def masked_loss(labels, weights, logits):
    """Mean over the chosen places alone."""
    each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
    return tf.reduce_sum(each * weights) / tf.reduce_sum(weights)


def adamw(rate, decay):
    optimizer = keras.optimizers.AdamW(rate, weight_decay=decay)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    return optimizer


def step_of(model, optimizer):
    @tf.function(reduce_retracing=True)
    def step(tokens, places, labels, weights):
        with tf.GradientTape() as tape:
            loss = masked_loss(labels, weights, model([tokens, places], training=True))
        optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
        return loss

    return step


def epoch(step, arrays, batch, order):
    """The mean loss of an epoch, each batch by its number of strings."""
    total = 0.0
    for at in range(0, len(order), batch):
        rows = order[at:at + batch]
        total += float(step(*(a[rows] for a in arrays))) * len(rows)
    return total / len(order)


def texts(rng, n=24, width=20, most=3):
    tokens = np.zeros((n, width), np.int32)
    places = np.zeros((n, most), np.int32)
    labels = np.zeros((n, most), np.int32)
    weights = np.zeros((n, most), np.float32)
    for row in range(n):
        length = rng.randint(3, width + 1)
        ids = np.concatenate([[1], rng.randint(4, 30, length - 1)])
        chosen = rng.permutation(np.arange(1, length))[:max(1, round(0.15 * (length - 1)))]
        places[row, :len(chosen)] = chosen
        labels[row, :len(chosen)] = ids[chosen]
        weights[row, :len(chosen)] = 1
        ids[chosen] = 2
        tokens[row, :length] = ids
    return tokens, places, labels, weights


def set_flat(model, flat):
    at, values = 0, []
    for w in model.get_weights():
        values.append(flat[at:at + w.size].reshape(w.shape))
        at += w.size
    model.set_weights(values)


def flat_weights(model, rng):
    parts = []
    for w in model.weights:
        scale = rng.normal(1 if "gamma" in w.name else 0, 0.2, w.shape)
        parts.append(scale.astype(np.float32).ravel())
    return np.concatenate(parts)


def exact(args):
    """Vectors, logits, loss, gradients, and three epochs of AdamW."""
    rng = np.random.RandomState(21)
    arrays = texts(rng)
    tokens, places, labels, weights = arrays
    encoder, model = networks(**SMALL)
    out = dict(tokens=tokens, places=places, labels=labels, weights=weights, initial=flat_weights(model, rng))
    set_flat(model, out["initial"])
    out["hidden"] = encoder.predict(tokens, verbose=0)[tokens != 0].ravel()
    out["logits"] = model([tokens, places]).numpy()
    with tf.GradientTape() as tape:
        loss = masked_loss(labels, weights, model([tokens, places]))
    gradients = tape.gradient(loss, model.trainable_variables)
    out["loss"] = np.array([loss])
    out["gradients"] = np.concatenate([tf.convert_to_tensor(g).numpy().ravel() for g in gradients])
    step = step_of(model, adamw(1e-2, 0.1))
    out["losses"] = np.array([epoch(step, arrays, 8, np.arange(len(tokens))) for _ in range(3)])
    out["after"] = model([tokens, places]).numpy()
    np.savez_compressed(args.file, **out)
    return {}


def warmup(peak, warm, steps):
    class Rate(keras.optimizers.schedules.LearningRateSchedule):
        def __call__(self, step):
            s = tf.cast(step, tf.float32)
            return tf.where(s < warm, peak * s / max(1, warm), peak * (steps - s) / (steps - warm))

    return Rate()


def train(args):
    file = np.load(args.file)
    arrays = [file[k] for k in ("tokens", "places", "labels", "weights")]
    n = len(arrays[0])
    losses = []
    for seed in range(args.seeds):
        keras.utils.set_random_seed(seed)
        _, model = networks(**SMALL, dropout=0.1)
        step = step_of(model, adamw(warmup(3e-3, 3, args.epochs * -(-n // 8)), 0.01))
        for _ in range(args.epochs):
            last = epoch(step, arrays, 8, np.random.permutation(n))
        losses.append(last)
    return {"loss": losses}


def pad(arrays, width):
    return np.concatenate([np.pad(a, ((0, 0), (0, width - a.shape[1]))) for a in arrays])


class Weighted(keras.Model):
    """Keras's fit with the loss on the chosen places alone."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def train_step(self, data):
        tokens, places, labels, weights = data[0]
        with tf.GradientTape() as tape:
            loss = masked_loss(labels, weights, self.model([tokens, places], training=True))
        self.optimizer.minimize(loss, self.model.trainable_variables, tape=tape)
        return {"loss": loss}


def fit_time(parts, tokens):
    keras.utils.set_random_seed(0)
    model = Weighted(networks(tokens, **FULL)[1])
    steps = sum(-(-len(p[0]) // BATCH) for p in parts)
    model.compile(optimizer=adamw(warmup(RATE, steps // 20, steps), 0.01))
    start = time.perf_counter()
    loss = n = 0
    for p in parts:
        h = model.fit(tuple(p), batch_size=BATCH, epochs=1, shuffle=True, verbose=0)
        loss += h.history["loss"][0] * len(p[0])
        n += len(p[0])
    return time.perf_counter() - start, loss / n


def bench(args):
    file = np.load(args.file)
    count = sum(1 for k in file.files if k.startswith("tokens"))
    keys = ("tokens", "places", "labels", "weights")
    parts = [[file[k + str(b)] for k in keys] for b in range(count)]
    tokens = int(max(p[2].max() for p in parts)) + 1
    whole = [pad([p[i] for p in parts], max(p[i].shape[1] for p in parts)) for i in range(4)]
    padded, loss = fit_time([whole], tokens)
    by_length, _ = fit_time(parts, tokens)
    return {"fit": padded, "by_length": by_length, "loss": float(loss)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "train", "bench"])
    parser.add_argument("file")
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=3)
    args = parser.parse_args()
    print(json.dumps({"exact": exact, "train": train, "bench": bench}[args.task](args)))
