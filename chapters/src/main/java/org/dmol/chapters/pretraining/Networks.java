package org.dmol.chapters.pretraining;

import java.util.List;
import java.util.Set;
import org.dmol.array.DType;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.core.Lambda;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.TransformerEncoder;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.layers.optimizers.AdamW;
import org.dmol.layers.optimizers.LearningRate;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.GlobalAveragePooling1D;
import org.dmol.layers.reshaping.TakeSteps;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One encoder and what is put on it. All share the encoder's layers, so that training one trains the encoder of the others.
 *
 * @param encoder tokens (batch, steps) to vectors (batch, steps, width)
 * @param masked tokens and chosen places (batch, n) to logits (batch, n, tokens): pre-training
 * @param pooled tokens to the first vector and the mean vector, (batch, width) each
 * @param byFirst tokens to one number by the first vector, (batch, 1): the book's head
 * @param byMean the same by the mean vector
 */
record Networks(
        TransformerEncoder settings,
        Functional encoder,
        Functional masked,
        Functional pooled,
        Functional byFirst,
        Functional byMean)
        implements AutoCloseable {
    private static final Set<String> UNDECAYED = Set.of("bias", "gamma", "beta");
    private static final double DECAY = 0.01;

    /** Three blocks of four heads, width 128; without dropout, as a few passes over many strings do not over-fit. */
    static TransformerEncoder settings(int vocabulary) {
        return new TransformerEncoder(vocabulary, 128, 4, 256, 3)
                .positions(SmilesTokens.LONGEST, 0)
                .activation("relu")
                .dropout(0);
    }

    /** New weights, from the seeds of {@code Seeds}. */
    static Networks of(TransformerEncoder s) {
        Sym ids = Input.of("tokens", DType.INT32, -1, -1);
        Sym x = s.on(ids);
        Sym places = Input.of("places", DType.INT32, -1, -1);
        Sym chosen = new TakeSteps().on(x, places).one();
        Sym hidden = new Dense(s.width(), s.activation()).on(chosen).one();
        Sym scaled = new LayerNormalization().epsilon(s.epsilon()).on(hidden).one();
        Sym logits = new Dense(s.tokens()).on(scaled).one();
        Sym first = first(x);
        Sym mean = new GlobalAveragePooling1D().on(x).one();
        return new Networks(
                s,
                Model.of(ids, x),
                Model.of(List.of(ids, places), List.of(logits)),
                Model.of(List.of(ids), List.of(first, mean)),
                Model.of(ids, head(first, s)),
                Model.of(ids, head(mean, s)));
    }

    static Sym first(Sym x) {
        return Lambda.of((tf, in) -> {
                    Operand<TFloat32> steps = Trace.floats(in);
                    return tf.gather(steps, tf.constant(0), tf.constant(1));
                })
                .on(x)
                .one();
    }

    /** Dense and tanh, dropout, one number: 4 new tensors. */
    static Sym head(Sym vectors, TransformerEncoder s) {
        Sym hidden = new Dense(s.width(), "tanh").on(vectors).one();
        return new Dense(1).on(new Dropout(s.dropout()).on(hidden).one()).one();
    }

    /** Cross-entropy on the chosen places alone. */
    void compileMasked(LearningRate rate) {
        masked.compile(
                adamW(rate), Crossentropy.sparseCategorical(true).reduction(Loss.Reduction.MEAN_WITH_SAMPLE_WEIGHT));
    }

    /** Adam with a decay of the kernels and tables, not of biases and normalisations. */
    static Optimizer adamW(LearningRate rate) {
        return new AdamW(0)
                .weightDecay(DECAY)
                .excludeFromWeightDecay(Networks::isUndecayed)
                .learningRate(rate);
    }

    static boolean isUndecayed(Var weight) {
        return UNDECAYED.contains(weight.name());
    }

    @Override
    public void close() {
        List.of(encoder, masked, pooled, byFirst, byMean).forEach(Model::close);
    }
}
