package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Suggest;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * Node features of a graph to features of the graph.
 *
 * <p>Inputs: nodes (n, f) of one graph; or padded nodes (batch, n, f) with a mask (batch, n) of 1 and 0; or nodes (m, f) of a disjoint
 * union with the graph number of each node (m, int32, -1 for padding) and any array with one row a graph. Output (f), or (batch, f).
 * {@code attention} weighs the nodes by a learnt softmax (Li et al. 2016); {@code set} is a sum of a network of each node followed by
 * another network (deep sets, Zaheer et al. 2017), with f outputs.
 */
public final class Readout extends Layer {
    private static final List<String> KINDS = List.of("sum", "mean", "max", "attention", "set");

    private final String kind;
    private Dense gate;
    private Mlp inner;
    private Mlp outer;

    /** One of {@code sum}, {@code mean}, {@code max}, {@code attention}, {@code set}. */
    public Readout(String kind) {
        if (!KINDS.contains(kind)) {
            throw Suggest.unknown("readout", kind, KINDS);
        }
        this.kind = kind;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        Spec nodes = inputs.get(0);
        int f = Math.toIntExact(nodes.shape().get(nodes.shape().numDimensions() - 1));
        if (kind.equals("attention")) {
            gate = weights.add("gate", new Dense(1));
        } else if (kind.equals("set")) {
            inner = weights.add("inner", new Mlp("relu", false, f, f));
            outer = weights.add("outer", new Mlp("relu", false, f, f));
        }
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
        Ops tf = c.tf();
        Operand<TFloat32> nodes = Trace.floats(in.get(0));
        Pool pool = in.size() == 3
                ? union(tf, new Members(tf, Trace.as(in.get(1)), in.get(2)), nodes)
                : padded(tf, nodes, in.size() == 2 ? Trace.castLike(tf, in.get(1), nodes) : null);
        return List.of(
                switch (kind) {
                    case "sum" -> pool.sum(nodes);
                    case "mean" ->
                        tf.math.divNoNan(pool.sum(nodes), pool.sum(tf.onesLike(Trace.sumKeep(tf, nodes, -1))));
                    case "max" -> pool.max(nodes);
                    case "attention" -> attention(c, pool, nodes);
                    default -> set(c, pool, nodes);
                });
    }

    private Operand<TFloat32> set(Ctx c, Pool pool, Operand<TFloat32> nodes) {
        Ops tf = c.tf();
        Operand<TFloat32> sum = pool.sum(Trace.floats(inner.apply(c, nodes)));
        if (sum.shape().numDimensions() > 1) {
            return Trace.floats(outer.apply(c, sum));
        }
        return tf.squeeze(Trace.floats(outer.apply(c, tf.expandDims(sum, tf.constant(0)))), Squeeze.axis(List.of(0L)));
    }

    private Operand<TFloat32> attention(Ctx c, Pool pool, Operand<TFloat32> nodes) {
        Ops tf = c.tf();
        Operand<TFloat32> score = Trace.floats(gate.apply(c, nodes));
        Operand<TFloat32> e = tf.math.exp(tf.math.sub(score, tf.stopGradient(pool.spread(pool.max(score)))));
        return tf.math.divNoNan(pool.sum(tf.math.mul(e, nodes)), pool.sum(e));
    }

    /** Sums and maxima over the nodes of each graph, and back. */
    private interface Pool {
        Operand<TFloat32> sum(Operand<TFloat32> x);

        Operand<TFloat32> max(Operand<TFloat32> x);

        Operand<TFloat32> spread(Operand<TFloat32> perGraph);
    }

    private static Pool union(Ops tf, Members members, Operand<TFloat32> nodes) {
        return new Pool() {
            @Override
            public Operand<TFloat32> sum(Operand<TFloat32> x) {
                return members.sum(x);
            }

            @Override
            public Operand<TFloat32> max(Operand<TFloat32> x) {
                return members.max(x);
            }

            @Override
            public Operand<TFloat32> spread(Operand<TFloat32> perGraph) {
                return members.toNodes(perGraph);
            }
        };
    }

    private static Pool padded(Ops tf, Operand<TFloat32> nodes, Operand<TFloat32> mask) {
        Operand<TFloat32> m = mask == null ? null : tf.expandDims(mask, tf.constant(-1));
        return new Pool() {
            @Override
            public Operand<TFloat32> sum(Operand<TFloat32> x) {
                return Trace.sum(tf, m == null ? x : tf.math.mul(x, m), -2);
            }

            @Override
            public Operand<TFloat32> max(Operand<TFloat32> x) {
                Operand<TFloat32> shown = m == null
                        ? x
                        : tf.math.add(
                                tf.math.mul(x, m), tf.math.mul(tf.math.sub(scalar(tf, m, 1), m), scalar(tf, m, -1e30)));
                return tf.reduceMax(shown, tf.constant(new int[] {-2}), ReduceMax.keepDims(false));
            }

            @Override
            public Operand<TFloat32> spread(Operand<TFloat32> perGraph) {
                return tf.expandDims(perGraph, tf.constant(-2));
            }
        };
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("kind", kind);
        return c;
    }

    static Readout fromConfig(Map<String, Object> c) {
        return new Readout(Config.text(c, "kind", "mean"));
    }
}
