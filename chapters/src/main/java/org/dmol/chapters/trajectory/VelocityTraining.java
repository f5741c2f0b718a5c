package org.dmol.chapters.trajectory;

import java.io.IOException;
import org.dmol.chapters.Run;
import org.dmol.layers.losses.Losses;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/**
 * How the network with the past is trained. Rate, loss and batch come from a short search on the last tenth of the training frames, with
 * the others to learn from; the epochs from the time that the chapter may take. The validation frames had no part in either.
 */
final class VelocityTraining {
    /** Frames that the network sees: two displacements. */
    static final int FRAMES = 3;

    private static final int EPOCHS = 25;
    private static final int BATCH = 32;
    private static final double RATE = 5e-3;

    /** In usual changes. A few frames are kicked, by ten and more of them; squares would let those decide. */
    private static final double DELTA = 0.5;

    private VelocityTraining() {}

    /** A network trained on the training frames, the rate falling to 0 along half a cosine. */
    static VelocityNetwork train(Run run, Pairs pairs, long seed, String checkpoint) throws IOException {
        VelocityNetwork model = VelocityNetwork.of(pairs, FRAMES, seed);
        Dataset data = model.data(pairs, model.first(), run.shorten(pairs.training(), 64 + model.first()))
                .batch(BATCH)
                .shuffle();
        int epochs = run.shorten(EPOCHS, 1);
        int steps = epochs * data.batches();
        int warm = steps / 20;
        model.change()
                .compile(
                        Optimizer.adam(RATE)
                                .globalClipNorm(1)
                                .learningRate(Schedules.cosineDecay(0, steps - warm, 0, RATE, warm)),
                        Losses.huber(DELTA));
        History h = model.change().fit(data, run.fit(epochs, checkpoint));
        run.print(
                "%d epochs of %d steps, loss %.4f in the first and %.4f in the last",
                epochs, data.batches(), h.get("loss")[0], h.last("loss"));
        return model;
    }
}
