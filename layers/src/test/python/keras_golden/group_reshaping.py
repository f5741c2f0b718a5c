"""Flatten, Reshape, Permute, RepeatVector, padding, cropping and the layers that merge several inputs."""

from keras import layers

from . import values
from .layer_case import add


def make(group, folder):
    shapes(group)
    edges(group)
    merges(group)
    concatenate(group)
    dot(group)


def case(group, name, layer, *shapes, **kwargs):
    r = values.rng(name)
    add(group, name, layer, [values.normal(r, *s) for s in shapes], **kwargs)


def shapes(group):
    case(group, "flatten_rank2", layers.Flatten(name="flatten"), (3, 4))
    case(group, "flatten_rank1", layers.Flatten(name="flatten"), (3,))
    case(group, "flatten_rank4", layers.Flatten(name="flatten"), (2, 3, 2, 2))
    case(group, "flatten_channels_first", layers.Flatten("channels_first", name="flatten"), (2, 3, 2, 2))
    case(group, "reshape", layers.Reshape((4, 3), name="reshape"), (2, 3, 4))
    case(group, "reshape_infer", layers.Reshape((-1, 2), name="reshape"), (2, 3, 4))
    case(group, "reshape_flat", layers.Reshape((-1,), name="reshape"), (2, 3, 4))
    case(group, "permute_21", layers.Permute((2, 1), name="permute"), (2, 3, 4))
    case(group, "permute_312", layers.Permute((3, 1, 2), name="permute"), (2, 3, 4, 2))
    case(group, "repeat_vector", layers.RepeatVector(3, name="repeat_vector"), (2, 4))
    mask = values.lengths_mask([3, 1], 3)
    case(group, "reshape_mask", layers.Reshape((3, 2, 2), name="reshape"), (2, 3, 4), masks=[mask])
    case(group, "flatten_mask", layers.Flatten(name="flatten"), (2, 3, 4), masks=[mask])
    case(group, "permute_mask", layers.Permute((2, 1), name="permute"), (2, 3, 4), masks=[mask])
    case(group, "identity_mask", layers.Identity(name="identity"), (2, 3, 4), masks=[mask])


def edges(group):
    case(group, "zero_padding1d", layers.ZeroPadding1D(1, name="pad"), (2, 3, 2))
    case(group, "zero_padding1d_pair", layers.ZeroPadding1D((2, 1), name="pad"), (2, 3, 2))
    case(group, "cropping1d", layers.Cropping1D((1, 2), name="crop"), (2, 6, 2))
    case(group, "up_sampling1d", layers.UpSampling1D(3, name="up"), (2, 3, 2))


def merges(group):
    mask = values.lengths_mask([3, 1], 3)
    other = values.lengths_mask([2, 2], 3)
    for cls in (layers.Add, layers.Multiply, layers.Average, layers.Maximum, layers.Minimum):
        name = cls.__name__.lower()
        case(group, f"{name}_two", cls(name=name), (2, 3, 4), (2, 3, 4))
        case(group, f"{name}_three", cls(name=name), (2, 4), (2, 4), (2, 4))
        case(group, f"{name}_broadcast", cls(name=name), (2, 3, 4), (2, 1, 4))
        case(group, f"{name}_ranks", cls(name=name), (2, 3, 4), (2, 4))
        case(group, f"{name}_masks", cls(name=name), (2, 3, 4), (2, 3, 4), masks=[mask, other])
    case(group, "add_one_mask", layers.Add(name="add"), (2, 3, 4), (2, 3, 4), masks=[mask, None])
    case(group, "subtract", layers.Subtract(name="subtract"), (2, 3, 4), (2, 3, 4))
    case(group, "subtract_broadcast", layers.Subtract(name="subtract"), (2, 3, 4), (2, 1, 4))


def concatenate(group):
    a, b = values.lengths_mask([3, 1], 3), values.lengths_mask([2, 2], 3)

    def c(name, *shapes, axis=-1, **kwargs):
        case(group, f"concatenate_{name}", layers.Concatenate(axis=axis, name="concatenate"), *shapes, **kwargs)

    c("last", (2, 3, 4), (2, 3, 2))
    c("three", (2, 4), (2, 1), (2, 3))
    c("time", (2, 3, 4), (2, 2, 4), axis=1)
    c("rank4", (2, 3, 2, 2), (2, 3, 4, 2), axis=2)
    c("batch", (2, 3), (1, 3), axis=0)
    c("mask_last", (2, 3, 4), (2, 3, 2), masks=[a, b])
    c("mask_time", (2, 3, 4), (2, 3, 4), axis=1, masks=[a, b])
    c("mask_one", (2, 3, 4), (2, 3, 2), masks=[a, None])
    c("mask_one_time", (2, 3, 4), (2, 2, 4), axis=1, masks=[a, None])


def dot(group):
    def c(name, a, b, **config):
        case(group, f"dot_{name}", layers.Dot(name="dot", **config), a, b)

    c("vectors", (3, 4), (3, 4), axes=1)
    c("last_last", (2, 3, 4), (2, 5, 4), axes=2)
    c("axes_21", (2, 3, 4), (2, 4, 5), axes=(2, 1))
    c("axes_12", (2, 4, 3), (2, 5, 4), axes=(1, 2))
    c("axes_11", (2, 4, 3), (2, 4, 5), axes=1)
    c("negative", (2, 3, 4), (2, 5, 4), axes=-1)
    c("rank_3_2", (2, 3, 4), (2, 4), axes=(2, 1))
    c("rank_2_3", (2, 4), (2, 3, 4), axes=(1, 2))
    c("rank4", (2, 3, 2, 4), (2, 4, 3), axes=(3, 1))
    c("normalize", (3, 4), (3, 4), axes=1, normalize=True)
    c("normalize_rank3", (2, 3, 4), (2, 5, 4), axes=2, normalize=True)
