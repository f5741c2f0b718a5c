"""Optimizers: the weights after each of ten steps with given gradients. Learning rate schedules: the rate by step."""

import numpy as np
from keras import optimizers
from keras import Variable
from keras.optimizers import schedules

from . import evaluate as ev
from . import values

STEPS = 10
SHAPES = {"kernel": (3, 4), "bias": (4,)}


def make(group, folder):
    r = values.rng("optimizer_problem")
    start = {k: values.normal(r, *s) for k, s in SHAPES.items()}
    gradients = {k: values.normal(r, STEPS, *s) for k, s in SHAPES.items()}
    gradients["kernel"][4, 1] = 0.0
    shared = {f"start_{k}": group.put("shared", f"start_{k}", v) for k, v in start.items()}
    shared |= {f"gradients_{k}": group.put("shared", f"gradients_{k}", v) for k, v in gradients.items()}
    for name, optimizer in rules().items():
        run(group, name, optimizer, start, gradients, shared)
    decays(group)


def rules():
    o = optimizers
    half = schedules.ExponentialDecay(0.1, 3, 0.5)
    return {
        "SGD": o.SGD(),
        "SGD_rate": o.SGD(0.1),
        "SGD_momentum": o.SGD(0.1, momentum=0.9),
        "SGD_nesterov": o.SGD(0.1, momentum=0.9, nesterov=True),
        "SGD_weight_decay": o.SGD(0.1, weight_decay=0.05),
        "SGD_clipnorm": o.SGD(0.1, clipnorm=1.0),
        "SGD_global_clipnorm": o.SGD(0.1, global_clipnorm=1.0),
        "SGD_clipvalue": o.SGD(0.1, clipvalue=0.3),
        "SGD_schedule": o.SGD(half),
        "SGD_momentum_schedule": o.SGD(half, momentum=0.8),
        "Adam": o.Adam(),
        "Adam_settings": o.Adam(0.05, beta_1=0.8, beta_2=0.95, epsilon=1e-3),
        "Adam_amsgrad": o.Adam(0.05, amsgrad=True, beta_2=0.5),
        "Adam_weight_decay": o.Adam(0.05, weight_decay=0.02),
        "Adam_clipnorm": o.Adam(0.05, clipnorm=0.5),
        "Adam_global_clipnorm": o.Adam(0.05, global_clipnorm=0.5),
        "Adam_schedule": o.Adam(half),
        "Adam_ema": o.Adam(0.05, use_ema=True, ema_momentum=0.7, ema_overwrite_frequency=4),
        "AdamW": o.AdamW(),
        "AdamW_settings": o.AdamW(0.05, weight_decay=0.1, amsgrad=True),
        "AdamW_global_clipnorm": o.AdamW(0.05, weight_decay=0.1, global_clipnorm=1.0),
        "RMSprop": o.RMSprop(),
        "RMSprop_settings": o.RMSprop(0.05, rho=0.8, epsilon=1e-2),
        "RMSprop_momentum": o.RMSprop(0.05, momentum=0.7),
        "RMSprop_centered": o.RMSprop(0.05, centered=True, epsilon=1e-2),
        "RMSprop_centered_momentum": o.RMSprop(0.05, centered=True, momentum=0.7, epsilon=1e-2),
        "Adagrad": o.Adagrad(),
        "Adagrad_settings": o.Adagrad(0.1, initial_accumulator_value=0.5, epsilon=1e-2),
        "Adadelta": o.Adadelta(),
        "Adadelta_settings": o.Adadelta(1.0, rho=0.9, epsilon=1e-2),
        "Adamax": o.Adamax(),
        "Adamax_settings": o.Adamax(0.05, beta_1=0.8, beta_2=0.9, epsilon=1e-3),
        "Nadam": o.Nadam(),
        "Nadam_settings": o.Nadam(0.05, beta_1=0.8, beta_2=0.9, epsilon=1e-3),
        "Lion": o.Lion(),
        "Lion_settings": o.Lion(0.01, beta_1=0.8, beta_2=0.9, weight_decay=0.1),
        "Ftrl": o.Ftrl(0.1),
        "Ftrl_settings": o.Ftrl(0.1, l1_regularization_strength=0.01, l2_regularization_strength=0.02, beta=0.1),
    }


def run(group, name, optimizer, start, gradients, shared):
    config = ev.serialize(optimizer)
    path = {}
    for dtype in ("float32", "float64"):
        with ev.floatx(dtype):
            o = ev.deserialize(config)
            variables = [Variable(v.astype(dtype), dtype=dtype, name=k) for k, v in start.items()]
            o.build(variables)
            path[dtype] = [[] for _ in variables]
            for t in range(STEPS):
                o.apply_gradients([(ev.cast(gradients[k][t], dtype), v) for k, v in zip(start, variables)])
                for p, v in zip(path[dtype], variables):
                    p.append(np.array(v))
    single, double = [[np.stack(p) for p in path[d]] for d in ("float32", "float64")]
    error = max(ev.error(a, b) for a, b in zip(single, double))
    if error > ev.TOLERANCE:
        raise AssertionError(f"{name}: {error}")
    case = {"id": name, "kind": "optimizer", "optimizer": config} | shared
    case |= {f"path_{k}": group.put(name, k, p) for k, p in zip(start, double)}
    group.add(case | {"float32_error": float(f"{error:.1e}")})


def decays(group):
    s = schedules
    steps = [0, 1, 2, 3, 5, 7, 9, 10, 11, 14, 15, 19, 20, 21, 30, 45, 100]
    for name, schedule in {
        "ExponentialDecay": s.ExponentialDecay(0.1, 10, 0.5),
        "ExponentialDecay_staircase": s.ExponentialDecay(0.1, 10, 0.5, staircase=True),
        "InverseTimeDecay": s.InverseTimeDecay(0.1, 10, 0.5),
        "InverseTimeDecay_staircase": s.InverseTimeDecay(0.1, 10, 0.5, staircase=True),
        "PiecewiseConstantDecay": s.PiecewiseConstantDecay([5, 15], [0.1, 0.01, 0.001]),
        "PolynomialDecay": s.PolynomialDecay(0.1, 20),
        "PolynomialDecay_power": s.PolynomialDecay(0.1, 20, end_learning_rate=0.01, power=2.0),
        "PolynomialDecay_cycle": s.PolynomialDecay(0.1, 20, end_learning_rate=0.01, power=0.5, cycle=True),
        "CosineDecay": s.CosineDecay(0.1, 20),
        "CosineDecay_alpha": s.CosineDecay(0.1, 20, alpha=0.2),
        "CosineDecay_warmup": s.CosineDecay(0.01, 20, alpha=0.1, warmup_target=0.1, warmup_steps=5),
        "CosineDecayRestarts": s.CosineDecayRestarts(0.1, 10),
        "CosineDecayRestarts_settings": s.CosineDecayRestarts(0.1, 5, t_mul=3.0, m_mul=0.7, alpha=0.05),
    }.items():
        rates = [float(schedule(t)) for t in steps]
        group.add({"id": name, "kind": "schedule", "schedule": ev.serialize(schedule), "steps": steps, "rates": rates})
