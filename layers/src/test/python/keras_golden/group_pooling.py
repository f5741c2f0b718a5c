"""MaxPooling, AveragePooling, GlobalMaxPooling and GlobalAveragePooling in one and two dimensions."""

from keras import layers

from . import values
from .layer_case import add


def make(group, folder):
    for kind in ("MaxPooling", "AveragePooling"):
        one_d(group, kind)
        two_d(group, kind)
    for kind in ("GlobalMaxPooling", "GlobalAveragePooling"):
        global_pooling(group, kind)
    masked(group)


def case(group, name, layer, *shape, **kwargs):
    add(group, name, layer, [values.normal(values.rng(name), *shape)], **kwargs)


def one_d(group, kind):
    cls = getattr(layers, kind + "1D")

    def c(name, length=7, **config):
        case(group, f"{kind.lower()}1d_{name}", cls(name="pool", **config), 2, length, 3)

    c("default", pool_size=2)
    for padding in ("valid", "same"):
        c(f"{padding}_p3", pool_size=3, padding=padding)
        c(f"{padding}_p3_s1", pool_size=3, strides=1, padding=padding)
        c(f"{padding}_p2_s1", pool_size=2, strides=1, padding=padding)
        c(f"{padding}_p3_s2_l8", length=8, pool_size=3, strides=2, padding=padding)
        c(f"{padding}_p2_s3_l9", length=9, pool_size=2, strides=3, padding=padding)


def two_d(group, kind):
    cls = getattr(layers, kind + "2D")

    def c(name, h=5, w=6, **config):
        case(group, f"{kind.lower()}2d_{name}", cls(name="pool", **config), 2, h, w, 2)

    c("default", pool_size=2)
    for padding in ("valid", "same"):
        c(f"{padding}_p3_s2", pool_size=3, strides=2, padding=padding)
        c(f"{padding}_p23", pool_size=(2, 3), padding=padding)
        c(f"{padding}_p2_s12", pool_size=2, strides=(1, 2), padding=padding)


def global_pooling(group, kind):
    for n, shape in ((1, (3, 5, 2)), (2, (2, 3, 4, 2))):
        cls = getattr(layers, f"{kind}{n}D")
        for keepdims in (False, True):
            name = f"{kind.lower()}{n}d" + ("_keepdims" if keepdims else "")
            case(group, name, cls(keepdims=keepdims, name="pool"), *shape)


def masked(group):
    mask = values.lengths_mask([5, 2, 1], 5)
    for keepdims in (False, True):
        layer = layers.GlobalAveragePooling1D(keepdims=keepdims, name="pool")
        case(group, "globalaveragepooling1d_mask" + ("_keepdims" if keepdims else ""), layer, 3, 5, 2, masks=[mask])
