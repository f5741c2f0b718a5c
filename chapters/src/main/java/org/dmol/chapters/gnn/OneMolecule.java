package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Weights;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.tf.Ctx;
import org.dmol.tf.Grad;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.dmol.tf.grad.CustomGradient;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The solubility network for one molecule a step, in any order, compiled. XLA wants fixed shapes, so the step is a choice among the same
 * network for a few sizes; each branch gives the prediction and its derivatives by the weights. Inputs as {@link SizedMolecules} makes
 * them.
 */
final class OneMolecule extends Model {
    private final GcnNetwork network;
    private final Functional padded;
    private final int[][] sizes;

    /** A model for the molecules of a store, with the weights of a network. */
    OneMolecule(GcnNetwork network, SizedMolecules store) {
        this.network = network;
        this.padded = network.padded();
        this.sizes = store.sizes();
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        weights.add(padded);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        List<Var> weights = padded.weights();
        List<Operand<?>> arguments = new ArrayList<>();
        weights.forEach(w -> arguments.add(c.read(w)));
        arguments.add(tf.reshape(Trace.<TInt32>as(in.get(0)), tf.constant(new int[] {3})));
        arguments.addAll(in.subList(1, in.size()));
        Operand<TInt32> size =
                tf.gather(Trace.<TInt32>as(arguments.get(weights.size())), tf.constant(0), tf.constant(0));
        int outputs = c.training() ? 1 + weights.size() : 1;
        List<? extends Operand<?>> y = Sized.choose(
                tf, size, arguments, sizes.length, outputs, (t, x, k) -> branch(t, x, weights, sizes[k], c.training()));
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

    private List<Operand<?>> branch(Ops tf, List<Operand<?>> in, List<Var> weights, int[] n, boolean training) {
        int w = weights.size();
        Map<Var, Operand<?>> values = new IdentityHashMap<>();
        for (int i = 0; i < w; i++) {
            values.put(weights.get(i), in.get(i));
        }
        Operand<TInt32> row = Trace.as(in.get(w));
        Operand<TInt32> elements = new Sized.Parts<>(
                        tf, Trace.<TInt32>as(in.get(w + 1)), tf.gather(row, tf.constant(1), tf.constant(0)))
                .next(n[0]);
        var numbers =
                new Sized.Parts<>(tf, Trace.floats(in.get(w + 2)), tf.gather(row, tf.constant(2), tf.constant(0)));
        List<Operand<TFloat32>> means = new ArrayList<>();
        for (int l = 1; l < n.length; l++) {
            means.add(numbers.next(n[l], n[l - 1]));
        }
        Operand<TFloat32> shares = numbers.next(n[n.length - 1]);
        Ctx c = Ctx.builder(tf)
                .training(training)
                .compiled(true)
                .weights(values::get)
                .build();
        Operand<TFloat32> y = network.layered(c, elements, means, shares);
        List<Operand<?>> out = new ArrayList<>(List.of(y));
        if (training) {
            out.addAll(Grad.of(
                    tf,
                    Trace.sum(tf, y, 0, 1),
                    in.subList(0, w).stream().map(Trace::floats).toList()));
        }
        return out;
    }

    @Override
    public void close() {
        padded.close();
        super.close();
    }
}
