package org.dmol.chapters.tuning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.layers.Initializers;
import org.dmol.layers.callbacks.Callback;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.LearningRate;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.layers.train.Training;

/** What stops a training and what changes its rate, on numbers written down beforehand. */
final class Rules {
    /** An AUC that creeps up after its second epoch. */
    static final double[] AUC = {0.60, 0.70, 0.705, 0.709, 0.708, 0.707, 0.706, 0.80, 0.80};

    /** A loss that stays on two plateaus. */
    static final double[] LOSS = {1, 0.9, 0.89995, 0.9, 0.91, 0.92, 0.9, 0.95, 0.95, 0.95, 0.95, 0.95, 0.5};

    private static final double RATE = 0.05;

    private Rules() {}

    /** Puts scripted numbers into the logs, as if they had been measured. */
    private record Script(String key, double[] values) implements Callback {
        @Override
        public void onEpochEnd(Training training, int epoch, Map<String, Double> logs) {
            logs.put(key, values[epoch]);
        }
    }

    static void scripted(Run run) {
        EarlyStopping stop = PublishedRuns.earlyStopping();
        History stopped = replay("val_auc", AUC, stop);
        run.print(
                "AUC %s%nstops after epoch %d, best epoch %d",
                Nd.vector(AUC), stop.stoppedEpoch() + 1, stop.bestEpoch() + 1);
        run.metric("epochs_until_the_stop", stopped.epochs().size())
                .expected(7, 0)
                .alsoStandIn()
                .note("0.709 is no improvement of 0.01 over 0.70: five epochs of patience end after the seventh.");
        run.metric("epoch_that_is_restored", stop.bestEpoch() + 1)
                .expected(2, 0)
                .alsoStandIn();

        History plateau = replay("val_loss", LOSS, PublishedRuns.reduceOnPlateau());
        double[] rates = plateau.get("learning_rate");
        run.print("loss %s%nrate at the start of each epoch %s", Nd.vector(LOSS), Nd.vector(rates));
        run.series("learning_rate", rates)
                .expected(
                        IntStream.range(0, LOSS.length)
                                .mapToDouble(e -> e < 7 ? 1e-3 : e < 12 ? 0.9e-3 : 0.81e-3)
                                .toArray(),
                        1e-9);
        run.note(
                "A loss that falls by less than 0.0001 counts as a plateau. After five such epochs the rate is multiplied by 0.9.");
    }

    static History replay(String key, double[] values, Callback rule) {
        try (Sequential model = new Sequential(new Dense(1).kernelInitializer(Initializers.zeros()))) {
            model.compile(Optimizer.adam(1e-3), Loss.mse());
            return model.fit(
                    Dataset.of(Nd.of(new float[] {1, 2}, 2, 1), Nd.of(new float[] {0, 0}, 2, 1))
                            .batch(2),
                    Fit.epochs(values.length).silent().with(new Script(key, values), rule));
        }
    }

    static void schedules(Run run) throws IOException {
        run.say(
                "The rate may also follow a plan. Five plans over 1,000 steps from 0.05, and what they make of one parabola by gradient "
                        + "descent with noisy gradients.");
        int steps = 1000;
        Map<String, LearningRate> plans = new LinkedHashMap<>();
        plans.put("constant", LearningRate.constant(RATE));
        plans.put("step", Schedules.piecewiseConstant(new long[] {333, 666}, new double[] {5e-2, 5e-3, 5e-4}));
        plans.put("exponential", Schedules.exponentialDecay(RATE, steps, 0.01, false));
        plans.put("polynomial", Schedules.polynomialDecay(RATE, steps, RATE / 100, 2, false));
        plans.put("cosine, restarts", Schedules.cosineDecayRestarts(RATE, 250, 1, 0.7, 0.01));
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Step").ylabel("Learning rate").logy();
        double[] x = IntStream.range(0, steps).asDoubleStream().toArray();
        List<String> names = new ArrayList<>();
        double[] ends = new double[plans.size()];
        for (var e : plans.entrySet()) {
            ax.plot(
                            x,
                            IntStream.range(0, steps)
                                    .mapToDouble(i -> e.getValue().at(i))
                                    .toArray())
                    .label(e.getKey());
            ends[names.size()] = noisyDescent(run.seed(), steps, e.getValue());
            names.add(e.getKey());
        }
        ax.legend("lower left");
        run.figure("schedules", fig, "Five schedules.");
        run.series("mean_square_distance_from_the_minimum", names, ends, "")
                .each((m, i) -> m.notComparable("a demonstration"));
        run.check(
                        "every_decay_ends_nearer_than_the_constant_rate",
                        IntStream.range(1, 5).allMatch(i -> ends[i] < ends[0]))
                .alsoStandIn();
        run.metric("exponential_rate_at_half_time", plans.get("exponential").at(steps / 2))
                .expected(RATE / 10, 1e-9)
                .alsoStandIn();
        run.metric("polynomial_rate_at_half_time", plans.get("polynomial").at(steps / 2))
                .expected(RATE / 100 + (RATE - RATE / 100) * 0.25, 1e-9)
                .alsoStandIn();
    }

    /** Gradient descent on x^2 / 2 with unit noise on the gradient, from x = 1: the mean of x^2 over 500 descents. */
    private static double noisyDescent(long seed, int steps, LearningRate rate) {
        var random = new java.util.SplittableRandom(seed);
        double sum = 0;
        for (int r = 0; r < 500; r++) {
            double x = 1;
            for (int i = 0; i < steps; i++) {
                x -= rate.at(i) * (x + random.nextGaussian());
            }
            sum += x * x;
        }
        return sum / 500;
    }
}
