package org.dmol.chapters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Training;

/** A chapter with a training that can be made slow, to be killed. */
final class LongChapter extends Chapter {
    static final int EPOCHS = 40;
    private final long pause;
    int trained;
    double loss;

    LongChapter(long pauseMillis) {
        super("97", "long", "Long");
        takes(1, 1);
        this.pause = pauseMillis;
        steps(Step.of("97.1", "Train", "a slow training", this::train));
    }

    private void train(Run run) throws IOException {
        NumpyRandom random = new NumpyRandom(1);
        Dataset data =
                Dataset.of(random.randn(64, 3), random.randn(64, 1)).batch(16).shuffle();
        try (Sequential model = new Sequential(new Dense(4, "tanh"), new Dense(1))) {
            model.compile(Optimizer.adam(0.01), Loss.mse());
            loss = model.fit(
                            data, run.fit(EPOCHS, "training").checkpointEvery(0).with(new Slow()))
                    .last("loss");
            Nd weights = model.getWeights().get(0);
            run.metric("loss", loss);
            run.print(weights);
        }
    }

    private final class Slow implements Callback {
        @Override
        public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
            trained++;
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs slowly into the directory of the first argument. */
    public static void main(String[] args) throws Exception {
        new Runner(Settings.defaults().withOut(Path.of(args[0])), ConsoleReport.silent()).run(new LongChapter(200));
    }
}
