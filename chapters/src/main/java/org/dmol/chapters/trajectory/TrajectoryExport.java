package org.dmol.chapters.trajectory;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;

/** The network with a velocity: two frames in, the next one out. */
final class TrajectoryExport implements Exporter {
    private static final String SIGNATURE = "serving_default";

    @Override
    public String name() {
        return "polymer-trajectory";
    }

    @Override
    public String title() {
        return "Next frame of a chain of twelve beads";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        PolymerPaths set = PolymerPaths.load(run.store());
        Pairs pairs = Pairs.of(set);
        int n = pairs.training();
        try (VelocityNetwork model = VelocityNetwork.of(pairs, run.seed())) {
            model.network()
                    .fit(
                            model.data(pairs, 1, run.shorten(n, 65))
                                    .batch(VelocityNetwork.BATCH)
                                    .shuffle(),
                            run.fit(run.shorten(VelocityNetwork.EPOCHS, 1), "export"));
            Spec frames = Spec.of(DType.FLOAT32, -1, Pairs.BEADS, 3);
            SavedModelWriter writer = new SavedModelWriter()
                    .signature(
                            SIGNATURE,
                            new TreeMap<>(Map.of("frame", frames, "previous_frame", frames)),
                            (c, in) -> Map.of(
                                    "next_frame", model.next(c, Trace.floats(in.get(1)), Trace.floats(in.get(0)))));
            writer.write(directory);
            writer.writeFrozenGraph(directory.resolve("frozen.pb"));
            Nd before = pairs.features(n - 1, pairs.count() - 1);
            Nd now = pairs.features(n, pairs.count());
            Nd next = Pairs.sum(now, model.displacement(Pairs.difference(now, before), now));
            double error = Pairs.meanSquare(Pairs.difference(pairs.labels(n, pairs.count()), next));
            double constant = Pairs.meanSquare(Pairs.difference(
                    pairs.displacements(n, pairs.count()), pairs.displacements(n - 1, pairs.count() - 1)));
            run.print("mean squared error %.3g; constant velocity %.3g", error, constant);
            Map<String, Nd> in = Map.of("frame", now.rows(0, 3), "previous_frame", before.rows(0, 3));
            Map<String, Nd> out = Map.of("next_frame", next.rows(0, 3));
            Reloaded.verify(run, directory, SIGNATURE, in, out);
            new ModelCard(name(), title())
                    .about(
                            "Predicts the next frame of a chain of twelve beads from this one and the one before. Network of e3nn's gate_points_2101 with three "
                                    + "gated layers (chapter 20 of the textbook Deep Learning for Molecules and Materials) and the last displacement as a vector "
                                    + "on each bead; it turns, shifts and reflects with its input. Trained on the first four fifths of a simulation.")
                    .input("frame", "float32 [batch, 12, 3]", "positions of the beads in the units of the simulation")
                    .input("previous_frame", "float32 [batch, 12, 3]", "positions one frame earlier")
                    .output("next_frame", "float32 [batch, 12, 3]", "positions one frame later")
                    .metric("mean squared error, last fifth of the simulation", error, "")
                    .metric("the same with constant velocity", constant, "")
                    .data(set.source())
                    .limit("All training frames lie in the plane z = 0, and are of one chain.")
                    .limit("Errors grow when predictions are fed back: see step 20.11.")
                    .example(SIGNATURE, in, out)
                    .write(directory, run.settings());
        }
    }
}
