package org.dmol.chapters.trajectory;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dmol.chapters.Bench;
import org.dmol.chapters.EpochClock;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;

/** Steps of the equivariant network, one frame each, beside a compiled step of JAX. */
final class TrajectoryBench implements Bench {
    private static final double RATE = 1e-4;

    @Override
    public String name() {
        return "trajectory";
    }

    @Override
    public String title() {
        return "two epochs of the equivariant network of chapter 20, a frame a step";
    }

    @Override
    public void run(Timings timings) throws Exception {
        Settings settings = timings.settings();
        Pairs pairs = Pairs.of(PolymerPaths.load(
                DataStore.standard().withOffline(settings.offline()).withStandIns(settings.standIn())));
        int n = settings.quick() ? 64 : pairs.training();
        Path file = Files.createTempFile("dmol-trajectory", ".npz");
        Seeds.set(settings.seed());
        try (Functional network = Networks.equivariant("1x0e", 5)) {
            TrajectoryCheck.weights(network)
                    .put("all", pairs.frames().rows(0, n + 1))
                    .write(file);
            network.compile(Optimizer.adam(RATE), Loss.mse());
            Dataset frames = Dataset.of(
                            List.of(Networks.ones(n), pairs.features(0, n)), List.of(pairs.displacements(0, n)))
                    .batch(1);
            EpochClock clock = new EpochClock();
            History history = network.fit(
                    frames, Fit.epochs(2).backend(Backend.COMPILED).with(clock).silent());
            JsonNode theirs = timings.python().run("trajectory.py", "bench", file.toString());
            timings.record(
                    "first epoch, with compilation",
                    clock.seconds(0),
                    theirs.get("first").asDouble(),
                    "JAX, a jitted step a frame");
            String losses = String.format(
                    Locale.ROOT,
                    "mean losses %.4g and %.4g",
                    history.last("loss"),
                    theirs.get("loss").asDouble());
            timings.record(
                    "second epoch", clock.seconds(1), theirs.get("second").asDouble(), losses);
        } finally {
            Files.delete(file);
        }
    }
}
