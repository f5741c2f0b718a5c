package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Grad;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.dmol.tf.grad.CustomGradient;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.StatelessCase;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The solubility network for one molecule a step, in any order, compiled. XLA wants fixed shapes, so the step is a choice among the same
 * network for a few sizes; each branch gives the prediction and its derivatives by the weights. Inputs as {@link GcnNetwork#picked()}.
 */
final class OneMolecule extends Model {
    private static final int[] SIZES = {12, 24, 48};

    private final Functional network;
    private final int[] nodes;
    private final int[] edges;

    /**
     * A model for some molecules of a store.
     *
     * @param network {@link GcnNetwork#padded()}
     */
    OneMolecule(Functional network, MoleculeStore store, int[] molecules) {
        this.network = network;
        int largest = Arrays.stream(molecules).map(store::nodes).max().orElse(1);
        nodes = IntStream.concat(Arrays.stream(SIZES).filter(s -> s < largest), IntStream.of(largest))
                .toArray();
        edges = Arrays.stream(nodes)
                .map(size -> Arrays.stream(molecules)
                        .filter(m -> store.nodes(m) <= size)
                        .map(store::edges)
                        .max()
                        .orElse(1))
                .toArray();
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        weights.add(network);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        List<Var> weights = network.weights();
        List<Operand<?>> arguments = new ArrayList<>();
        weights.forEach(w -> arguments.add(c.read(w)));
        arguments.add(tf.reshape(Trace.<TInt32>as(in.get(0)), tf.constant(new int[] {4})));
        arguments.addAll(in.subList(1, in.size()));
        List<? extends Operand<?>> y = nodes.length == 1
                ? branch(tf, arguments, weights, 0, c.training())
                : choose(tf, arguments, weights, c.training());
        Operand<TFloat32> prediction = tf.reshape(Trace.floats(y.get(0)), tf.constant(new int[] {1, 1}));
        if (!c.training()) {
            return List.of(prediction);
        }
        return CustomGradient.of(tf, arguments.subList(0, weights.size()), List.of(prediction), (t, dy) -> {
            Operand<TFloat32> scale = t.reshape(Trace.floats(dy.get(0)), t.constant(new int[0]));
            return y.subList(1, y.size()).stream()
                    .map(d -> t.math.mul(Trace.floats(d), scale))
                    .toList();
        });
    }

    private List<Output<?>> choose(Ops tf, List<Operand<?>> arguments, List<Var> weights, boolean training) {
        List<Spec> specs = arguments.stream().map(Trace::spec).toList();
        List<ConcreteFunction> branches = IntStream.range(0, nodes.length)
                .mapToObj(k -> Trace.function(specs, (f, x) -> branch(f, x, weights, k, training)))
                .toList();
        try {
            return StatelessCase.create(
                            tf.scope(),
                            choice(tf, Trace.as(arguments.get(weights.size()))),
                            arguments,
                            Collections.nCopies(training ? 1 + weights.size() : 1, TFloat32.class),
                            branches)
                    .output();
        } finally {
            branches.forEach(ConcreteFunction::close);
        }
    }

    /** Number of the smallest size that holds the molecule. */
    private Operand<TInt32> choice(Ops tf, Operand<TInt32> row) {
        Operand<TInt32> n = tf.gather(row, tf.constant(1), tf.constant(0));
        Operand<TInt32> k = tf.constant(0);
        for (int i = 0; i + 1 < nodes.length; i++) {
            k = tf.math.add(k, tf.dtypes.cast(tf.math.greater(n, tf.constant(nodes[i])), TInt32.class));
        }
        return k;
    }

    private List<Operand<?>> branch(Ops tf, List<Operand<?>> in, List<Var> weights, int k, boolean training) {
        int n = nodes[k];
        int w = weights.size();
        Map<Var, Operand<?>> values = new IdentityHashMap<>();
        for (int i = 0; i < w; i++) {
            values.put(weights.get(i), in.get(i));
        }
        Operand<TInt32> row = Trace.as(in.get(w));
        Operand<TInt32> zero = tf.constant(0);
        Operand<TFloat32> edge = before(tf, edges[k], part(tf, row, 3));
        // Edges of the next molecule, which the slice may reach, have weight 0; their nodes are brought into range.
        Operand<TInt32> pairs = tf.math.minimum(
                tf.stack(
                        List.of(
                                tf.slice(Trace.<TInt32>as(in.get(w + 2)), part(tf, row, 2), size(tf, edges[k])),
                                tf.slice(Trace.<TInt32>as(in.get(w + 1)), part(tf, row, 2), size(tf, edges[k]))),
                        Stack.axis(1L)),
                tf.constant(n - 1));
        Operand<TFloat32> adjacency = tf.scatterNd(pairs, edge, tf.constant(new int[] {n, n}));
        Operand<TInt32> elements = tf.slice(Trace.<TInt32>as(in.get(w + 3)), part(tf, row, 0), size(tf, n));
        Operand<TFloat32> shares = tf.math.mul(
                tf.slice(Trace.floats(in.get(w + 4)), part(tf, row, 0), size(tf, n)), before(tf, n, part(tf, row, 1)));
        Ctx c = Ctx.builder(tf)
                .training(training)
                .compiled(true)
                .weights(values::get)
                .build();
        Operand<TFloat32> y = Trace.floats(network.apply(
                        c,
                        List.of(
                                tf.expandDims(elements, zero),
                                tf.expandDims(adjacency, zero),
                                tf.expandDims(shares, zero)))
                .get(0));
        List<Operand<?>> out = new ArrayList<>(List.of(y));
        if (training) {
            out.addAll(Grad.of(
                    tf,
                    Trace.sum(tf, y, 0, 1),
                    in.subList(0, w).stream().map(Trace::floats).toList()));
        }
        return out;
    }

    /** 1 for the first numbers of {@code size}, then 0. */
    private static Operand<TFloat32> before(Ops tf, int size, Operand<TInt32> count) {
        Operand<TInt32> place = tf.constant(IntStream.range(0, size).toArray());
        return tf.dtypes.cast(tf.math.less(place, count), TFloat32.class);
    }

    private static Operand<TInt32> size(Ops tf, int n) {
        return tf.constant(new int[] {n});
    }

    private static Operand<TInt32> part(Ops tf, Operand<TInt32> row, int i) {
        return tf.slice(row, tf.constant(new int[] {i}), tf.constant(new int[] {1}));
    }
}
