"""Files of Keras: `.keras` and `.weights.h5`, and what the model in them answers; weights as NPZ by name, written for Keras."""

import io
import tempfile
import zipfile
from pathlib import Path

import keras
import numpy as np

from . import values
from .group_models import models

IN_FILES = ("sequential", "shared_layer", "two_in_two_out", "nested", "nested_sequential", "unknown_length", "uneven_branches", "convolution")


def make(group, folder):
    names = []
    for name in IN_FILES:
        model, arrays, _ = models()[name]
        r = values.rng("file_" + name)
        weights = [values.weight_value(r, v) for v in model.weights]
        model.set_weights(weights)
        if name in ("sequential", "convolution"):
            model.compile(keras.optimizers.Adam(0.01), "mse", metrics=["mae"])
            for _ in range(2):  # so that the file holds an optimizer's state too
                model.train_on_batch(arrays[0], np.zeros((len(arrays[0]), model.output_shape[-1]), np.float32))
            weights = model.get_weights()
        case = {"id": name, "kind": "file"}
        case["keras"] = f"files_{name}.keras"
        case["weights_h5"] = f"files_{name}.weights.h5"
        save(model, folder / case["keras"])
        model.save_weights(folder / case["weights_h5"])
        names += [case["keras"], case["weights_h5"]]
        case["inputs"] = [group.put(name, f"x{i}", x) for i, x in enumerate(arrays)]
        outputs = model.predict(arrays if len(arrays) > 1 else arrays[0], verbose=0)
        outputs = outputs if isinstance(outputs, list) else [outputs]
        case["outputs"] = [group.put(name, f"y{i}", y) for i, y in enumerate(outputs)]
        case["weights"] = [
            {"path": v.path, "array": group.put(name, f"w{i}", w), "shape": list(v.shape), "trainable": bool(v.trainable)}
            for i, (v, w) in enumerate(zip(model.weights, weights, strict=True))
        ]
        group.add(case)
    return names


def save(model, path):
    """Saves with fixed times in the archive and without the date, so that a second run gives the same file names and texts."""
    with tempfile.TemporaryDirectory() as tmp:
        raw = Path(tmp) / "model.keras"
        model.save(raw)
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as src, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dst:
            for name in src.namelist():
                data = src.read(name)
                if name == "metadata.json":
                    data = ('{"keras_version": "%s", "date_saved": "2026-01-01@00:00:00"}' % keras.__version__).encode()
                dst.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        path.write_bytes(out.getvalue())
        again = keras.saving.load_model(path)
        assert all(np.array_equal(a, b) for a, b in zip(again.get_weights(), model.get_weights()))
