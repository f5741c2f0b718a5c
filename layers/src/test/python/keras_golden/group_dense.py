"""Dense, EinsumDense, Embedding."""

import numpy as np
from keras import layers

from . import values
from .layer_case import add


def make(group, folder):
    dense(group)
    einsum_dense(group)
    embedding(group)


def dense(group):
    x = values.normal(values.rng("dense"), 5, 4)

    def case(name, x=x, call=None, **config):
        config.setdefault("units", 3)
        add(group, f"dense_{name}", layers.Dense(name="dense", **config), [x], call=call)

    case("linear")
    case("no_bias", use_bias=False)
    for activation in ("relu", "tanh", "sigmoid", "softmax", "swish", "gelu", "leaky_relu"):
        case(activation, activation=activation)
    case("one_row", x=x[:1])
    case("one_unit", units=1)
    case("rank3", x=values.normal(values.rng("dense3"), 2, 3, 4), activation="tanh")
    case("rank4", x=values.normal(values.rng("dense4"), 2, 3, 2, 4))
    case("kernel_l2", kernel_regularizer="l2", activation="tanh")
    case(
        "all_regularizers",
        kernel_regularizer={"class_name": "L1L2", "config": {"l1": 0.02, "l2": 0.03}},
        bias_regularizer={"class_name": "L1", "config": {"l1": 0.05}},
        activity_regularizer={"class_name": "L2", "config": {"l2": 0.04}},
        activation="tanh",
    )
    case("constraints", kernel_constraint="max_norm", bias_constraint="non_neg")
    case(
        "initializers",
        kernel_initializer={"class_name": "RandomNormal", "config": {"mean": 0.1, "stddev": 0.2, "seed": 7}},
        bias_initializer={"class_name": "Constant", "config": {"value": 0.5}},
    )


def einsum_dense(group):
    def case(name, equation, output_shape, x_shape, **config):
        layer = layers.EinsumDense(equation, output_shape=output_shape, name="einsum_dense", **config)
        add(group, f"einsum_{name}", layer, [values.normal(values.rng(f"einsum_{name}"), *x_shape)])

    case("dense", "ab,bc->ac", 3, (4, 5))
    case("bias", "ab,bc->ac", 3, (4, 5), bias_axes="c", activation="relu")
    case("time", "abc,cd->abd", (None, 3), (2, 4, 5), bias_axes="d")
    case("ellipsis", "...x,xy->...y", 3, (2, 3, 4), bias_axes="y", activation="tanh")
    case("heads", "abc,cde->abde", (None, 2, 3), (2, 4, 5), bias_axes="de")
    case("merge_heads", "abde,dec->abc", (None, 4), (2, 3, 2, 5), bias_axes="c")
    case("bias_middle", "abc,cd->abd", (4, 3), (2, 4, 5), bias_axes="bd")


def embedding(group):
    ids = np.array([[1, 3, 0, 2], [4, 4, 1, 0], [0, 0, 0, 0]], np.int32)

    def case(name, x=ids, call=None, **config):
        add(group, f"embedding_{name}", layers.Embedding(5, 3, name="embedding", **config), [x], call=call)

    case("plain")
    case("mask_zero", mask_zero=True)
    case("rank1", x=np.array([0, 2, 4], np.int32))
    case("rank3", x=ids.reshape(3, 2, 2), mask_zero=True)
    case("l2", embeddings_regularizer="l2")
    add(group, "embedding_float_ids", layers.Embedding(5, 3, name="embedding"), [ids.astype(np.float32)])
    case("constraint", embeddings_constraint="unit_norm")
