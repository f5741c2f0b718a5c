"""Metrics: the result after each of three updates, with and without sample weights."""

import keras
import numpy as np
from keras import metrics

from . import evaluate as ev
from . import values

SIZES = (6, 5, 3)


def make(group, folder):
    real(group)
    binary(group)
    classes(group)
    plain(group)


def case(group, name, metric, ys, ps, weights=None):
    config = ev.serialize(metric)
    updates = []
    for k, (y, p) in enumerate(zip(ys, ps)):
        w = None if weights is None else weights[k]
        metric.update_state(y, p, sample_weight=w)
        result = np.asarray(metric.result(), np.float64)
        if not np.all(np.isfinite(result)):
            raise ValueError(f"{name}: {result}")
        update = {"y_true": group.put(name, f"y{k}", y), "y_pred": group.put(name, f"p{k}", p)}
        if w is not None:
            update["sample_weight"] = group.put(name, f"w{k}", w)
        updates.append(update | {"result": result.tolist()})
    group.add({"id": name, "kind": "metric", "metric": config, "updates": updates})


def both(group, name, make_metric, ys, ps):
    case(group, name, make_metric(), ys, ps)
    if not name.startswith(("Pearson", "Concordance")):
        r = values.rng("weights_" + name)
        weights = [r.uniform(0, 2, len(y)).astype(np.float32) for y in ys]
        case(group, f"{name}_weighted", make_metric(), ys, ps, weights)


def real(group):
    r = values.rng("metrics_real")
    ys = [values.normal(r, n, 2) for n in SIZES]
    ps = [(0.6 * y + values.normal(r, *y.shape, scale=0.5)).astype(np.float32) for y in ys]
    columns = [y[:, :1] for y in ys], [p[:, :1] for p in ps]
    for name in (
        "MeanSquaredError RootMeanSquaredError MeanAbsoluteError MeanAbsolutePercentageError LogCoshError CosineSimilarity "
        "R2Score PearsonCorrelation ConcordanceCorrelation"
    ).split():
        both(group, name, getattr(metrics, name), ys, ps)
    both(group, "MeanSquaredError_column", metrics.MeanSquaredError, *columns)
    flat = [y[:, 0] for y in ys]
    both(group, "MeanAbsoluteError_rank1_targets", metrics.MeanAbsoluteError, flat, columns[1])
    both(group, "R2Score_column", metrics.R2Score, *columns)
    both(group, "R2Score_variance_weighted", lambda: metrics.R2Score("variance_weighted_average"), ys, ps)
    both(group, "R2Score_none", lambda: metrics.R2Score(class_aggregation=None), ys, ps)
    both(group, "R2Score_adjusted", lambda: metrics.R2Score(num_regressors=1), ys, ps)
    both(group, "PearsonCorrelation_axis", lambda: metrics.PearsonCorrelation(axis=0), ys, ps)
    positive = [np.abs(y) for y in ys], [np.abs(p) + np.float32(0.1) for p in ps]
    both(group, "MeanSquaredLogarithmicError", metrics.MeanSquaredLogarithmicError, *positive)
    both(group, "Poisson", metrics.Poisson, *positive)


