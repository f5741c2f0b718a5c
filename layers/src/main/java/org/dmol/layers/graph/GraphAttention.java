package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Graph attention (Veličković et al. 2018): each head weighs the neighbours by {@code softmax_j leakyRelu(a.[W x_i, W x_j])}. (…, nodes,
 * inputs) to (…, nodes, heads * units), or the mean over the heads. The adjacency should hold self loops; only where it is 0 matters.
 */
public final class GraphAttention extends GraphLayer {
    private final int units;
    private final int heads;
    private final String activationName;
    private final Activation activation;
    private boolean concat = true;
    private final List<Dense> values = new ArrayList<>();
    private final List<Dense> senderScores = new ArrayList<>();
    private final List<Dense> receiverScores = new ArrayList<>();

    /** A layer of {@code heads} heads with {@code units} features each. */
    public GraphAttention(int units, int heads, String activation) {
        this.units = units;
        this.heads = heads;
        this.activationName = activation;
        this.activation = Activations.get(activation);
    }

    /** Whether heads are put side by side (default) or averaged. */
    public GraphAttention concat(boolean on) {
        concat = on;
        return this;
    }

    @Override
    protected void build(Weights weights, Spec nodes, int features) {
        for (int h = 0; h < heads; h++) {
            values.add(weights.add("value_" + h, new Dense(units).useBias(false)));
            senderScores.add(weights.add("sender_" + h, new Dense(1).useBias(false)));
            receiverScores.add(weights.add("receiver_" + h, new Dense(1).useBias(false)));
        }
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> nodes, Graph graph) {
        Ops tf = c.tf();
        List<Operand<TFloat32>> out = new ArrayList<>();
        for (int h = 0; h < heads; h++) {
            Operand<TFloat32> v = Trace.floats(values.get(h).apply(c, nodes));
            Operand<TFloat32> raw = tf.math.add(
                    graph.senders(Trace.floats(senderScores.get(h).apply(c, v))),
                    graph.receivers(Trace.floats(receiverScores.get(h).apply(c, v))));
            // LeakyRelu's slope is an attribute in single precision; this is exact in float64 too.
            Operand<TFloat32> score = tf.math.maximum(raw, tf.math.mul(raw, scalar(tf, raw, 0.2)));
            out.add(graph.sum(tf.math.mul(graph.softmax(score), graph.senders(v))));
        }
        Operand<TFloat32> joined;
        if (concat) {
            joined = heads == 1 ? out.get(0) : tf.concat(out, tf.constant(-1));
        } else {
            Operand<TFloat32> sum = out.get(0);
            for (int h = 1; h < heads; h++) {
                sum = tf.math.add(sum, out.get(h));
            }
            joined = tf.math.mul(sum, scalar(tf, sum, 1.0 / heads));
        }
        return activation.apply(tf, joined);
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("units", units);
        c.put("heads", heads);
        c.put("activation", activationName);
        c.put("concat", concat);
        return c;
    }

    static GraphAttention fromConfig(Map<String, Object> c) {
        return new GraphAttention(
                        Config.integer(c, "units", 0),
                        Config.integer(c, "heads", 1),
                        Config.activation(c, "activation"))
                .concat(Config.flag(c, "concat", true));
    }
}
