"""Cases of a layer with state that is called several times: kind "sequence"."""

import keras
import tensorflow as tf

from . import evaluate as ev
from . import values


def add(group, case_id, layer, steps, note=None):
    """steps: dicts with `inputs`, and `masks`, `call`, `reset` (reset the states first) where needed."""
    r = values.rng(case_id)
    serialized = ev.serialize(layer)
    single = ev.deserialize(serialized)
    first = steps[0]["inputs"]
    invoke(single, first, [None] * len(first), {})
    weights = [values.weight_value(r, v) for v in single.weights]
    with ev.floatx("float64"):
        double = ev.deserialize(ev.as_dtype(serialized, "float64"))
        invoke(double, first, [None] * len(first), {})
        reset(double)
        for v, w in zip(double.weights, weights, strict=True):
            v.assign(w)
        put = lambda name, v: None if v is None else group.put(case_id, name, v)  # noqa: E731
        done = [run(put, double, k, step) for k, step in enumerate(steps)]
    case = {"id": case_id, "kind": "sequence", "layer": serialized}
    case["weights"] = [
        {"path": v.path, "array": put(f"w{i}", w), "shape": list(v.shape), "trainable": bool(v.trainable)}
        for i, (v, w) in enumerate(zip(single.weights, weights, strict=True))
    ]
    case["steps"] = done
    if note:
        case["note"] = note
    group.add(case)


def reset(layer):
    if getattr(layer, "stateful", False):
        (layer.reset_states if hasattr(layer, "reset_states") else layer.reset_state)()


def invoke(layer, inputs, masks, call):
    xs = [ev.cast(x, keras.config.floatx()) for x in inputs]
    for x, m in zip(xs, masks):
        if m is not None:
            ev.backend.set_keras_mask(x, tf.constant(m))
    return layer(xs[0] if len(xs) == 1 else xs, **call)


def run(put, layer, k, step):
    inputs, call = step["inputs"], step.get("call", {})
    masks = step.get("masks") or [None] * len(inputs)
    if step.get("reset"):
        reset(layer)
    outs = tf.nest.flatten(invoke(layer, inputs, masks, call))
    result = {"reset": bool(step.get("reset")), "call": call}
    result["inputs"] = [put(f"t{k}_x{i}", x) for i, x in enumerate(inputs)]
    if any(m is not None for m in masks):
        result["masks"] = [put(f"t{k}_mask{i}", m) for i, m in enumerate(masks)]
    result["outputs"] = [put(f"t{k}_y{i}", y) for i, y in enumerate(outs)]
    if call.get("training") and layer.non_trainable_weights:
        updates = enumerate(layer.non_trainable_weights)
        result["updates"] = [{"path": v.path, "array": put(f"t{k}_u{i}", v)} for i, v in updates]
    return result
