package org.dmol.chapters.trajectory;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;

/** The network with the past: three frames in, the next one out. */
final class TrajectoryExport implements Exporter {
    private static final String SIGNATURE = "serving_default";
    private static final List<String> FRAMES = List.of("frame", "previous_frame", "frame_before_previous");

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
        try (VelocityNetwork model = VelocityTraining.train(run, pairs, run.seed(), "export")) {
            Spec frames = Spec.of(DType.FLOAT32, -1, Pairs.BEADS, 3);
            Map<String, Spec> inputs = new LinkedHashMap<>();
            FRAMES.forEach(name -> inputs.put(name, frames));
            SavedModelWriter writer = new SavedModelWriter()
                    .signature(
                            SIGNATURE,
                            inputs,
                            (c, in) -> Map.of(
                                    "next_frame", model.next().apply(c, in).get(0)));
            writer.write(directory);
            writer.writeFrozenGraph(directory.resolve("frozen.pb"));
            double error = model.error(pairs, n, pairs.count());
            double constant = Pairs.meanSquare(pairs.changes(1, n, pairs.count()));
            run.print("mean squared error %.3g; constant velocity %.3g", error, constant);
            List<Nd> past = model.past(pairs, n, n + 3);
            Map<String, Nd> in = new LinkedHashMap<>();
            IntStream.range(0, FRAMES.size()).forEach(k -> in.put(FRAMES.get(k), past.get(k)));
            Map<String, Nd> out =
                    Map.of("next_frame", model.next().predict(past).get(0));
            Reloaded.verify(run, directory, SIGNATURE, in, out);
            new ModelCard(name(), title())
                    .about(
                            "Predicts the next frame of a chain of twelve beads from this one and the two before. Network of e3nn's gate_points_2101 with three "
                                    + "gated layers (chapter 20 of the textbook Deep Learning for Molecules and Materials) and the last two displacements as vectors "
                                    + "on each bead; it turns, shifts and reflects with its input. Trained on the first four fifths of a simulation.")
                    .input("frame", "float32 [batch, 12, 3]", "positions of the beads in the units of the simulation")
                    .input("previous_frame", "float32 [batch, 12, 3]", "positions one frame earlier")
                    .input("frame_before_previous", "float32 [batch, 12, 3]", "positions two frames earlier")
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
