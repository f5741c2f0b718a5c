package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Weights;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.metrics.Metrics;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Batch;
import org.dmol.layers.train.Tracked;
import org.dmol.layers.train.TrainStep;
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
 * The plane-group network for one point set a step, in any order, compiled: a choice among the same network for a few sizes, each of which
 * gives cross-entropy, logits and the derivatives of the cross-entropy by the weights. Data as {@link SizedPoints} makes them. For
 * predictions give the same network to {@link PickedPoints}.
 */
final class OnePointSet extends Model {
    private static final Loss LOSS = Crossentropy.sparseCategorical(true);

    private final PlaneGroupNet net;
    private final List<PointSize> sizes;

    OnePointSet(PlaneGroupNet net, SizedPoints store) {
        this.net = net;
        this.sizes = store.sizes();
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        weights.add(net).ensureBuilt(List.of());
    }

    @Override
    protected void requireInputs(List<Spec> given) {
        ensureBuilt(given);
    }

    /** Row (1, 3), ints, floats to logits (1, 17). */
    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        return List.of(shaped(c.tf(), choose(c, in, null).get(0), 1, PlaneGroupNet.CLASSES));
    }

    @Override
    protected TrainStep.Result trainStep(Ctx c, Batch batch) {
        Ops tf = c.tf();
        Operand<?> label = batch.targets().get(0);
        List<? extends Operand<?>> y = choose(c, batch.inputs(), label);
        Operand<TFloat32> logits = shaped(tf, y.get(0), 1, PlaneGroupNet.CLASSES);
        Operand<TFloat32> loss = shaped(tf, y.get(1));
        if (c.training()) {
            List<Operand<?>> read = new ArrayList<>();
            net.weights().forEach(w -> read.add(c.read(w)));
            loss = Trace.floats(CustomGradient.of(
                            tf,
                            read,
                            List.of(loss),
                            (t, dy) -> y.subList(2, y.size()).stream()
                                    .map(d -> t.math.mul(Trace.floats(d), Trace.floats(dy.get(0))))
                                    .toList())
                    .get(0));
        }
        Operand<TFloat32> one = tf.fill(tf.constant(new int[] {1}), tf.constant(1f));
        return new TrainStep.Result(
                loss,
                List.of(
                        Tracked.mean(tf, "loss", loss),
                        Tracked.metric(tf, Metrics.sparseCategoricalAccuracy(), label, logits, one)));
    }

    private static Operand<TFloat32> shaped(Ops tf, Operand<?> x, int... shape) {
        return tf.reshape(Trace.floats(x), tf.constant(shape));
    }

    /** Logits; with a label the loss, too; in training also its derivatives by the weights. */
    private List<? extends Operand<?>> choose(Ctx c, List<Operand<?>> in, Operand<?> label) {
        Ops tf = c.tf();
        List<Operand<?>> arguments = new ArrayList<>();
        net.weights().forEach(w -> arguments.add(c.read(w)));
        Operand<TInt32> row = tf.reshape(Trace.<TInt32>as(in.get(0)), tf.constant(new int[] {3}));
        arguments.add(row);
        arguments.addAll(in.subList(1, in.size()));
        if (label != null) {
            arguments.add(label);
        }
        int w = net.weights().size();
        int outputs = label == null ? 1 : c.training() ? 2 + w : 2;
        Operand<TInt32> size = tf.gather(row, tf.constant(0), tf.constant(0));
        return Sized.choose(
                tf, size, arguments, sizes.size(), outputs, (t, x, k) -> branch(t, x, sizes.get(k), outputs));
    }

    private List<Operand<?>> branch(Ops tf, List<Operand<?>> in, PointSize size, int outputs) {
        List<Var> weights = net.weights();
        int w = weights.size();
        Map<Var, Operand<?>> values = new IdentityHashMap<>();
        for (int i = 0; i < w; i++) {
            values.put(weights.get(i), in.get(i));
        }
        Operand<TInt32> row = Trace.as(in.get(w));
        var ints = new Sized.Parts<>(tf, Trace.<TInt32>as(in.get(w + 1)), element(tf, row, 1));
        var floats = new Sized.Parts<>(tf, Trace.floats(in.get(w + 2)), element(tf, row, 2));
        List<BlockTables> tables = new ArrayList<>();
        for (int b = 0; b < PlaneGroupNet.BLOCKS; b++) {
            tables.add(BlockTables.read(ints, size, b));
        }
        Ctx c = Ctx.builder(tf)
                .training(outputs > 2)
                .compiled(true)
                .weights(values::get)
                .build();
        Operand<TFloat32> distances = floats.next(size.distances());
        Operand<TFloat32> shares = floats.next(size.points(PlaneGroupNet.BLOCKS));
        Operand<TFloat32> logits = net.sized(c, distances, tables, shares);
        List<Operand<?>> out = new ArrayList<>(List.of(logits));
        if (outputs > 1) {
            Operand<TFloat32> loss = LOSS.call(tf, in.get(w + 3), logits, null, null, null);
            out.add(loss);
            if (outputs > 2) {
                out.addAll(Grad.of(
                        tf, loss, in.subList(0, w).stream().map(Trace::floats).toList()));
            }
        }
        return out;
    }

    private static Operand<TInt32> element(Ops tf, Operand<TInt32> row, int i) {
        return tf.gather(row, tf.constant(i), tf.constant(0));
    }
}
