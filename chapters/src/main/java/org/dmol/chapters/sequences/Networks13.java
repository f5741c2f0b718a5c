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
final class Networks13 {
    private Networks13() {}

    /** Embedding 128 x 16 with a mask, 32 gated recurrent units, 32 dense units, one output: 7,937 parameters. */
    static Sequential recurrent() {
        Sequential m =
                new Sequential(new Embedding(128, 16).maskZero(true), new GRU(32), new Dense(32, "relu"), new Dense(1));
        m.compile(Optimizer.adam(1e-2), Loss.mse());
        return m;
    }

    /** Two blocks of four heads on embeddings of 32 numbers with learnt positions; mean over the real positions. */
    static Functional transformer() {
        Sym tokens = Input.of("tokens", DType.INT32, -1, Strings13.WIDTH);
        Sym embedded = new Embedding(128, 32).maskZero(true).on(tokens).one();
        Sym x = new Add()
                .on(
                        embedded,
                        new PositionEmbedding(Strings13.WIDTH).on(embedded).one())
                .one();
        for (int block = 0; block < 2; block++) {
            Sym attended = new MultiHeadAttention(4, 8).dropout(0.1).on(x, x).one();
            x = new LayerNormalization().on(new Add().on(x, attended).one()).one();
            Sym wide = new Dense(128, "relu").on(x).one();
            Sym narrow = new Dropout(0.1).on(new Dense(32).on(wide).one()).one();
            x = new LayerNormalization().on(new Add().on(x, narrow).one()).one();
        }
        Functional m = Model.of(
                tokens,
                new Dense(1).on(new GlobalAveragePooling1D().on(x).one()).one());
        m.compile(Optimizer.adam(1e-3), Loss.mse());
        return m;
    }

    /** Predictions with their quality. */
    record Quality(double[] y, double[] predicted, double correlation, double rmse) {
        static Quality of(Model m, Dataset part) {
            double[] y = Strings13.labels(part);
            double[] p = m.predict(List.of(part.input(0))).get(0).doubles();
            return new Quality(y, p, Correlation.pearson(y, p), Scores.rmse(y, p));
        }
    }
}
