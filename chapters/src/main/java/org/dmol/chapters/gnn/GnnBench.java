package org.dmol.chapters.gnn;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.chapters.Bench;
import org.dmol.chapters.EpochClock;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.sets.WallpaperFrames;
import org.dmol.data.sets.WallpaperFrames.Frame;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;

/** The two trainings of chapter 8, one graph a step, beside Keras; graphs are made before the clock starts on both sides. */
final class GnnBench implements Bench {
    private static final int HELD_OUT = 400;
    private static final int MOLECULES = 2000;
    private static final int FRAMES = 100;
    private static final int EPOCHS = 10;

    @Override
    public String name() {
        return "gnn";
    }

    @Override
    public String title() {
        return "graph convolutions of AqSolDB and SchNet of the plane groups, one graph a step";
    }

    @Override
    public void run(Timings timings) throws Exception {
        DataStore data = DataStore.standard()
                .withOffline(timings.settings().offline())
                .withStandIns(timings.settings().standIn());
        SolubilityGraphs set = SolubilityGraphs.of(AqSolDb.load(data));
        List<Frame> all = WallpaperFrames.load(data).frames();
        boolean quick = timings.settings().quick();
        int[] some =
                IntStream.range(HELD_OUT, HELD_OUT + (quick ? 200 : MOLECULES)).toArray();
        List<Frame> frames = IntStream.range(0, quick ? 10 : FRAMES)
                .mapToObj(i -> all.get(i * all.size() / FRAMES))
                .toList();
        Path in = Files.createTempFile("dmol-gnn", ".npz");
        try {
            // Python gets a node for each atom, as in the book.
            NpzWriter out = Npz.writer();
            new MoleculeStore(set.graphs(), 0).arrays(some).forEach(out::put);
            out.put("y", Nd.vector(set.y(some)));
            points(frames).forEach(out::put);
            out.write(in);
            Seeds.set(timings.settings().seed());
            double[] gcn = molecules(timings, set, some);
            double[] schnet = pointSets(timings, frames);
            JsonNode theirs = timings.python().run("gnn_bench.py", in.toString());
            double each = theirs.get("gcn").asDouble();
            timings.record(
                    "graph convolutions, an epoch of " + some.length + " molecules",
                    gcn[0],
                    each,
                    losses(gcn[1], theirs.get("gcn_loss")));
            if (!quick) {
                timings.record(
                        EPOCHS + " epochs of " + (set.size() - HELD_OUT)
                                + " molecules, compilation and validation included",
                        gcn[2],
                        each / some.length * EPOCHS * (set.size() - HELD_OUT),
                        "Python's time from the row above, without validation");
            }
            timings.record(
                    "SchNet, an epoch of " + frames.size() + " frames",
                    schnet[0],
                    theirs.get("schnet").asDouble(),
                    losses(schnet[1], theirs.get("schnet_loss")));
        } finally {
            Files.delete(in);
        }
    }

    private static String losses(double ours, JsonNode theirs) {
        return String.format(Locale.ROOT, "loss of the second epoch %.3f here, %.3f in Keras", ours, theirs.asDouble());
    }

    /** Seconds and loss of a second epoch, and seconds of the chapter's whole training. */
    private static double[] molecules(Timings timings, SolubilityGraphs set, int[] some) throws Exception {
        MoleculeStore store = new MoleculeStore(set.graphs(), GcnNetwork.LAYERS);
        SizedMolecules sized = new SizedMolecules(set.graphs());
        double[] out = new double[3];
        try (OneMolecule model = new OneMolecule(new GcnNetwork(), sized)) {
            model.compile(Optimizer.adam(1e-3), Loss.mse());
            Dataset data = sized.dataset(set.y()).select(some).batch(1);
            EpochClock clock = new EpochClock();
            History h = model.fit(
                    data, Fit.epochs(2).backend(Backend.COMPILED).with(clock).silent());
            out[0] = clock.seconds(1);
            out[1] = h.last("loss");
        }
        if (!timings.settings().quick()) {
            GcnNetwork fresh = new GcnNetwork();
            int[] train = IntStream.range(HELD_OUT, set.size()).toArray();
            int[] held = IntStream.range(HELD_OUT / 2, HELD_OUT).toArray();
            try (Functional picked = fresh.picked();
                    OneMolecule model = new OneMolecule(fresh, sized)) {
                model.compile(Optimizer.adam(1e-3), Loss.mse());
                out[2] = timings.time(() -> model.fit(
                        sized.dataset(set.y()).select(train).batch(1),
                        Fit.epochs(EPOCHS)
                                .backend(Backend.COMPILED)
                                .with(new HeldOutLoss(set, store, picked, held))
                                .silent()));
            }
        }
        return out;
    }

    private static double[] pointSets(Timings timings, List<Frame> frames) throws Exception {
        SizedPoints store = new SizedPoints(frames.stream().map(Frame::points).toList());
        int[] labels = frames.stream().mapToInt(f -> f.group().ordinal()).toArray();
        try (PlaneGroupNet net = new PlaneGroupNet(PlaneGroupNet.bookBasis());
                OnePointSet model = new OnePointSet(net, store)) {
            model.compile(Optimizer.adam(1e-4));
            EpochClock clock = new EpochClock();
            History h = model.fit(
                    store.dataset(labels).batch(1),
                    Fit.epochs(2).backend(Backend.COMPILED).with(clock).silent());
            return new double[] {clock.seconds(1), h.last("loss")};
        }
    }

    private static Map<String, Nd> points(List<Frame> frames) {
        int[] sets = new int[3 * frames.size()];
        List<Nd> points = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < frames.size(); i++) {
            int n = frames.get(i).points().dim(0);
            sets[3 * i] = at;
            sets[3 * i + 1] = n;
            sets[3 * i + 2] = frames.get(i).group().ordinal();
            points.add(frames.get(i).points());
            at += n;
        }
        return Map.of("sets", Nd.of(sets, frames.size(), 3), "points", Nd.concat(points.toArray(Nd[]::new)));
    }
}
