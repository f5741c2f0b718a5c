package org.dmol.layers.attention;

import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A block of a transformer encoder (Vaswani et al. 2017), normalised after each part: {@code y = norm(x + attention(x))}, then
 * {@code norm(y + dense(activation(dense(y))))}. Shape (batch, steps, features), unchanged; masked steps are not attended to.
 *
 * <p>16 weights: kernel and bias of query, key, value and attention output, gamma and beta, kernel and bias of the wide and of the narrow
 * dense layer, gamma and beta.
 */
public final class TransformerBlock extends UnaryLayer {
    private final int numHeads;
    private final int intermediateDim;
    private String activation = "relu";
    private double dropout;
    private double epsilon = 1e-5;
    private Initializer kernelInitializer = Initializers.glorotUniform();
    private MultiHeadAttention attention;
    private LayerNormalization attentionNorm;
    private Dense wide;
    private Dense narrow;
    private LayerNormalization outputNorm;
    private Dropout drop;

    /** A block of {@code numHeads} heads, which must divide the features, and {@code intermediateDim} units between its dense layers. */
    public TransformerBlock(int numHeads, int intermediateDim) {
        if (numHeads <= 0 || intermediateDim <= 0) {
            throw new IllegalArgumentException("TransformerBlock needs positive numbers of heads and units, not "
                    + numHeads + " and " + intermediateDim + ".");
        }
        this.numHeads = numHeads;
        this.intermediateDim = intermediateDim;
    }

    /** Activation of the wide layer; default {@code relu}. */
    public TransformerBlock activation(String name) {
        activation = name;
        return this;
    }

    /** Share of the attention, and of the outputs of both parts, that is dropped in training; default 0. */
    public TransformerBlock dropout(double rate) {
        dropout = rate;
        return this;
    }

    /** What the normalisations add to the variance; default 1e-5. */
    public TransformerBlock epsilon(double value) {
        epsilon = value;
        return this;
    }

    /** First values of all kernels; default Glorot uniform. */
    public TransformerBlock kernelInitializer(Initializer initializer) {
        kernelInitializer = initializer;
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        int features = (int) input.shape().get(2);
        if (features % numHeads != 0) {
            throw new IllegalArgumentException(
                    features + " features cannot be shared equally by " + numHeads + " heads.");
        }
        attention = weights.add(new MultiHeadAttention(numHeads, features / numHeads)
                .dropout(dropout)
                .kernelInitializer(kernelInitializer));
        attentionNorm = weights.add(new LayerNormalization().epsilon(epsilon));
        wide = weights.add(new Dense(intermediateDim, activation).kernelInitializer(kernelInitializer));
        narrow = weights.add(new Dense(features).kernelInitializer(kernelInitializer));
        outputNorm = weights.add(new LayerNormalization().epsilon(epsilon));
        drop = new Dropout(dropout);
        attention.ensureBuilt(List.of(input, input));
        attentionNorm.ensureBuilt(List.of(input));
        wide.ensureBuilt(List.of(input));
        narrow.ensureBuilt(List.of(Spec.of(input.dtype(), -1, -1, intermediateDim)));
        outputNorm.ensureBuilt(List.of(input));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        Operand<?> attended = drop.apply(c, attention.apply(c, List.of(x, x)).get(0));
        Operand<?> y = attentionNorm.apply(c, tf.math.add(x, Trace.floats(attended)));
        Operand<?> dense = drop.apply(c, narrow.apply(c, wide.apply(c, y)));
        return Trace.floats(outputNorm.apply(c, tf.math.add(Trace.floats(y), Trace.floats(dense))));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("num_heads", numHeads);
        c.put("intermediate_dim", intermediateDim);
        c.put("activation", activation);
        c.put("dropout", dropout);
        c.put("layer_norm_epsilon", epsilon);
        c.put("kernel_initializer", Config.object(kernelInitializer));
        return c;
    }

    static TransformerBlock fromConfig(Map<String, Object> c) {
        return new TransformerBlock(Config.integer(c, "num_heads", 0), Config.integer(c, "intermediate_dim", 0))
                .activation(Config.activation(c, "activation"))
                .dropout(Config.number(c, "dropout", 0))
                .epsilon(Config.number(c, "layer_norm_epsilon", 1e-5))
                .kernelInitializer(Config.initializer(c, "kernel_initializer", Initializers.glorotUniform()));
    }
}
