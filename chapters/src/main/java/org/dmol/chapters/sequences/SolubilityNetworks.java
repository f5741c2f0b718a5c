package org.dmol.chapters.sequences;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Scores;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.attention.MultiHeadAttention;
import org.dmol.layers.attention.PositionEmbedding;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.merging.Add;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.GlobalAveragePooling1D;
import org.dmol.layers.recurrent.GRU;
import org.dmol.layers.train.Dataset;

/** The chapter's recurrent network and a small transformer encoder for the same task. */
final class SolubilityNetworks {
    private static final int VOCABULARY = 128; // the book's; 47 or 63 are used

    private SolubilityNetworks() {}

    /** Embedding 128 x 16 with a mask, 32 gated recurrent units, 32 dense units, one output: 7,937 parameters. */
    static Sequential recurrent() {
        Sequential m = new Sequential(
                new Embedding(VOCABULARY, 16).maskZero(true), new GRU(32), new Dense(32, "relu"), new Dense(1));
        m.compile(Optimizer.adam(1e-2), Loss.mse());
        return m;
    }

    /** Two blocks of four heads on embeddings of 32 numbers with learnt positions; mean over the real positions. Any length up to 96. */
    static Functional transformer() {
        return transformer(0.1);
    }

    /** The same with another share of dropout. */
    static Functional transformer(double dropout) {
        int size = 32;
        Sym tokens = Input.of("tokens", DType.INT32, -1, -1);
        Sym embedded = new Embedding(VOCABULARY, size).maskZero(true).on(tokens).one();
        Sym positions =
                new PositionEmbedding(TokenizedSmiles.WIDTH).on(embedded).one();
        Sym x = new Add().on(embedded, positions).one();
        for (int block = 0; block < 2; block++) {
            Sym attended = new MultiHeadAttention(4, size / 4)
                    .dropout(dropout)
                    .on(x, x)
                    .one();
            x = new LayerNormalization().on(new Add().on(x, attended).one()).one();
            Sym wide = new Dense(4 * size, "relu").on(x).one();
            Sym narrow = new Dropout(dropout).on(new Dense(size).on(wide).one()).one();
            x = new LayerNormalization().on(new Add().on(x, narrow).one()).one();
        }
        Sym pooled = new GlobalAveragePooling1D().on(x).one();
        Functional m = Model.of(tokens, new Dense(1).on(pooled).one());
        m.compile(Optimizer.adam(1e-3), Loss.mse());
        return m;
    }

    /** Predictions for a part with their quality. */
    record Quality(double[] y, double[] predicted, double correlation, double rmse) {
        static Quality of(double[] y, double[] predicted) {
            return new Quality(y, predicted, Correlation.pearson(y, predicted), Scores.rmse(y, predicted));
        }

        static Quality of(Model m, Dataset part) {
            return of(
                    TokenizedSmiles.labels(part),
                    m.predict(List.of(part.input(0))).get(0).doubles());
        }
    }
}
