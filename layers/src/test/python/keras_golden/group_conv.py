"""Conv1D, Conv2D, SeparableConv1D, Conv1DTranspose, DepthwiseConv1D."""

from keras import layers

from . import values
from .layer_case import add


def make(group, folder):
    conv1d(group)
    conv2d(group)
    separable(group)
    transpose(group)
    depthwise(group)


def case(group, name, layer, *shape, **kwargs):
    add(group, name, layer, [values.normal(values.rng(name), *shape)], **kwargs)


def conv1d(group):
    def c(name, length=7, filters=3, kernel_size=3, **config):
        case(group, f"conv1d_{name}", layers.Conv1D(filters, kernel_size, name="conv1d", **config), 2, length, 2)

    c("valid")
    c("no_bias", use_bias=False)
    c("relu", activation="relu")
    c("tanh_same", activation="tanh", padding="same")
    for padding in ("valid", "same", "causal"):
        for length in (7, 8):
            for kernel_size in (2, 3):
                c(f"{padding}_l{length}_k{kernel_size}_s2", length, kernel_size=kernel_size, strides=2, padding=padding)
        c(f"{padding}_k4", kernel_size=4, padding=padding)
        c(f"{padding}_k1", kernel_size=1, padding=padding)
        c(f"{padding}_d2", length=8, dilation_rate=2, padding=padding)
        c(f"{padding}_s3", length=11, kernel_size=4, strides=3, padding=padding)
    c("causal_d3", length=9, kernel_size=2, dilation_rate=3, padding="causal")
    c("same_d3_even", length=10, kernel_size=4, dilation_rate=2, padding="same")
    c("s3_k2", length=8, kernel_size=2, strides=3)
    c("l2", kernel_regularizer="l2", bias_regularizer="l1", kernel_constraint="unit_norm")
    name = "conv1d_groups"
    x = values.normal(values.rng(name), 2, 6, 4)
    add(group, name, layers.Conv1D(6, 3, groups=2, name="conv1d"), [x])


def conv2d(group):
    def c(name, h=5, w=6, filters=3, kernel_size=3, **config):
        case(group, f"conv2d_{name}", layers.Conv2D(filters, kernel_size, name="conv2d", **config), 2, h, w, 2)

    c("valid")
    c("no_bias", use_bias=False)
    c("same", padding="same")
    c("relu_same", padding="same", activation="relu")
    c("even_kernel_same", kernel_size=2, padding="same")
    c("rectangle", kernel_size=(1, 3), padding="same")
    c("tall", kernel_size=(3, 2), strides=(1, 2), padding="valid")
    c("valid_s2", strides=2)
    c("same_s2", strides=2, padding="same")
    c("same_s2_even", h=6, w=7, kernel_size=2, strides=2, padding="same")
    c("same_s12", strides=(1, 2), padding="same")
    c("d2", h=6, w=7, dilation_rate=2)
    c("d2_same", h=6, w=7, dilation_rate=2, padding="same")
    c("d12_same", dilation_rate=(1, 2), padding="same")
    c("one_by_one", kernel_size=1, activation="tanh")


def separable(group):
    def c(name, length=7, filters=3, kernel_size=3, **config):
        layer = layers.SeparableConv1D(filters, kernel_size, name="separable_conv1d", **config)
        case(group, f"separable1d_{name}", layer, 2, length, 2)

    c("valid")
    c("no_bias", use_bias=False)
    c("multiplier", depth_multiplier=2, activation="tanh")
    c("same_s2", length=8, strides=2, padding="same")
    c("same_even", kernel_size=2, padding="same")
    c("d2", length=8, dilation_rate=2, padding="same")


def transpose(group):
    def c(name, length=4, filters=3, kernel_size=3, **config):
        layer = layers.Conv1DTranspose(filters, kernel_size, name="conv1d_transpose", **config)
        case(group, f"conv1d_transpose_{name}", layer, 2, length, 2)

    c("valid")
    c("no_bias", use_bias=False, activation="tanh")
    c("same", padding="same")
    c("valid_s2", strides=2)
    c("same_s2", strides=2, padding="same")
    c("same_s3_k2", strides=3, kernel_size=2, padding="same")
    c("valid_s3_k2", strides=3, kernel_size=2)
    c("same_s2_k4", strides=2, kernel_size=4, padding="same")
    c("output_padding", strides=2, output_padding=1)
    c("output_padding_same", strides=2, padding="same", output_padding=1)
    c("output_padding_zero", strides=2, padding="same", output_padding=0)
    # dilation_rate > 1 has no kernel on the CPU in TensorFlow, so there is nothing to compare with


def depthwise(group):
    def c(name, length=7, kernel_size=3, **config):
        layer = layers.DepthwiseConv1D(kernel_size, name="depthwise_conv1d", **config)
        case(group, f"depthwise1d_{name}", layer, 2, length, 2)

    c("valid")
    c("multiplier_same", depth_multiplier=2, padding="same", activation="relu")
    c("s2", strides=2, use_bias=False)
