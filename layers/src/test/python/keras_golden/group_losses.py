"""Losses with their settings, reductions, sample weights and masks: value and gradient by the prediction."""

import numpy as np
import tensorflow as tf
from keras import losses

from . import evaluate as ev
from . import values

REDUCTIONS = ("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none")


def make(group, folder):
    real(group)
    probabilities(group)
    classes(group)
    margins(group)
    masked(group)


def case(group, case_id, loss, y, p, weight=None, mask=None):
    """One loss; `value` is a number, or an array per example when the reduction is none."""
    with ev.floatx("float64"):
        config = ev.serialize(loss)
        double = ev.deserialize(ev.as_dtype(config, "float64"))
        pred = ev.cast(p, "float64")
        with tf.GradientTape() as tape:
            tape.watch(pred)
            if mask is not None:
                ev.backend.set_keras_mask(pred, tf.constant(mask))
            value = double(ev.cast(y, "float64"), pred, None if weight is None else ev.cast(weight, "float64"))
            total = tf.reduce_sum(value)
        gradient = tape.gradient(total, pred)
    result = {"id": case_id, "kind": "loss", "loss": config, "y_true": group.put(case_id, "y", y), "y_pred": group.put(case_id, "p", p)}
    if weight is not None:
        result["sample_weight"] = group.put(case_id, "weight", weight)
    if mask is not None:
        result["mask"] = group.put(case_id, "mask", mask)
    result["value"] = float(value) if value.shape.rank == 0 else group.put(case_id, "value", value)
    result["gradient"] = group.put(case_id, "g", gradient)
    group.add(result)


def both(group, name, make_loss, y, p):
    """The default reduction with and without weights per row."""
    shape = (len(y), 1) if p.ndim > 2 else (len(y),)
    weight = values.rng("w_" + name).uniform(0.1, 2.0, shape).astype(np.float32)
    case(group, name, make_loss(), y, p)
    case(group, f"{name}_weighted", make_loss(), y, p, weight)


