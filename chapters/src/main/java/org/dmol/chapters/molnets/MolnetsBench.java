package org.dmol.chapters.molnets;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.chapters.molnets.ClusterEnergy.Kind;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Supervision;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Backend;

/** Training the potential with vectors on energies and forces, beside the same network in JAX. */
final class MolnetsBench implements Bench {
    private static final int CLUSTERS = 100;
    private static final int BATCH = 10;

    @Override
    public String name() {
        return "molnets";
    }

    @Override
    public String title() {
        return "training a PaiNN-like potential of chapter 19 on energies and forces";
    }

    @Override
    public void run(Timings timings) throws Exception {
        int epochs = timings.settings().quick() ? 4 : 40;
        LennardJones.Clusters c =
                new LennardJones(0).sample(0, ClusterTraining.ATOMS, CLUSTERS, ClusterTraining.TEMPERATURE);
        Nd x = c.positions().cast(DType.FLOAT32);
        Nd e = c.energies().reshape(CLUSTERS, 1).cast(DType.FLOAT32);
        Nd f = c.forces().cast(DType.FLOAT32);
        Seeds.set(0);
        double ours;
        try (Functional model = ClusterEnergy.potential(
                Kind.EQUIVARIANT, ClusterTraining.size(Kind.EQUIVARIANT, 2), ClusterTraining.ATOMS)) {
            model.compile(
                    Optimizer.adam(1e-3),
                    Supervision.of(List.of(Loss.mse(), Loss.mse())).lossWeights(0.1, 1));
            Dataset data = Dataset.of(List.of(x), List.of(e, f)).batch(BATCH);
            Fit once = Fit.epochs(1).silent().backend(Backend.COMPILED);
            model.fit(data, once);
            double one = timings.time(() -> model.fit(data, once));
            double more = timings.time(
                    () -> model.fit(data, Fit.epochs(epochs + 1).silent().backend(Backend.COMPILED)));
            ours = (more - one) / epochs;
        }
        Path file = Files.createTempFile("dmol-molnets", ".npz");
        try {
            Npz.writer().put("x", x).put("e", e).put("f", f).write(file);
            JsonNode theirs = timings.python().run("molnets.py", "bench", file.toString(), Integer.toString(epochs));
            String what = "an epoch of " + CLUSTERS / BATCH + " steps, without compilation";
            timings.record(what, ours, theirs.get("steps").asDouble(), "JAX, each step compiled");
            timings.record(what + ", one loop", ours, theirs.get("loop").asDouble(), "JAX, the loop compiled");
        } finally {
            Files.delete(file);
        }
    }
}
