package org.dmol.chapters.gnn;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.Initializers;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.core.Lambda;
import org.dmol.layers.graph.Graph;
import org.dmol.layers.graph.GraphConvolution;
import org.dmol.layers.graph.GraphConvolution.Normalization;
import org.dmol.layers.graph.RaggedUnion;
import org.dmol.layers.graph.Readout;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The solubility network: four graph convolutions of width 100, mean over the atoms, dense 16 with tanh, dense 1. A one-hot matrix times
 * the first kernel is a choice of its rows, so the first convolution looks the rows up. One set of weights in four forms: {@link
 * #padded()}, {@link #union()}, {@link #picked()} and {@link #layered}.
 */
final class GcnNetwork {
    static final int WIDTH = 100;
    static final int LAYERS = 4;

    private final Embedding first = new Embedding(WIDTH, WIDTH).embeddingsInitializer(Initializers.glorotUniform());
    private final List<GraphConvolution> others = List.of(convolution(), convolution(), convolution());
    private final Readout mean = new Readout("mean");
    private final Readout sum = new Readout("sum");
    private final Dense hidden = new Dense(16, "tanh");
    private final Dense output = new Dense(1);

    private static GraphConvolution convolution() {
        return new GraphConvolution(WIDTH, "relu")
                .normalization(Normalization.MEAN)
                .useBias(false);
    }

    /**
     * Molecules padded to one size. Inputs: elements int (b, n), adjacency with self loops (b, n, n), atoms that each node stands for (b,
     * n), 0 for padding.
     */
    Functional padded() {
        Sym elements = Input.batched("elements", DType.INT32, -1);
        Sym adjacency = Input.batched("adjacency", DType.FLOAT32, -1, -1);
        Sym mask = Input.batched("mask", DType.FLOAT32, -1);
        Sym x = meanOverNeighbours().on(first.on(elements).one(), adjacency).one();
        for (GraphConvolution g : others) {
            x = g.on(x, adjacency).one();
        }
        return Model.of(
                List.of(elements, adjacency, mask),
                List.of(head(mean.on(x, mask).one())));
    }

    /**
     * Molecules picked from a store of many. Inputs: the picked ones int (b, 4) as {@link RaggedUnion} wants them; senders and receivers
     * of the store, self loops included; elements of its nodes; share of each node in its molecule.
     */
    Functional picked() {
        Sym rows = Input.batched("molecules", DType.INT32, 4);
        Sym senders = Input.of("senders", DType.INT32, -1);
        Sym receivers = Input.of("receivers", DType.INT32, -1);
        Sym elements = Input.of("elements", DType.INT32, -1);
        Sym shares = Input.of("shares", DType.FLOAT32, -1);
        var union = new RaggedUnion().on(rows, senders, receivers, elements, shares);
        Sym from = union.get(0);
        Sym to = union.get(1);
        Sym x = meanOverNeighbours().on(first.on(union.get(3)).one(), from, to).one();
        for (GraphConvolution g : others) {
            x = g.on(x, from, to).one();
        }
        Sym weighted = Lambda.multi((c, in) -> List.of(c.tf().math
                        .mul(Trace.floats(in.get(0)), c.tf().expandDims(Trace.floats(in.get(1)), c.tf().constant(-1)))))
                .on(x, union.get(4))
                .one();
        return Model.of(
                List.of(rows, senders, receivers, elements, shares),
                List.of(head(sum.on(weighted, union.get(2), rows).one())));
    }

    /**
     * Molecules as one graph of separate parts. Inputs: elements int (n); senders and receivers of the edges int (e), self loops included;
     * molecule of each atom int (n); atoms of each molecule int (b).
     */
    Functional union() {
        Sym elements = Input.of("elements", DType.INT32, -1);
        Sym senders = Input.of("senders", DType.INT32, -1);
        Sym receivers = Input.of("receivers", DType.INT32, -1);
        Sym molecule = Input.of("molecule", DType.INT32, -1);
        Sym sizes = Input.of("sizes", DType.INT32, -1);
        Sym x = meanOverNeighbours()
                .on(first.on(elements).one(), senders, receivers)
                .one();
        for (GraphConvolution g : others) {
            x = g.on(x, senders, receivers).one();
        }
        return Model.of(
                List.of(elements, senders, receivers, molecule, sizes),
                List.of(head(mean.on(x, molecule, sizes).one())));
    }

    /**
     * One molecule of which each layer computes alike atoms once, as {@link LayeredMolecule} has them. The kernels are multiplied before the
     * averages, where there are fewer classes. Another form must have been asked for before, so that the weights exist.
     *
     * @param elements int (n0)
     * @param means of each layer (n1, n0), (n2, n1), …
     * @param shares (n4)
     * @return prediction (1, 1)
     */
    Operand<TFloat32> layered(
            Ctx c, Operand<TInt32> elements, List<Operand<TFloat32>> means, Operand<TFloat32> shares) {
        Ops tf = c.tf();
        Operand<TFloat32> x = tf.gather(kernel(c, first), elements, tf.constant(0));
        x = tf.nn.relu(tf.linalg.matMul(means.get(0), x));
        for (int l = 1; l < LAYERS; l++) {
            Operand<TFloat32> product = tf.linalg.matMul(x, kernel(c, others.get(l - 1)));
            x = tf.nn.relu(tf.linalg.matMul(means.get(l), product));
        }
        Operand<TFloat32> molecule = tf.linalg.matMul(tf.expandDims(shares, tf.constant(0)), x);
        return Trace.floats(output.apply(c, hidden.apply(c, molecule)));
    }

    private static Operand<TFloat32> kernel(Ctx c, Layer layer) {
        return Trace.floats(c.read(layer.weights().get(0)));
    }

    private Sym head(Sym molecule) {
        return output.on(hidden.on(molecule).one()).one();
    }

    private static Lambda meanOverNeighbours() {
        return Lambda.multi((c, in) -> {
            Ops tf = c.tf();
            Operand<TFloat32> x = Trace.floats(in.get(0));
            return List.of(tf.nn.relu(Graph.of(tf, x, in.subList(1, in.size())).meanNeighbours(tf, x)));
        });
    }
}