def real(group):
    r = values.rng("real")
    y, p = values.normal(r, 5, 3), values.normal(r, 5, 3)
    positive, rate = r.uniform(0.2, 3, (5, 3)).astype(np.float32), r.uniform(0.2, 3, (5, 3)).astype(np.float32)
    for name in ("MeanSquaredError", "MeanAbsoluteError", "Huber", "LogCosh", "CosineSimilarity"):
        both(group, name, getattr(losses, name), y, p)
    for name in ("MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "Poisson"):
        both(group, name, getattr(losses, name), positive, rate)
    both(group, "Huber_delta", lambda: losses.Huber(delta=0.4), y, p)
    both(group, "CosineSimilarity_axis", lambda: losses.CosineSimilarity(axis=0), y, p[:5])
    both(group, "MeanSquaredError_rank1", losses.MeanSquaredError, y[:, 0], p[:, 0])
    both(group, "MeanSquaredError_column", losses.MeanSquaredError, y[:, 0], p[:, :1])
    y3, p3 = values.normal(r, 2, 4, 3), values.normal(r, 2, 4, 3)
    both(group, "MeanSquaredError_rank3", losses.MeanSquaredError, y3, p3)
    each = r.uniform(0, 2, (2, 4)).astype(np.float32)
    row = each[:, :1]
    for reduction in REDUCTIONS:
        loss = lambda reduction=reduction: losses.MeanSquaredError(reduction=reduction)  # noqa: E731
        case(group, f"reduction_{reduction}", loss(), y3, p3)
        case(group, f"reduction_{reduction}_row_weights", loss(), y3, p3, row)
        case(group, f"reduction_{reduction}_step_weights", loss(), y3, p3, each)


def probabilities(group):
    r = values.rng("probabilities")
    y = (r.random((6, 3)) < 0.5).astype(np.float32)
    p = r.uniform(0.02, 0.98, (6, 3)).astype(np.float32)
    p[0, 0], p[1, 1] = 0.0, 1.0
    logits = values.normal(r, 6, 3, scale=2.0)
    both(group, "BinaryCrossentropy", losses.BinaryCrossentropy, y, p)
    both(group, "BinaryCrossentropy_logits", lambda: losses.BinaryCrossentropy(from_logits=True), y, logits)
    both(group, "BinaryCrossentropy_smoothing", lambda: losses.BinaryCrossentropy(label_smoothing=0.1), y, p)
    both(group, "BinaryCrossentropy_column", losses.BinaryCrossentropy, y[:, 0], p[:, :1])
    both(group, "BinaryFocalCrossentropy", losses.BinaryFocalCrossentropy, y, np.clip(p, 0.02, 0.98))
    focal = lambda: losses.BinaryFocalCrossentropy(apply_class_balancing=True, alpha=0.4, gamma=1.5)  # noqa: E731
    both(group, "BinaryFocalCrossentropy_balanced", focal, y, np.clip(p, 0.02, 0.98))
    both(group, "BinaryFocalCrossentropy_logits", lambda: losses.BinaryFocalCrossentropy(from_logits=True), y, logits)
    both(group, "Dice", losses.Dice, y, p)
    both(group, "Tversky", lambda: losses.Tversky(alpha=0.3, beta=0.7), y, p)


def classes(group):
    r = values.rng("classes")
    ids = np.array([0, 3, 1, 2, 3, 0], np.int32)
    logits = values.normal(r, 6, 4, scale=2.0)
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    p = p.astype(np.float32)
    hot = np.eye(4, dtype=np.float32)[ids]
    soft = r.dirichlet(np.ones(4), 6).astype(np.float32)
    both(group, "CategoricalCrossentropy", losses.CategoricalCrossentropy, hot, p)
    both(group, "CategoricalCrossentropy_soft", losses.CategoricalCrossentropy, soft, p)
    both(group, "CategoricalCrossentropy_unnormalized", losses.CategoricalCrossentropy, hot, p * 1.7)
    both(group, "CategoricalCrossentropy_logits", lambda: losses.CategoricalCrossentropy(from_logits=True), hot, logits)
    both(group, "CategoricalCrossentropy_smoothing", lambda: losses.CategoricalCrossentropy(label_smoothing=0.2), hot, p)
    both(group, "CategoricalFocalCrossentropy", losses.CategoricalFocalCrossentropy, hot, p)
    both(group, "SparseCategoricalCrossentropy", losses.SparseCategoricalCrossentropy, ids, p)
    both(group, "SparseCategoricalCrossentropy_column", losses.SparseCategoricalCrossentropy, ids[:, None], p)
    sparse = lambda **k: lambda: losses.SparseCategoricalCrossentropy(**k)  # noqa: E731
    both(group, "SparseCategoricalCrossentropy_logits", sparse(from_logits=True), ids, logits)
    both(group, "SparseCategoricalCrossentropy_ignore", sparse(from_logits=True, ignore_class=3), ids, logits)
    ids3, logits3 = ids.reshape(2, 3), logits.reshape(2, 3, 4)
    both(group, "SparseCategoricalCrossentropy_rank3", sparse(from_logits=True), ids3, logits3)
    both(group, "KLDivergence", losses.KLDivergence, soft, p)
    both(group, "CategoricalHinge", losses.CategoricalHinge, hot, p)


def margins(group):
    r = values.rng("margins")
    signs, p = np.sign(values.normal(r, 5, 3)), values.normal(r, 5, 3)
    both(group, "Hinge", losses.Hinge, signs, p)
    both(group, "SquaredHinge", losses.SquaredHinge, signs, p)
    both(group, "Hinge_zero_one", losses.Hinge, (signs > 0).astype(np.float32), p)


def masked(group):
    r = values.rng("masked")
    y, p = values.normal(r, 3, 4, 2), values.normal(r, 3, 4, 2)
    ids, logits = r.integers(0, 3, (3, 4)).astype(np.int32), values.normal(r, 3, 4, 3)
    mask = values.lengths_mask([4, 2, 1], 4)
    row, each = r.uniform(0.1, 2, (3, 1)).astype(np.float32), r.uniform(0.1, 2, (3, 4)).astype(np.float32)
    for reduction in REDUCTIONS:
        case(group, f"mask_mse_{reduction}", losses.MeanSquaredError(reduction=reduction), y, p, mask=mask)
    sparse = lambda: losses.SparseCategoricalCrossentropy(from_logits=True)  # noqa: E731
    for name, weight in (("", None), ("_row_weights", row), ("_step_weights", each)):
        case(group, f"mask_sparse{name}", sparse(), ids, logits, weight, mask)
        case(group, f"mask_mae{name}", losses.MeanAbsoluteError(), y, p, weight, mask)
