package org.dmol.chapters.tuning;

import org.dmol.layers.Initializers;
import org.dmol.layers.Regularizer;
import org.dmol.layers.convolution.Conv1D;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.core.Flatten;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.metrics.Auc;
import org.dmol.layers.metrics.Metric;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.MaxPooling1D;

/**
 * Settings of the chapter's network and of its training.
 *
 * @param rate learning rate of Adam
 * @param l2 penalty on the kernels of both wide dense layers
 * @param dropout share of inputs of the three dense layers that are dropped
 * @param filters of each of the three convolutions
 * @param width of the first dense layer
 */
record Recipe(double rate, double l2, double dropout, int filters, int width) {
    /** The published network without any remedy against over-fitting. */
    static final Recipe PLAIN = new Recipe(1e-3, 0, 0, 16, 256);

    Recipe withL2(double value) {
        return new Recipe(rate, value, dropout, filters, width);
    }

    Recipe withDropout(double value) {
        return new Recipe(rate, l2, value, filters, width);
    }

    /** Three convolutions with pooling, 190 positions to 10, and three dense layers. */
    Sequential network() {
        Regularizer penalty = l2 == 0 ? null : Regularizer.l2(l2);
        Sequential m = new Sequential(
                new Embedding(Peptides.LETTERS + 1, 16).embeddingsInitializer(Initializers.randomUniform(-0.05, 0.05)),
                new Conv1D(filters, 5, "relu"),
                new MaxPooling1D(4),
                new Conv1D(filters, 3, "relu"),
                new MaxPooling1D(2),
                new Conv1D(filters, 3, "relu"),
                new MaxPooling1D(2),
                new Flatten());
        drop(m).add(new Dense(width, "relu").kernelRegularizer(penalty));
        drop(m).add(new Dense(64, "tanh").kernelRegularizer(penalty));
        drop(m).add(new Dense(1, "sigmoid"));
        m.compile(Optimizer.adam(rate), Crossentropy.binary(false), Auc.roc(), Metric.get("binary_accuracy"));
        return m;
    }

    private Sequential drop(Sequential m) {
        return dropout == 0 ? m : m.add(new Dropout(dropout));
    }
}
