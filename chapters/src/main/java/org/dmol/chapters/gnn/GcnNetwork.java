package org.dmol.chapters.gnn;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.Initializers;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.core.Lambda;
import org.dmol.layers.graph.GraphConvolution;
import org.dmol.layers.graph.GraphConvolution.Normalization;
import org.dmol.layers.graph.Readout;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The solubility network: four graph convolutions of width 100, mean over the atoms, dense 16 with tanh, dense 1. A one-hot matrix
 * times the first kernel is a choice of its rows, so the first convolution looks the rows up. Inputs: elements int (b, n), adjacency
 * with self loops and rows divided by their sum (b, n, n), mask (b, n).
 */
final class GcnNetwork {
    static final int WIDTH = 100;
    private static final int LAYERS = 4;

    private GcnNetwork() {}

    static Functional of() {
        Sym elements = Input.batched("elements", DType.INT32, -1);
        Sym adjacency = Input.batched("adjacency", DType.FLOAT32, -1, -1);
        Sym mask = Input.batched("mask", DType.FLOAT32, -1);
        Sym x = new Embedding(WIDTH, WIDTH)
                .embeddingsInitializer(Initializers.glorotUniform())
                .on(elements)
                .one();
        x = Lambda.multi((c, in) -> {
                    Operand<TFloat32> a = Trace.floats(in.get(1));
                    return List.of(c.tf().nn.relu(c.tf().train.batchMatMul(a, Trace.floats(in.get(0)), a.type())));
                })
                .on(x, adjacency)
                .one();
        for (int k = 1; k < LAYERS; k++) {
            x = new GraphConvolution(WIDTH, "relu")
                    .normalization(Normalization.SUM)
                    .useBias(false)
                    .on(x, adjacency)
                    .one();
        }
        x = new Readout("mean").on(x, mask).one();
        x = new Dense(16, "tanh").on(x).one();
        return Model.of(
                List.of(elements, adjacency, mask), List.of(new Dense(1).on(x).one()));
    }
}
