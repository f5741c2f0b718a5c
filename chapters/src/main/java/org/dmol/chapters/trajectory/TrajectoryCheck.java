package org.dmol.chapters.trajectory;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.data.DataStore;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.layers.Layer;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Var;

/** The baseline's training and the network's output beside NumPy, where the network is written with dot and cross products. */
final class TrajectoryCheck implements CrossCheck {
    @Override
    public String name() {
        return "trajectory";
    }

    @Override
    public String title() {
        return "baseline and equivariant network of chapter 20 beside NumPy";
    }

    @Override
    public void run(Checks check) throws Exception {
        Pairs pairs = Pairs.of(PolymerPaths.load(DataStore.standard()
                .withOffline(check.settings().offline())
                .withStandIns(check.settings().standIn())));
        Path file = Files.createTempFile("dmol-trajectory", ".npz");
        Seeds.set(check.settings().seed());
        Nd random = new NumpyRandom(3).randn(2, Pairs.BEADS, 3).cast(DType.FLOAT32);
        Nd frames = Nd.concat(pairs.frames().rows(0, 1), random); // planar and not; some beads beyond the cutoff
        try (Functional network = Networks.equivariant("1x0e", 5);
                Sequential baseline = Networks.baseline()) {
            weights(network).put("all", pairs.frames()).put("frames", frames).write(file);
            JsonNode theirs = check.python().run("trajectory.py", "check", file.toString());
            check.exact(
                    "parameters",
                    network.countParams(),
                    theirs.get("parameters").asDouble(),
                    0);
            double[] ours =
                    network.predict(List.of(Networks.ones(3), frames)).get(0).doubles();
            check.exact("displacements of three frames", ours, doubles(theirs.get("network")), 1e-5);
            baseline.compile(Optimizer.sgd(1e-6), Loss.mse());
            int n = pairs.training();
            double[] loss = baseline.fit(
                            Dataset.of(pairs.features(0, n), pairs.labels(0, n)).batch(1),
                            Fit.epochs(12)
                                    .validate(
                                            Dataset.of(pairs.features(n, pairs.count()), pairs.labels(n, pairs.count()))
                                                    .batch(pairs.validation()))
                                    .silent())
                    .get("val_loss");
            check.exact("baseline, validation loss of 12 epochs", loss, doubles(theirs.get("baseline")), 1e-5);
        } finally {
            Files.delete(file);
        }
    }

    /** The weights of the four convolutions, as trajectory.py names them. */
    static NpzWriter weights(Functional network) {
        NpzWriter out = Npz.writer();
        for (int l = 0; l < 4; l++) {
            Layer layer = network.layers().stream()
                    .filter(x -> x.className().equals("PointConvolution"))
                    .skip(l)
                    .findFirst()
                    .orElseThrow();
            for (var part : layer.attributes().entrySet()) {
                for (Var w : part.getValue().ownWeights()) {
                    out.put(l + "/" + part.getKey() + "/" + w.name(), w.value());
                }
            }
        }
        return out;
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
