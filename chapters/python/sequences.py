"""Chapter 13 in Keras: the reference side of './dmol crosscheck sequences' and './dmol bench sequences'.

  sequences.py exact OUT.npz             inputs and results of both networks, from NumPy's generator (also the golden file)
  sequences.py strings DATA.csv          tokens and parts of the data set
  sequences.py train IN.npz              losses of short trainings from several seeds
  sequences.py bench IN.npz              times of fit and predict

Keras 2 (tf_keras), as the book: Keras 3.15 adds up the squares of the gradients of a token that occurs several times in a batch,
instead of squaring their sum, so that its Adam takes other steps for embeddings.

Prints a JSON object as its last line.
"""
import argparse
import csv
import json
import time

import numpy as np

WIDTH = 96
VOCABULARY = 128


def recurrent():
    import tf_keras as keras
    from tf_keras import layers

    model = keras.Sequential([
        keras.Input((WIDTH,)), layers.Embedding(VOCABULARY, 16, mask_zero=True), layers.GRU(32),
        layers.Dense(32, activation="relu"), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(1e-2), loss="mean_squared_error")
    return model


def transformer(dropout=0.1, size=32):
    import tf_keras as keras
    from tf_keras import layers

    class Positions(layers.Layer):
        def build(self, shape):
            self.table = self.add_weight(name="embeddings", shape=shape[1:], initializer="glorot_uniform")

        def call(self, x):
            return x + self.table

    tokens = keras.Input((WIDTH,), dtype="int32")
    embedded = layers.Embedding(VOCABULARY, size)(tokens)
    x = Positions()(embedded)
    real = layers.Lambda(lambda t: t > 0)(tokens)
    pair = layers.Lambda(lambda t: t[:, None, :] > 0)(tokens)
    for _ in range(2):
        attended = layers.MultiHeadAttention(4, size // 4, dropout=dropout)(x, x, attention_mask=pair)
        x = layers.LayerNormalization()(x + attended)
        wide = layers.Dense(4 * size, activation="relu")(x)
        narrow = layers.Dropout(dropout)(layers.Dense(size)(wide))
        x = layers.LayerNormalization()(x + narrow)
    pooled = layers.GlobalAveragePooling1D()(x, mask=real)
    model = keras.Model(tokens, layers.Dense(1)(pooled))
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mean_squared_error")
    return model


NETWORKS = {"recurrent": recurrent, "transformer": transformer}


def strings(rng, n):
    tokens = np.zeros((n, WIDTH), np.int32)
    for row in tokens:
        length = rng.randint(1, WIDTH + 1)
        row[:length] = rng.randint(1, 64, length)
    return tokens


def exact(args):
    """Both networks with given weights: predictions, the mean loss of three steps of Adam, predictions afterwards."""
    rng = np.random.RandomState(13)
    out = {"tokens": strings(rng, 48), "labels": rng.normal(-3, 2, (48, 1)).astype(np.float32)}
    for name, make in (("recurrent", recurrent), ("transformer", lambda: transformer(dropout=0))):
        model = make()
        weights = [rng.normal(0, 0.15, w.shape).astype(np.float32) for w in model.get_weights()]
        model.set_weights(weights)
        flat = np.concatenate([w.ravel() for w in weights])
        out[name + "_weights"] = flat
        out[name + "_before"] = model.predict(out["tokens"], verbose=0)
        history = model.fit(out["tokens"], out["labels"], batch_size=16, epochs=1, shuffle=False, verbose=0)
        out[name + "_loss"] = np.array(history.history["loss"])
        out[name + "_after"] = model.predict(out["tokens"], verbose=0)
    np.savez_compressed(args.file, **out)
    return {}


def data(args):
    """The parts and tokens of the data set, by Keras's tokenizer."""
    from tf_keras.preprocessing.text import Tokenizer

    with open(args.file, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    kept = [r for r in rows if len(r["SMILES"]) <= WIDTH]
    smiles = [r["SMILES"] for r in kept]
    y = np.array([float(r["Solubility"]) for r in kept])
    tokenizer = Tokenizer(VOCABULARY, filters="", char_level=True)
    tokenizer.fit_on_texts(smiles)
    sequences = tokenizer.texts_to_sequences(smiles)
    padded = np.array([s + [0] * (WIDTH - len(s)) for s in sequences])
    n = int(0.1 * len(rows))
    weight = np.arange(1, padded.size + 1).reshape(padded.shape) % 997
    return {
        "kept": len(kept),
        "tokens": "".join(tokenizer.index_word[i + 1] for i in range(len(tokenizer.word_index))),
        "characters": "".join(sorted(set("".join(smiles)))),
        "sum_of_tokens": float((padded * weight).sum()),
        "means": [float(v.mean()) for v in (y[:n], y[n:2 * n], y[2 * n:])],
        "deviations": [float(v.std()) for v in (y[:n], y[n:2 * n], y[2 * n:])],
    }


def fit(model, arrays, epochs):
    validation = (arrays["x_val"], arrays["y_val"]) if "x_val" in arrays else None
    return model.fit(arrays["x"], arrays["y"], batch_size=16, epochs=epochs, validation_data=validation, verbose=0)


def train(args):
    import tf_keras as keras

    arrays = dict(np.load(args.file))
    out = {"loss": [], "val_loss": []}
    for seed in range(args.seeds):
        keras.utils.set_random_seed(seed)
        history = fit(NETWORKS[args.network](), arrays, args.epochs).history
        out["loss"].append(float(history["loss"][-1]))
        out["val_loss"].append(float(history["val_loss"][-1]))
        print(f"seed {seed}: loss {out['loss'][-1]:.3f}, validation {out['val_loss'][-1]:.3f}", flush=True)
    return out


def bench(args):
    import tf_keras as keras

    arrays = dict(np.load(args.file))
    keras.utils.set_random_seed(0)
    model = NETWORKS[args.network]()
    start = time.perf_counter()
    history = fit(model, arrays, args.epochs)
    middle = time.perf_counter()
    model.predict(arrays["x_val"], verbose=0)
    return {"fit": middle - start, "predict": time.perf_counter() - middle, "loss": float(history.history["loss"][-1])}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["exact", "strings", "train", "bench"])
    parser.add_argument("file")
    parser.add_argument("--network", choices=list(NETWORKS), default="recurrent")
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    tasks = {"exact": exact, "strings": data, "train": train, "bench": bench}
    print(json.dumps(tasks[args.task](args)))
