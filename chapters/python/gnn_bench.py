"""Chapter 8 in Keras, one graph a step: the reference side of './dmol bench gnn'.

Graphs are made before the clock starts. Prints a JSON object as its last line.
"""
import argparse
import json
import time

import keras
import numpy as np
import tensorflow as tf


class GraphConvolution(keras.layers.Layer):
    """Mean over the neighbours, weights, ReLU; adjacency with self loops."""

    def build(self, shapes):
        width = shapes[0][-1]
        self.kernel = self.add_weight(shape=(width, width), initializer="glorot_uniform")

    def call(self, inputs):
        nodes, adjacency = inputs
        degree = tf.reduce_sum(adjacency, axis=-1)
        return tf.nn.relu(tf.einsum("bi,bij,bjk,kl->bil", 1 / degree, adjacency, nodes, self.kernel)), adjacency


def solubility():
    nodes = keras.Input((None, 100))
    adjacency = keras.Input((None, None))
    x = (nodes, adjacency)
    for _ in range(4):
        x = GraphConvolution()(x)
    y = keras.layers.GlobalAveragePooling1D()(x[0])
    y = keras.layers.Dense(1)(keras.layers.Dense(16, "tanh")(y))
    return keras.Model([nodes, adjacency], y)


def molecules(data):
    graphs = []
    for (node, n, edge, m), y in zip(data["picks"], data["y"]):
        adjacency = np.zeros((1, n, n), np.float32)
        np.add.at(adjacency[0], (data["receivers"][edge : edge + m], data["senders"][edge : edge + m]), 1)
        nodes = np.zeros((1, n, 100), np.float32)
        nodes[0, np.arange(n), data["elements"][node : node + n]] = 1
        graphs.append(((nodes, adjacency), np.float32([[y]])))
    shapes = ((1, None, 100), (1, None, None)), (1, 1)
    signature = tuple(tf.TensorSpec(s) for s in shapes[0]), tf.TensorSpec(shapes[1])
    return tf.data.Dataset.from_generator(lambda: iter(graphs), output_signature=signature).cache()


def ssp(x):
    return tf.math.log(0.5 * tf.math.exp(x) + 0.5)


class SchNet(keras.Model):
    def __init__(self, channels=32, blocks=3, classes=17):
        super().__init__()
        dense = lambda activation=None: keras.layers.Dense(channels, activation)
        self.embedding = keras.layers.Embedding(2, channels)
        self.blocks = [(dense(), dense(ssp), dense(ssp), dense(ssp), dense()) for _ in range(blocks)]
        self.flat = [layer for block in self.blocks for layer in block]
        self.half = keras.layers.Dense(channels // 2, ssp)
        self.votes = keras.layers.Dense(classes)

    def call(self, inputs):
        nodes, edges, neighbours = (x[0] for x in inputs)
        v = self.embedding(nodes)
        for sender, edge1, edge2, update1, update2 in self.blocks:
            message = sender(tf.gather(v, neighbours)) * edge2(edge1(edges))
            v = v + update2(update1(tf.reduce_sum(message, axis=1)))
        return tf.reduce_mean(self.votes(self.half(v)), axis=0, keepdims=True)


def point_sets(data):
    graphs = []
    for first, n, label in data["sets"]:
        points = data["points"][first : first + n].astype(np.float64)
        distance = np.linalg.norm(points[:, None] - points[None], axis=-1)
        distance[distance < 5e-4] = 1000
        index = np.argsort(distance, axis=1, kind="stable")[:, :16]
        r = np.take_along_axis(distance, index, axis=1)
        edges = np.exp(-((r[..., None] - np.linspace(0, 20, 8)) ** 2))
        inputs = np.ones((1, n), np.int32), edges[None].astype(np.float32), index[None].astype(np.int32)
        graphs.append((inputs, np.int32([[label]])))
    signature = (
        (tf.TensorSpec((1, None), tf.int32), tf.TensorSpec((1, None, 16, 8)), tf.TensorSpec((1, None, 16), tf.int32)),
        tf.TensorSpec((1, 1), tf.int32),
    )
    return tf.data.Dataset.from_generator(lambda: iter(graphs), output_signature=signature).cache()


def train(model, data, rate, loss):
    """Seconds of the second epoch, and its loss; the first traces the step."""
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    model.fit(data, epochs=1, verbose=0)
    start = time.perf_counter()
    history = model.fit(data, epochs=1, verbose=0)
    return time.perf_counter() - start, float(history.history["loss"][-1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    with np.load(parser.parse_args().data) as file:
        arrays = {k: file[k] for k in file.files}
    keras.utils.set_random_seed(0)
    gcn, gcn_loss = train(solubility(), molecules(arrays), 1e-3, "mse")
    crossentropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    schnet, schnet_loss = train(SchNet(), point_sets(arrays), 1e-4, crossentropy)
    print(json.dumps({"gcn": gcn, "gcn_loss": gcn_loss, "schnet": schnet, "schnet_loss": schnet_loss}))
