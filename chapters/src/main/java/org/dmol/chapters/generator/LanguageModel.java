package org.dmol.chapters.generator;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.layers.Seeds;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.generation.TokenGenerator;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.recurrent.GRU;
import org.dmol.layers.train.Dataset;
import org.dmol.tf.Spec;

/** The chapter's network: from the tokens so far to the logits of the next one, at every place of a molecule. */
final class LanguageModel {
    static final int EMBEDDING = 256;
    static final int UNITS = 128;
    static final int BATCH = 64;
    static final int EPOCHS = 4;
    static final double LEARNING_RATE = 5e-3;

    /** Longest molecule that is generated, in tokens. */
    static final int LONGEST = 100;

    private LanguageModel() {}

    /**
     * The network, built and compiled. Its gated recurrent unit is the kind that TensorFlow.js has: reset before the product.
     *
     * @param masked whether token 0 is ignored, as in the book; the start of a molecule is then never learnt
     */
    static Sequential of(int tokens, boolean masked, long seed) {
        Seeds.set(seed);
        Sequential model = new Sequential(
                new Embedding(tokens, EMBEDDING).maskZero(masked),
                new GRU(UNITS).resetAfter(false).returnSequences(true),
                new Dense(tokens));
        model.compile(
                Optimizer.adam(LEARNING_RATE).globalClipNorm(1),
                Crossentropy.sparseCategorical(true).reduction(Loss.Reduction.MEAN_WITH_SAMPLE_WEIGHT));
        model.ensureBuilt(List.of(Spec.of(DType.INT32, -1, -1)));
        return model;
    }

    /**
     * So many molecules at once. The end token ends them, once they have an atom: branches and rings alone decode to nothing, and that is
     * no molecule.
     */
    static TokenGenerator molecules(Sequential model, Corpus corpus, int rows) {
        return TokenGenerator.of(model, rows)
                .end(Corpus.END)
                .endOnlyAfter(corpus::isAtom)
                .longest(LONGEST);
    }

    /** Mean cross-entropy of the tokens of these molecules, their ends included; in nats. */
    static double crossEntropy(Sequential model, List<int[]> rows) {
        Dataset all = Corpus.training(rows);
        return model.evaluate(all.batch(rows.size())).get("loss"); // one batch: the mean is over tokens, not molecules
    }
}
