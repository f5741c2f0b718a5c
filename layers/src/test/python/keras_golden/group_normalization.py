"""BatchNormalization, LayerNormalization, UnitNormalization, GroupNormalization, RMSNormalization."""

import numpy as np
from keras import layers

from . import values
from .layer_case import add


def make(group, folder):
    batch(group)
    layer(group)
    unit(group)
    others(group)


def case(group, name, layer, *shape, offset=0.0, **kwargs):
    # Evenly spread values: a row that happens to be nearly constant would make the second derivatives ill-conditioned.
    n = int(np.prod(shape))
    x = values.rng(name).permutation(np.linspace(-1.7, 1.7, n)).reshape(shape).astype(np.float32) + np.float32(offset)
    add(group, name, layer, [x], **kwargs)


def batch(group):
    def c(name, *shape, training=False, **config):
        masks = config.pop("masks", None)
        full = f"batch_{name}_{'training' if training else 'inference'}"
        layer = layers.BatchNormalization(name="batch_normalization", **config)
        case(group, full, layer, *shape, call={"training": training}, masks=masks, offset=0.5)

    for training in (False, True):
        c("rank2", 6, 3, training=training)
        c("rank3", 4, 3, 2, training=training)
        c("rank4", 2, 3, 4, 2, training=training)
        c("axis1", 4, 3, 5, training=training, axis=1)
        c("momentum", 6, 3, training=training, momentum=0.9, epsilon=1e-2)
        c("no_scale", 6, 3, training=training, scale=False)
        c("no_center", 6, 3, training=training, center=False)
        c("bare", 6, 3, training=training, center=False, scale=False)
        c("mask", 3, 4, 2, training=training, masks=[values.lengths_mask([4, 1, 2], 4)])
        c("frozen", 6, 3, training=training, trainable=False)
    note = "the variance of one row is zero: dividing by sqrt(epsilon) enlarges the rounding of the mean"
    layer = layers.BatchNormalization(name="batch_normalization")
    case(group, "batch_one_row_training", layer, 1, 3, call={"training": True}, tolerance=1e-4, note=note, second=False)


def layer(group):
    def c(name, *shape, **config):
        case(group, f"layer_{name}", layers.LayerNormalization(name="layer_normalization", **config), *shape, offset=0.5)

    c("rank2", 4, 5)
    c("rank3", 2, 3, 5)
    c("axis1", 2, 3, 5, axis=1)
    c("axes", 2, 3, 5, axis=[1, 2])
    c("axes_of_rank4", 2, 3, 2, 3, axis=[-2, -1])
    c("epsilon", 2, 3, 5, epsilon=0.1)
    c("no_scale", 2, 3, 5, scale=False)
    c("no_center", 2, 3, 5, center=False)
    c("bare", 2, 3, 5, center=False, scale=False)


def unit(group):
    def c(name, *shape, **config):
        case(group, f"unit_{name}", layers.UnitNormalization(name="unit_normalization", **config), *shape)

    c("rank2", 4, 3)
    c("rank3", 2, 3, 5)
    c("axis1", 2, 3, 5, axis=1)
    c("axes", 2, 3, 5, axis=[1, 2])


def others(group):
    case(group, "rms_rank3", layers.RMSNormalization(name="rms_normalization"), 2, 3, 5)
    case(group, "rms_epsilon", layers.RMSNormalization(epsilon=0.1, name="rms_normalization"), 4, 5)
    case(group, "group_two", layers.GroupNormalization(groups=2, name="group_normalization"), 2, 3, 4)
    case(group, "group_instance", layers.GroupNormalization(groups=-1, name="group_normalization"), 2, 3, 4)
    case(group, "group_rank4", layers.GroupNormalization(groups=2, epsilon=0.01, name="group_normalization"), 2, 3, 2, 4)
