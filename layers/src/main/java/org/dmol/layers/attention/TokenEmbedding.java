package org.dmol.layers.attention;

import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a transformer encoder makes of token numbers (batch, steps): the normalised sum of a vector for each token, one for each position and
 * one for the kind of text (there is one kind), (batch, steps, features). The output carries the mask {@code token != padding}.
 *
 * <p>5 weights: {@code word} (tokens, features), {@code position} (positions, features), {@code kind} (1, features), all normal with
 * standard deviation 0.02, and gamma and beta of the normalisation. Step {@code i} uses the position {@code i + offset}.
 */
public final class TokenEmbedding extends Layer {
    private final int tokens;
    private final int positions;
    private final int features;
    private int padding;
    private int offset;
    private double dropout;
    private double epsilon = 1e-5;
    private Initializer initializer = Initializers.randomNormal(0, 0.02);
    private Var word;
    private Var position;
    private Var kind;
    private LayerNormalization norm;

    /** Tables for the tokens 0 to {@code tokens - 1} and for {@code positions} positions. */
    public TokenEmbedding(int tokens, int positions, int features) {
        if (tokens <= 0 || positions <= 0 || features <= 0) {
            throw new IllegalArgumentException("TokenEmbedding needs positive sizes, not " + tokens + " tokens, "
                    + positions + " positions and " + features + " features.");
        }
        this.tokens = tokens;
        this.positions = positions;
        this.features = features;
    }

    /** The token that fills short sequences; default 0. */
    public TokenEmbedding padding(int token) {
        padding = token;
        return this;
    }

    /** Position of the first step; default 0, 2 in RoBERTa. */
    public TokenEmbedding offset(int first) {
        offset = first;
        return this;
    }

    /** Share of the output that is dropped in training; default 0. */
    public TokenEmbedding dropout(double rate) {
        dropout = rate;
        return this;
    }

    /** What the normalisation adds to the variance; default 1e-5. */
    public TokenEmbedding epsilon(double value) {
        epsilon = value;
        return this;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        word = weights.add("word", Shape.of(tokens, features), initializer);
        position = weights.add("position", Shape.of(positions, features), initializer);
        kind = weights.add("kind", Shape.of(1, features), initializer);
        norm = weights.add(new LayerNormalization().epsilon(epsilon));
        norm.ensureBuilt(List.of(Spec.of(word.dtype(), -1, -1, features)));
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        Operand<TInt32> ids = ids(tf, inputs.get(0));
        if (Trace.dim(ids, 1) > positions - offset) {
            throw new IllegalArgumentException(
                    "the sequence is longer than the " + (positions - offset) + " steps of its table.");
        }
        Operand<TFloat32> words = tf.gather(c.read(word), ids, tf.constant(0));
        Operand<TInt32> size = tf.stack(List.of(Trace.size(tf, ids, 1), tf.constant(features)));
        Operand<TFloat32> places = tf.slice(c.read(position), tf.constant(new int[] {offset, 0}), size);
        Operand<TFloat32> sum = tf.math.add(words, tf.math.add(places, c.read(kind)));
        return List.of(new Dropout(dropout).apply(c, norm.apply(c, sum)));
    }

    private static Operand<TInt32> ids(Ops tf, Operand<?> x) {
        DType type = Trace.spec(x).dtype();
        return type == DType.INT32 ? Trace.as(x) : tf.dtypes.cast(Trace.floats(x), TInt32.class);
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Ops tf = c.tf();
        c.mask(outputs.get(0), tf.math.notEqual(ids(tf, inputs.get(0)), tf.constant(padding)));
    }

    @Override
    public void requireValues(int input, Nd values) {
        for (int i = 0; i < values.size(); i++) {
            double id = values.getFlat(i);
            if (!(id >= 0 && id < tokens)) {
                throw new IllegalArgumentException("Layer '" + name() + "' (TokenEmbedding) knows the tokens 0 to "
                        + (tokens - 1) + "; its input " + values.describe() + " holds " + (long) id + ".");
            }
        }
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("tokens", tokens);
        c.put("positions", positions);
        c.put("features", features);
        c.put("padding", padding);
        c.put("offset", offset);
        c.put("dropout", dropout);
        c.put("epsilon", epsilon);
        return c;
    }

    static TokenEmbedding fromConfig(Map<String, Object> c) {
        return new TokenEmbedding(
                        Config.integer(c, "tokens", 0),
                        Config.integer(c, "positions", 0),
                        Config.integer(c, "features", 0))
                .padding(Config.integer(c, "padding", 0))
                .offset(Config.integer(c, "offset", 0))
                .dropout(Config.number(c, "dropout", 0))
                .epsilon(Config.number(c, "epsilon", 1e-5));
    }
}
