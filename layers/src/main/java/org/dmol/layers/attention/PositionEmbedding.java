package org.dmol.layers.attention;

import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A learned vector for each step of a sequence (batch, steps, features), in the same shape; to be added to the sequence.
 *
 * <p>Weight: {@code embeddings} (sequenceLength, features), Glorot uniform.
 */
public final class PositionEmbedding extends UnaryLayer {
    private final int sequenceLength;
    private Initializer initializer = Initializers.glorotUniform();
    private Var table;

    /** For sequences of up to {@code sequenceLength} steps. */
    public PositionEmbedding(int sequenceLength) {
        if (sequenceLength <= 0) {
            throw new IllegalArgumentException(
                    "PositionEmbedding needs a positive length, not " + sequenceLength + ".");
        }
        this.sequenceLength = sequenceLength;
    }

    /** First values of the vectors. */
    public PositionEmbedding initializer(Initializer first) {
        initializer = first;
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        table = weights.add("embeddings", Shape.of(sequenceLength, input.shape().get(2)), initializer);
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        if (Trace.dim(x, 1) > sequenceLength) {
            throw new IllegalArgumentException(
                    "the sequence is longer than the " + sequenceLength + " steps of its table.");
        }
        var size = tf.stack(java.util.List.of(Trace.size(tf, x, 1), Trace.size(tf, x, 2)));
        Operand<TFloat32> used = tf.slice(c.read(table), tf.constant(new int[2]), size);
        return tf.broadcastTo(used, tf.shape(x));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("sequence_length", sequenceLength);
        c.put("initializer", Config.object(initializer));
        return c;
    }

    static PositionEmbedding fromConfig(Map<String, Object> c) {
        return new PositionEmbedding(Config.integer(c, "sequence_length", 0))
                .initializer(Config.initializer(c, "initializer", Initializers.glorotUniform()));
    }
}
