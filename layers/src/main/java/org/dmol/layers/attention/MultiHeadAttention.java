package org.dmol.layers.attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Constraint;
import org.dmol.layers.Constraints;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Regularizer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.EinsumDense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Vaswani et al. 2017: several heads of scaled dot-product attention, each on projections of its own. Inputs (query, value) or
 * (query, value, key), of shapes (batch, queries, …) and (batch, keys, …), and last, if wanted, a bool attention mask (batch, queries,
 * keys) that is true where a query may attend. Output (batch, queries, features of the query), and with {@link #returnScores} the
 * attention (batch, heads, queries, keys).
 *
 * <p>Masks of the inputs are respected; the output has the query's. Weights: kernel and bias of {@code query}, {@code key},
 * {@code value} (features, heads, size), then {@code attention_output} (heads, size, features).
 */
public final class MultiHeadAttention extends Layer {
    private final int numHeads;
    private final int keyDim;
    private Integer valueDim;
    private int[] attentionAxes;
    private int[] outputShape;
    private double dropout;
    private boolean useBias = true;
    private boolean causal;
    private boolean returnScores;
    private Initializer kernelInitializer = Initializers.glorotUniform();
    private Initializer biasInitializer = Initializers.zeros();
    private Regularizer kernelRegularizer;
    private Regularizer biasRegularizer;
    private Constraint kernelConstraint;
    private Constraint biasConstraint;
    private Integer seed;
    private EinsumDense queryDense;
    private EinsumDense keyDense;
    private EinsumDense valueDense;
    private EinsumDense outputDense;

    /** Heads, and the size of each head's queries, keys and (unless set) values. */
    public MultiHeadAttention(int numHeads, int keyDim) {
        if (numHeads <= 0 || keyDim <= 0) {
            throw new IllegalArgumentException("MultiHeadAttention needs positive numbers of heads and features, not "
                    + numHeads + " and " + keyDim + ".");
        }
        this.numHeads = numHeads;
        this.keyDim = keyDim;
    }

    /** Size of each head's values; default: that of the keys. */
    public MultiHeadAttention valueDim(int size) {
        valueDim = size;
        return this;
    }

    /** The axes that are attended over; default: all between batch and features. */
    public MultiHeadAttention attentionAxes(int... axes) {
        attentionAxes = axes.clone();
        return this;
    }

    /** Sizes of the output's last axes; default: the features of the query. */
    public MultiHeadAttention outputShape(int... sizes) {
        outputShape = sizes.clone();
        return this;
    }

    /** Share of the attention that is dropped in training; default 0. */
    public MultiHeadAttention dropout(double rate) {
        dropout = rate;
        return this;
    }

    /** Whether the projections have biases; default true. */
    public MultiHeadAttention useBias(boolean on) {
        useBias = on;
        return this;
    }

    /** Whether a step sees nothing of later ones, Keras's {@code use_causal_mask} of the call; default false. */
    public MultiHeadAttention causal(boolean on) {
        causal = on;
        return this;
    }

    /** Whether the attention is a second output, Keras's {@code return_attention_scores} of the call; default false. */
    public MultiHeadAttention returnScores(boolean on) {
        returnScores = on;
        return this;
    }

    /** First values of all kernels; default Glorot uniform. */
    public MultiHeadAttention kernelInitializer(Initializer initializer) {
        kernelInitializer = initializer;
        return this;
    }

    /** First values of all biases; default zeros. */
    public MultiHeadAttention biasInitializer(Initializer initializer) {
        biasInitializer = initializer;
        return this;
    }

    /** Penalty on all kernels; default none. */
    public MultiHeadAttention kernelRegularizer(Regularizer regularizer) {
        kernelRegularizer = regularizer;
        return this;
    }

    /** Penalty on all biases; default none. */
    public MultiHeadAttention biasRegularizer(Regularizer regularizer) {
        biasRegularizer = regularizer;
        return this;
    }

    /** Makes the dropped values a function of this number, the run's seed and the step. */
    public MultiHeadAttention seed(int value) {
        seed = value;
        return this;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        Spec query = inputs.get(0);
        Spec value = inputs.size() > 1 ? inputs.get(1) : query;
        boolean ownKey = inputs.size() > 2 && inputs.get(2).dtype().isFloat();
        int rank = query.shape().numDimensions();
        int v = valueDim == null ? keyDim : valueDim;
        int[] out = outputShape == null ? new int[] {(int) query.shape().get(rank - 1)} : outputShape;
        queryDense = weights.add("query_dense", projection("query", rank - 1, 1, numHeads, keyDim));
        keyDense = weights.add("key_dense", projection("key", rank - 1, 1, numHeads, keyDim));
        valueDense = weights.add("value_dense", projection("value", rank - 1, 1, numHeads, v));
        outputDense = weights.add("output_dense", projection("attention_output", rank - 1, 2, out));
        queryDense.ensureBuilt(List.of(query));
        keyDense.ensureBuilt(List.of(ownKey ? inputs.get(2) : value));
        valueDense.ensureBuilt(List.of(value));
        long[] heads = Arrays.copyOf(query.shape().asArray(), rank + 1);
        heads[rank - 1] = numHeads;
        heads[rank] = v;
        outputDense.ensureBuilt(List.of(Spec.of(query.dtype(), heads)));
    }

    /** A dense layer from the last {@code bound} axes of its input to axes of the given sizes. */
    private EinsumDense projection(String name, int free, int bound, int... sizes) {
        String letters = "abcdefghijklmnopqrstuvwxyz";
        String kept = letters.substring(0, free);
        String in = letters.substring(free, free + bound);
        String out = letters.substring(free + bound, free + bound + sizes.length);
        EinsumDense dense = new EinsumDense(kept + in + "," + in + out + "->" + kept + out, sizes)
                .biasAxes(useBias ? out : null)
                .kernelInitializer(kernelInitializer)
                .biasInitializer(biasInitializer)
                .kernelRegularizer(kernelRegularizer)
                .biasRegularizer(biasRegularizer)
                .kernelConstraint(kernelConstraint)
                .biasConstraint(biasConstraint);
        dense.named(name);
        return dense;
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        AttentionInputs in = AttentionInputs.of(inputs);
        Operand<TFloat32> q = Trace.floats(queryDense.apply(c, in.query()));
        Operand<TFloat32> k = Trace.floats(keyDense.apply(c, in.key()));
        Operand<TFloat32> v = Trace.floats(valueDense.apply(c, in.value()));
        Heads heads = new Heads(q.shape().numDimensions(), axes(q.shape().numDimensions()));
        boolean zeroRows = returnScores || dropout > 0 || q.shape().numDimensions() != 4;
        Operand<TFloat32> scaled = tf.math.mul(q, Trace.scalar(tf, q, 1 / Math.sqrt(keyDim)));
        Operand<TFloat32> weights = heads.weights(tf, scaled, k, mask(c, in), zeroRows);
        Operand<TFloat32> used = dropout > 0 && c.training()
                ? org.dmol.layers.core.Dropout.drop(c, weights, tf.shape(weights), dropout, seed == null ? 0 : seed)
                : weights;
        Operand<?> y = outputDense.apply(c, heads.combine(tf, used, v));
        return returnScores ? List.of(y, weights) : List.of(y);
    }

    private int[] axes(int rank) {
        if (attentionAxes == null) {
            return java.util.stream.IntStream.range(1, rank - 2).toArray();
        }
        return Arrays.stream(attentionAxes).map(a -> a < 0 ? a + rank - 1 : a).toArray();
    }

    private Operand<TBool> mask(Ctx c, AttentionInputs in) {
        Ops tf = c.tf();
        Operand<TBool> all = null;
        if (in.queryMask(c) != null) {
            all = tf.expandDims(in.queryMask(c), tf.constant(-1));
        }
        for (Operand<TBool> mask : Arrays.asList(in.valueMask(c), in.keyMask(c))) {
            all = Masks.and(tf, all, mask == null ? null : tf.expandDims(mask, tf.constant(-2)));
        }
        if (causal) {
            var steps = Masks.steps(tf, in.query(), in.value());
            all = Masks.and(tf, all, Masks.causal(tf, steps.get(0), steps.get(1)));
        }
        return Masks.and(tf, in.mask(), all);
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Operand<TBool> mask = c.mask(inputs.get(0));
        if (mask != null) {
            c.mask(outputs.get(0), mask);
        }
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("num_heads", numHeads);
        c.put("key_dim", keyDim);
        c.put("value_dim", valueDim == null ? keyDim : valueDim);
        c.put("dropout", dropout);
        c.put("use_bias", useBias);
        c.put("output_shape", list(outputShape));
        c.put("attention_axes", list(attentionAxes));
        c.put("kernel_initializer", Config.object(kernelInitializer));
        c.put("bias_initializer", Config.object(biasInitializer));
        c.put("kernel_regularizer", kernelRegularizer == null ? null : kernelRegularizer.config());
        c.put("bias_regularizer", biasRegularizer == null ? null : biasRegularizer.config());
        c.put("kernel_constraint", kernelConstraint == null ? null : kernelConstraint.config());
        c.put("bias_constraint", biasConstraint == null ? null : biasConstraint.config());
        c.put("seed", seed);
        return c;
    }

    private static List<Integer> list(int[] values) {
        return values == null
                ? null
                : new ArrayList<>(Arrays.stream(values).boxed().toList());
    }

    static MultiHeadAttention fromConfig(Map<String, Object> c) {
        MultiHeadAttention m = new MultiHeadAttention(
                        Config.integer(c, "num_heads", 0), Config.integer(c, "key_dim", 0))
                .dropout(Config.number(c, "dropout", 0))
                .useBias(Config.flag(c, "use_bias", true))
                .kernelInitializer(Config.initializer(c, "kernel_initializer", Initializers.glorotUniform()))
                .biasInitializer(Config.initializer(c, "bias_initializer", Initializers.zeros()))
                .kernelRegularizer(Regularizer.from(c, "kernel_regularizer"))
                .biasRegularizer(Regularizer.from(c, "bias_regularizer"));
        if (Config.flag(c, "use_gate", false) || c.get("sliding_window") != null) {
            throw new IllegalArgumentException("MultiHeadAttention has no use_gate and no sliding_window.");
        }
        m.kernelConstraint = Constraints.from(c, "kernel_constraint");
        m.biasConstraint = Constraints.from(c, "bias_constraint");
        m.valueDim = c.get("value_dim") == null ? null : Config.integer(c, "value_dim", 0);
        m.outputShape = Config.integers(c, "output_shape");
        m.attentionAxes = Config.integers(c, "attention_axes");
        m.seed = c.get("seed") == null ? null : Config.integer(c, "seed", 0);
        return m;
    }
}
