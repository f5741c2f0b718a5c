package org.dmol.chapters.gnn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.Split;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.data.sets.WallpaperFrames;
import org.dmol.data.sets.WallpaperFrames.Frame;
import org.dmol.data.sets.WallpaperGroup;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The SchNet of step 14 as a SavedModel for batches of point sets as one graph of separate parts. */
final class PlaneGroupExport implements Exporter {
    private static final int EXAMPLE_POINTS = 40;

    @Override
    public String name() {
        return "plane-group-schnet";
    }

    @Override
    public String title() {
        return "Plane group of a pattern of points";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        PointSets sets = PointSets.of(run);
        Split split = sets.byTrajectory(run.seed());
        PlaneGroupSteps steps = new PlaneGroupSteps(sets);
        try (PlaneGroupNet net = new PlaneGroupNet(PlaneGroupNet.fineBasis());
                PickedPoints model = new PickedPoints(net)) {
            steps.trainSoundly(run, model, split);
            ConfusionMatrix matrix = sets.matrix(model, split.test());
            Map<String, Nd> in = example(List.of(sets.frame(split.test()[0]), sets.frame(split.test()[1])));
            Map<String, Spec> specs = new LinkedHashMap<>();
            specs.put("distances", Spec.of(DType.FLOAT32, -1, PlaneGroupNet.NEIGHBOURS));
            specs.put("neighbours", Spec.of(DType.INT32, -1, PlaneGroupNet.NEIGHBOURS));
            specs.put("set", Spec.of(DType.INT32, -1));
            specs.put("sizes", Spec.of(DType.INT32, -1));
            SavedModelWriter.Body body = (c, x) -> graph(c, x, net);
            new SavedModelWriter().signature("serving_default", specs, body).write(directory);
            new SavedModelWriter()
                    .signature("serving_default", specs, body)
                    .writeFrozenGraph(directory.resolve("frozen.pb"));
            Map<String, Nd> out = Map.of("logits", direct(net, in));
            Reloaded.verify(run, directory, "serving_default", in, out);
            card(matrix)
                    .data(WallpaperFrames.load(run.store()).source())
                    .example("serving_default", in, out)
                    .write(directory, run.settings());
        }
    }

    private static Map<String, Operand<?>> graph(Ctx c, List<Operand<?>> in, PlaneGroupNet net) {
        Ops tf = c.tf();
        Operand<TFloat32> distances = Trace.floats(in.get(0));
        Operand<TInt32> set = Trace.as(in.get(2));
        Operand<TInt32> sizes = Trace.as(in.get(3));
        Operand<TInt32> which =
                tf.reshape(tf.range(tf.constant(0), tf.size(distances), tf.constant(1)), tf.shape(distances));
        Operand<TFloat32> shares =
                tf.math.reciprocal(tf.dtypes.cast(tf.gather(sizes, set, tf.constant(0)), TFloat32.class));
        Operand<TFloat32> logits = Trace.floats(net.apply(
                        c,
                        List.of(
                                tf.reshape(distances, tf.constant(new int[] {-1})),
                                which,
                                in.get(1),
                                shares,
                                set,
                                tf.expandDims(sizes, tf.constant(1))))
                .get(0));
        return Map.of("logits", logits, "probabilities", tf.nn.softmax(logits));
    }

    /** The network without the exported graph. */
    private static Nd direct(PlaneGroupNet net, Map<String, Nd> in) {
        Nd d = in.get("distances");
        int[] sizes = in.get("sizes").ints();
        int[] set = in.get("set").ints();
        float[] shares = new float[set.length];
        int[] which = new int[d.size()];
        Arrays.setAll(which, i -> i);
        for (int i = 0; i < set.length; i++) {
            shares[i] = 1f / sizes[set[i]];
        }
        return net.call(List.of(
                        d.reshape(d.size()),
                        Nd.of(which, d.shape()),
                        in.get("neighbours"),
                        Nd.of(shares, set.length),
                        in.get("set"),
                        Nd.zeros(DType.INT32, sizes.length, 1)))
                .get(0);
    }

    /** The first points of some frames with their neighbours. */
    private static Map<String, Nd> example(List<Frame> frames) {
        List<Nd> distances = new ArrayList<>();
        List<Nd> neighbours = new ArrayList<>();
        int[] set = new int[EXAMPLE_POINTS * frames.size()];
        int[] sizes = new int[frames.size()];
        for (int f = 0; f < sizes.length; f++) {
            NearestNeighbors near =
                    NearestNeighbors.of(frames.get(f).points().rows(0, EXAMPLE_POINTS), PlaneGroupNet.NEIGHBOURS);
            int[] shifted = near.indices().ints();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += f * EXAMPLE_POINTS;
            }
            distances.add(near.distances());
            neighbours.add(Nd.of(shifted, near.indices().shape()));
            Arrays.fill(set, f * EXAMPLE_POINTS, (f + 1) * EXAMPLE_POINTS, f);
            sizes[f] = EXAMPLE_POINTS;
        }
        Map<String, Nd> in = new LinkedHashMap<>();
        in.put("distances", Nd.concat(distances.toArray(Nd[]::new)));
        in.put("neighbours", Nd.concat(neighbours.toArray(Nd[]::new)));
        in.put("set", Nd.of(set, set.length));
        in.put("sizes", Nd.of(sizes, sizes.length));
        return in;
    }

    private ModelCard card(ConfusionMatrix matrix) {
        return new ModelCard(name(), title())
                .about(
                        "Tells which of the 17 plane groups a pattern of points in the plane has, from the distances to the 16 nearest neighbours of each "
                                + "point: three blocks of SchNet with 32 channels, sixteen Gaussians over 0 to 4 sigma, mean of the points' votes. Trained on "
                                + "simulated Lennard-Jones crystals, split by trajectory. It is the network of chapter 8 of the textbook Deep Learning for Molecules and "
                                + "Materials, with finer Gaussians.")
                .input(
                        "distances",
                        "float32 [points, 16]",
                        "distances to the nearest neighbours, in sigma, of all points of all sets")
                .input("neighbours", "int32 [points, 16]", "which points those are, counted over all sets")
                .input("set", "int32 [points]", "which set each point belongs to")
                .input("sizes", "int32 [batch]", "points of each set")
                .output(
                        "logits",
                        "float32 [batch, 17]",
                        "scores of the groups "
                                + Stream.of(WallpaperGroup.values())
                                        .map(WallpaperGroup::symbol)
                                        .collect(Collectors.joining(", ")))
                .output("probabilities", "float32 [batch, 17]", "their softmax")
                .metric("accuracy on trajectories that were not trained on", matrix.accuracy(), "")
                .metric("balanced accuracy", matrix.balancedAccuracy(), "")
                .limit("Distances alone do not tell mirror images apart; groups that differ only in that are confused.")
                .limit("Patterns must be scaled so that nearest neighbours are about 1.1 apart.");
    }
}