def binary(group):
    r = values.rng("metrics_binary")
    ys = [(r.random((n, 1)) < 0.5).astype(np.float32) for n in SIZES]
    ps = [np.clip(0.35 * y + r.uniform(0, 0.65, y.shape), 0, 1).astype(np.float32) for y in ys]
    for name in (
        "BinaryAccuracy BinaryCrossentropy AUC Precision Recall TruePositives TrueNegatives FalsePositives FalseNegatives Hinge "
        "SquaredHinge"
    ).split():
        both(group, name, getattr(metrics, name), ys, ps)
    both(group, "BinaryAccuracy_threshold", lambda: metrics.BinaryAccuracy(threshold=0.7), ys, ps)
    both(group, "BinaryCrossentropy_logits", lambda: metrics.BinaryCrossentropy(from_logits=True), ys, ps)
    both(group, "AUC_pr", lambda: metrics.AUC(curve="PR"), ys, ps)
    both(group, "AUC_pr_minoring", lambda: metrics.AUC(curve="PR", summation_method="minoring"), ys, ps)
    both(group, "AUC_majoring", lambda: metrics.AUC(summation_method="majoring"), ys, ps)
    both(group, "AUC_ten", lambda: metrics.AUC(num_thresholds=10), ys, ps)
    logits = [(6 * p - 3).astype(np.float32) for p in ps]
    both(group, "AUC_logits", lambda: metrics.AUC(from_logits=True), ys, logits)
    both(group, "Precision_thresholds", lambda: metrics.Precision(thresholds=[0.3, 0.6]), ys, ps)
    both(group, "Recall_threshold", lambda: metrics.Recall(thresholds=0.7), ys, ps)
    flat = [y[:, 0] for y in ys], [p[:, 0] for p in ps]
    both(group, "AUC_rank1", metrics.AUC, *flat)
    both(group, "F1Score_binary", lambda: metrics.F1Score(threshold=0.5), ys, ps)
    rank = [(r.random((n, 3)) < 0.5).astype(np.float32) for n in SIZES]
    guess = [np.clip(0.3 * y + r.uniform(0, 0.7, y.shape), 0, 1).astype(np.float32) for y in rank]
    both(group, "AUC_multi_label", lambda: metrics.AUC(multi_label=True), rank, guess)
    both(group, "F1Score_multi_label", lambda: metrics.F1Score(threshold=0.5, average="micro"), rank, guess)
    both(group, "BinaryAccuracy_multi_label", metrics.BinaryAccuracy, rank, guess)


def classes(group):
    r = values.rng("metrics_classes")
    ids = [r.integers(0, 4, n).astype(np.int32) for n in SIZES]
    hot = [np.eye(4, dtype=np.float32)[i] for i in ids]
    ps = [r.dirichlet(np.ones(4), len(i)).astype(np.float32) for i in ids]
    ps = [(0.7 * p + 0.3 * h * r.integers(0, 2, (len(h), 1))).astype(np.float32) for p, h in zip(ps, hot)]
    both(group, "CategoricalAccuracy", metrics.CategoricalAccuracy, hot, ps)
    both(group, "SparseCategoricalAccuracy", metrics.SparseCategoricalAccuracy, ids, ps)
    both(group, "SparseCategoricalAccuracy_column", metrics.SparseCategoricalAccuracy, [i[:, None] for i in ids], ps)
    both(group, "TopKCategoricalAccuracy", lambda: metrics.TopKCategoricalAccuracy(k=2), hot, ps)
    both(group, "SparseTopKCategoricalAccuracy", lambda: metrics.SparseTopKCategoricalAccuracy(k=2), ids, ps)
    both(group, "CategoricalCrossentropy", metrics.CategoricalCrossentropy, hot, ps)
    both(group, "SparseCategoricalCrossentropy", metrics.SparseCategoricalCrossentropy, ids, ps)
    both(group, "KLDivergence", metrics.KLDivergence, hot, ps)
    both(group, "CategoricalHinge", metrics.CategoricalHinge, hot, ps)
    for average in (None, "micro", "macro", "weighted"):
        both(group, f"F1Score_{average or 'none'}", lambda average=average: metrics.F1Score(average=average), hot, ps)
    both(group, "FBetaScore", lambda: metrics.FBetaScore(beta=2.0, average="macro"), hot, ps)
    both(group, "Precision_class", lambda: metrics.Precision(class_id=1), hot, ps)
    both(group, "Recall_top_k", lambda: metrics.Recall(top_k=2), hot, ps)
    equal = [i.astype(np.float32) for i in ids], [np.where(r.random(len(i)) < 0.5, i, 0).astype(np.float32) for i in ids]
    both(group, "Accuracy", metrics.Accuracy, *equal)


def plain(group):
    """Mean and Sum of given values."""
    r = values.rng("metrics_plain")
    for name in ("Mean", "Sum"):
        metric = getattr(keras.metrics, name)()
        config, updates = ev.serialize(metric), []
        for n in SIZES:
            v, w = values.normal(r, n), r.uniform(0, 2, n).astype(np.float32)
            metric.update_state(v, sample_weight=w)
            result = {"values": v.tolist(), "sample_weight": w.tolist(), "result": float(metric.result())}
            updates.append(result)
        group.add({"id": name, "kind": "mean", "metric": config, "updates": updates})
