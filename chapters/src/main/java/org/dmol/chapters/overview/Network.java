package org.dmol.chapters.overview;

import org.dmol.array.Nd;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Scores;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;

/** The chapter's network: 17 features, 32 hidden units with tanh, one output. */
final class Network {
    static final int HIDDEN = 32;
    static final double RATE = 0.01;
    static final int EPOCHS = 50;

    private Network() {}

    /** Not yet built; Glorot-uniform weights, zero biases. */
    static Sequential layers() {
        return new Sequential(new Dense(HIDDEN, "tanh"), new Dense(1));
    }

    /** With plain gradient descent on the mean squared error, as the book compiles it. */
    static Sequential compiled() {
        Sequential model = layers();
        model.compile(Optimizer.sgd(RATE), Loss.mse());
        return model;
    }

    /**
     * Quality on some rows.
     *
     * @param predicted predictions, one a row
     */
    record Quality(double[] predicted, double correlation, double rmse) {
        static Quality of(double[] y, double[] predicted) {
            return new Quality(predicted, Correlation.pearson(y, predicted), Scores.rmse(y, predicted));
        }

        static Quality of(Sequential model, Solubility data) {
            Nd out = model.predict(data.testX());
            return of(data.testY(), out.reshape(out.size()).doubles().clone());
        }
    }
}
