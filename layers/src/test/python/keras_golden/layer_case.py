"""Writes a case of one layer (or one model used as a layer) into a group."""

from . import evaluate as ev
from . import values


def default_invoke(call):
    """The ordinary call: one input as it is, several as a list, recurrent states as `initial_state`."""

    def invoke(layer, xs, states):
        kwargs = dict(call)
        if states:
            kwargs["initial_state"] = states if len(states) > 1 else states[0]
            # Keras 3 forgets the mask that travels with the input when a second tensor is given; it is meant to count.
            mask = ev.backend.get_keras_mask(xs[0])
            if mask is not None:
                kwargs["mask"] = mask
        return layer(xs[0] if len(xs) == 1 else xs, **kwargs)

    return invoke


def attention_invoke(call):
    """MultiHeadAttention takes query, value and key as arguments of their own."""

    def invoke(layer, xs, states):
        return layer(*xs[:2], **({"key": xs[2]} if len(xs) > 2 else {}), **call)

    return invoke


def add(
    group,
    case_id,
    layer,
    inputs,
    masks=None,
    states=(),
    call=None,
    arrays_call=None,
    weights=None,
    second=True,
    invoke=None,
    tolerance=None,
    stored="float64",
    masked_outputs=None,
    note=None,
):
    """Evaluates the layer on `inputs` (arrays) and adds the case.

    masks: one per input or None. states: initial states of a recurrent layer. call: plain keyword arguments (training, ...).
    stored: "float32" where the two precisions differ by the definition of the layer (a mask of -1e9 swallows a float32 score).
    masked_outputs: how many outputs have masks worth comparing (default all).
    arrays_call: keyword arguments that are arrays (attention_mask). weights: values to use instead of random ones.
    """
    r = values.rng(case_id)
    call = dict(call or {})
    masks = list(masks) if masks is not None else [None] * len(inputs)
    serialized = ev.serialize(layer)
    kwargs = call | {k: v for k, v in (arrays_call or {}).items()}
    run = (invoke or default_invoke)(kwargs)
    training = bool(call.get("training"))

    single = ev.deserialize(serialized)
    shapes = ev.output_shapes(single, inputs, masks, states, run)
    if weights is None:
        weights = [values.weight_value(r, v) for v in single.weights]
    cotangents = [values.normal(r, *s) for s in shapes]
    args = (weights, inputs, masks, list(states), run, cotangents, training, second)
    a = ev.Run(single, *args)
    with ev.floatx("float64"):
        double = ev.deserialize(ev.as_dtype(serialized, "float64"))
        ev.output_shapes(double, inputs, masks, states, run)
        b = ev.Run(double, *args)
        if b.second is not None and stored == "float64":
            again = lambda xs, ss: ev.Run(double, weights, xs, masks, ss, run, cotangents, training, False)  # noqa: E731
            ev.check_second(b, inputs, states, again, r)
    errors = ev.errors(a, b)
    float32_error = max((e for kind in errors.values() for e in kind), default=0.0)
    limit = tolerance or ev.TOLERANCE
    if stored == "float32":
        b, float32_error = a, 0.0
    elif float32_error > limit:
        raise AssertionError(f"{group.name}/{case_id}: Keras in float32 is too far from float64: {errors}")

    put = lambda name, v: None if v is None else group.put(case_id, name, v)  # noqa: E731
    case = {"id": case_id, "kind": "layer", "layer": serialized, "call": call}
    case["inputs"] = [put(f"x{i}", x) for i, x in enumerate(inputs)]
    if any(m is not None for m in masks):
        case["masks"] = [put(f"mask{i}", m) for i, m in enumerate(masks)]
    if states:
        case["states"] = [put(f"s{i}", s) for i, s in enumerate(states)]
    if arrays_call:
        case["arrays_call"] = {k: put(k, v) for k, v in arrays_call.items()}
    case["weights"] = [
        {"path": v.path, "array": put(f"w{i}", w), "shape": list(v.shape), "trainable": bool(v.trainable)}
        for i, (v, w) in enumerate(zip(single.weights, weights, strict=True))
    ]
    case["outputs"] = [put(f"y{i}", y) for i, y in enumerate(b.outputs)]
    out_masks = b.masks if masked_outputs is None else b.masks[:masked_outputs] + [None] * (len(b.masks) - masked_outputs)
    case["output_masks"] = [put(f"ymask{i}", m) for i, m in enumerate(out_masks)]
    case["cotangents"] = [put(f"c{i}", c) for i, c in enumerate(cotangents)]
    add_gradients(case, put, inputs, states, single, b)
    if b.losses:
        case["losses"] = b.losses
    if training and b.state:
        names = [v.path for v in single.non_trainable_weights]
        case["updates"] = [{"path": p, "array": put(f"u{i}", u)} for i, (p, u) in enumerate(zip(names, b.state))]
    case["float32_error"] = float(f"{float32_error:.1e}")
    if tolerance:
        case["tolerance"] = tolerance
    if note:
        case["note"] = note
    group.add(case)


def add_gradients(case, put, inputs, states, layer, run):
    """Gradients by target: x<i> (float inputs), s<i> (states), w<i> (position in `weights`); null is exactly zero."""
    targets = [f"x{i}" for i, x in enumerate(inputs) if x.dtype.kind == "f"] + [f"s{i}" for i in range(len(states))]
    ids = [id(v) for v in layer.weights]
    targets += [f"w{ids.index(id(v))}" for v in layer.trainable_weights]
    case["gradients"] = {t: put(f"g_{t}", g) for t, g in zip(targets, run.first, strict=True)}
    if run.second is not None:
        case["second"] = {t: put(f"h_{t}", g) for t, g in zip(targets, run.second, strict=True)}
