"""Loads every exported model with other runtimes and compares its outputs with examples.json.

Usage: python check.py [model ...]
"""
import importlib.util
import json
import os
import pathlib
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow as tf

HERE = pathlib.Path(__file__).resolve().parent
TOLERANCE = 1e-5


def arrays(named):
    return {k: np.array(a["values"], a["dtype"]).reshape(a["shape"]) for k, a in named.items()}


def saved_model(path, example, inputs):
    function = tf.saved_model.load(str(path)).signatures[example["signature"]]
    return {k: v.numpy() for k, v in function(**{k: tf.constant(v) for k, v in inputs.items()}).items()}


def keras_layer(path, example, inputs):
    import keras

    layer = keras.layers.TFSMLayer(str(path), call_endpoint=example["signature"])
    # The first input (by name) is the layer's, the others are keywords.
    first, *others = sorted(inputs)
    out = layer(inputs[first], **{k: inputs[k] for k in others})
    return {k: np.asarray(v) for k, v in out.items()}


def tflite(path, example, inputs):
    converter = tf.lite.TFLiteConverter.from_saved_model(str(path), signature_keys=[example["signature"]])
    runner = tf.lite.Interpreter(model_content=converter.convert()).get_signature_runner(example["signature"])
    return runner(**inputs)


def onnx(path, example, inputs):
    import onnxruntime
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "model.onnx")
        subprocess.run(
            [sys.executable, "-m", "tf2onnx.convert", "--saved-model", str(path), "--signature_def", example["signature"], "--output", file],
            check=True, capture_output=True)
        session = onnxruntime.InferenceSession(file)
        names = [o.name for o in session.get_outputs()]
        feeds = {i.name: inputs[i.name.split(":")[0]] for i in session.get_inputs()}
        return dict(zip([n.split(":")[0] for n in names], session.run(names, feeds)))


RUNTIMES = {"SavedModel": saved_model, "keras.TFSMLayer": keras_layer, "TFLite": tflite}
if importlib.util.find_spec("tf2onnx") and importlib.util.find_spec("onnxruntime"):
    RUNTIMES["ONNX Runtime"] = onnx


def takes_several():
    """Whether this version of Keras hands the entries of a dictionary to the signature by name."""
    import inspect
    import keras

    return "**inputs" in inspect.getsource(keras.layers.TFSMLayer.call)


def check(path):
    good = True
    only = json.loads((path / "provenance.json").read_text()).get("runtimes")
    for example in json.loads((path / "examples.json").read_text()):
        inputs, expected = arrays(example["inputs"]), arrays(example["outputs"])
        for name, run in RUNTIMES.items():
            if name not in (example.get("runtimes") or only or RUNTIMES):
                continue
            if name == "keras.TFSMLayer" and len(inputs) > 1 and not takes_several():
                print(f"{path.name:24} {example['signature']:18} {name:16} takes signatures of one input only")
                continue
            try:
                out = run(path, example, inputs)
                worst = max(
                    float(np.max(np.abs(out[k] - v) / np.maximum(1, np.abs(v)))) for k, v in expected.items())
                verdict = "equal" if worst <= TOLERANCE else "DIFFERENT"
                good &= worst <= TOLERANCE
                print(f"{path.name:24} {example['signature']:18} {name:16} {worst:.1e} {verdict}")
            except Exception as e:
                good = False
                print(f"{path.name:24} {example['signature']:18} {name:16} FAILED: {str(e).splitlines()[0] if str(e) else type(e).__name__}")
    return good


if __name__ == "__main__":
    wanted = sys.argv[1:]
    models = [p.parent for p in sorted(HERE.glob("*/examples.json")) if not wanted or p.parent.name in wanted]
    if not models:
        sys.exit("There is no exported model here; run ./dmol export all.")
    sys.exit(0 if all([check(m) for m in models]) else 1)
