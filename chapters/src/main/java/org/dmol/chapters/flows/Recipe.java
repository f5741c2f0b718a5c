package org.dmol.chapters.flows;

import java.io.IOException;
import org.dmol.chapters.Run;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.probability.models.DensityModel;

/** The sounder training of this chapter: Adam with clipped gradients and a rate that falls to zero along a cosine. */
final class Recipe {
    private Recipe() {}

    /** Trains, and resumes under this name after the run was killed; gives the loss of each epoch. */
    static double[] fit(Run run, DensityModel model, String name, Dataset points, int batch, int epochs, double rate)
            throws IOException {
        Dataset data = points.batch(batch).shuffle();
        double steps = (double) data.batches() * epochs;
        model.compile(Optimizer.adam(rate)
                .learningRate(s -> 0.5 * rate * (1 + Math.cos(Math.PI * s / steps)))
                .globalClipNorm(5));
        return model.fit(data, run.fit(epochs, name)).get("loss");
    }
}
