"""Dropout, SpatialDropout, GaussianNoise, GaussianDropout, ActivityRegularization: what is the same for every random number."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from . import evaluate as ev
from . import values
from .layer_case import add

SHAPE = (4, 6, 5)


def make(group, folder):
    random = [
        ("dropout", layers.Dropout(0.3, name="layer"), SHAPE, 0.3, SHAPE),
        ("dropout_noise_shape", layers.Dropout(0.3, noise_shape=(None, 1, 5), name="layer"), SHAPE, 0.3, (4, 1, 5)),
        ("dropout_rate_0", layers.Dropout(0.0, name="layer"), SHAPE, 0.0, SHAPE),
        ("spatial_dropout1d", layers.SpatialDropout1D(0.4, name="layer"), SHAPE, 0.4, (4, 1, 5)),
        ("spatial_dropout2d", layers.SpatialDropout2D(0.4, name="layer"), (2, 3, 4, 5), 0.4, (2, 1, 1, 5)),
    ]
    mask = values.lengths_mask([6, 4, 2, 1], 6)
    for name, layer, shape, rate, noise in random:
        x = values.normal(values.rng(name), *shape)
        for training in (None, False):
            call = {} if training is None else {"training": training}
            add(group, f"{name}_{'default' if training is None else 'inference'}", layer, [x], call=call)
        dropout(group, f"{name}_training", layer, shape, rate, noise)
    add(group, "dropout_mask", random[0][1], [values.normal(values.rng("dm"), *SHAPE)], masks=[mask])
    for name, layer in (("gaussian_noise", layers.GaussianNoise(0.5, name="layer")), ("gaussian_dropout", layers.GaussianDropout(0.3, name="layer"))):
        add(group, f"{name}_inference", layer, [values.normal(values.rng(name), *SHAPE)], call={"training": False})
    group.add(noise_case("gaussian_noise_training", layers.GaussianNoise(0.5, name="layer"), 0.0, 0.5, False))
    group.add(noise_case("gaussian_dropout_training", layers.GaussianDropout(0.3, name="layer"), 0.0, (0.3 / 0.7) ** 0.5, True))
    x = values.normal(values.rng("activity"), 3, 4)
    add(group, "activity_regularization", layers.ActivityRegularization(l1=0.1, l2=0.2, name="layer"), [x])


def dropout(group, case_id, layer, shape, rate, noise):
    """Kept values are scaled by 1 / (1 - rate); the choice is shared along the axes where `noise_shape` is one."""
    y = layer(tf.ones((50,) + shape[1:]), training=True).numpy()
    scale = 1.0 / (1.0 - rate)
    assert np.all(np.isclose(y, 0.0) | np.isclose(y, scale)), case_id
    for axis, n in enumerate(noise[1:], 1):
        assert n != 1 or np.all(y == np.take(y, [0], axis)), case_id
    assert abs(np.mean(y == 0.0) - rate) < 0.1, case_id
    case = {"id": case_id, "kind": "dropout", "layer": ev.serialize(layer), "shape": list(shape), "rate": rate}
    group.add(case | {"scale": scale, "noise_shape": list(noise)})


def noise_case(case_id, layer, mean, stddev, relative):
    """y = x + e, or x * (1 + e) if relative, with e normal of the given mean and deviation."""
    keras.utils.set_random_seed(1)
    e = layer(tf.ones((40000, 1)), training=True).numpy() - 1.0
    assert abs(np.mean(e) - mean) < 0.02 and abs(np.std(e) - stddev) < 0.02, case_id
    case = {"id": case_id, "kind": "noise", "layer": ev.serialize(layer), "mean": mean, "stddev": stddev}
    return case | {"relative": relative}
