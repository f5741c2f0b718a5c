package org.dmol.chapters.vae;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Initializers;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Adam;
import org.dmol.layers.optimizers.LearningRate;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.probability.models.Likelihood;
import org.dmol.probability.models.Vae;
import org.dmol.tf.Backend;

/** The chapter's networks: ReLU between dense layers, weights from a normal distribution, biases 0. */
final class Networks {
    /** For the small networks' thousand or two of steps, which take less time than their compilation. */
    static final Backend SMALL = Backend.SESSION;

    private Networks() {}

    /**
     * The small autoencoder of examples 1 and 2: one latent dimension, two hidden layers of 16. Weights are standard normal numbers, not
     * scaled by the number of inputs, as in the book, in the order of the encoder's and then the decoder's layers.
     */
    static Vae small(int features, int outputs, Likelihood likelihood, NumpyRandom random) {
        Vae vae = new Vae(features, 1, dense(16, 16, 2), dense(16, 16, outputs)).likelihood(likelihood);
        setWeights((Sequential) vae.encoder(), random, features, 16, 16, 2);
        setWeights((Sequential) vae.decoder(), random, 1, 16, 16, outputs);
        return vae;
    }

    private static Sequential dense(int... units) {
        Dense[] layers = new Dense[units.length];
        for (int i = 0; i < units.length; i++) {
            layers[i] = new Dense(units[i], i + 1 < units.length ? "relu" : "linear");
        }
        return new Sequential(layers);
    }

    /** Draws each matrix as the book does, (outputs, inputs), which is the transpose of a kernel. */
    private static void setWeights(Sequential network, NumpyRandom random, int... sizes) {
        List<Nd> weights = new ArrayList<>();
        for (int i = 0; i + 1 < sizes.length; i++) {
            weights.add(random.randn(sizes[i + 1], sizes[i]).transpose().cast(DType.FLOAT32));
            weights.add(Nd.zeros(DType.FLOAT32, sizes[i + 1]));
        }
        network.setWeights(weights);
    }

    /** A wider autoencoder: hidden layers of 256, normal weights with the given deviation. */
    static Vae wide(int features, int latent, double deviation, Likelihood likelihood) {
        return new Vae(features, latent, wide(deviation, 2 * latent), wide(deviation, features)).likelihood(likelihood);
    }

    private static Sequential wide(double deviation, int outputs) {
        return new Sequential(
                normal(256, "relu", deviation),
                normal(256, "relu", deviation),
                normal(256, "relu", deviation),
                normal(outputs, "linear", deviation));
    }

    private static Dense normal(int units, String activation, double deviation) {
        return new Dense(units, activation).kernelInitializer(Initializers.randomNormal(0, deviation));
    }

    /** Adam as the rest of the world has it. */
    static Adam adam(double rate) {
        return Optimizer.adam(rate).epsilon(1e-8);
    }

    /**
     * Adam as in the book, which gives it the number of the batch within the epoch as its step, so that the correction of the moments
     * starts anew in every epoch. As a change of the rate: with the right correction divided out.
     */
    static Adam restartedAdam(double rate, int batches) {
        LearningRate restarted = step -> rate * correction(step % batches + 1) / correction(step + 1);
        Adam adam = adam(rate);
        adam.learningRate(restarted);
        return adam;
    }

    private static double correction(long t) {
        return Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
    }
}
