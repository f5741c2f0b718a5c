package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.data.sets.WallpaperFrames;
import org.dmol.data.sets.WallpaperFrames.Frame;

/** Step 12: point sets with the symmetry of the plane groups. */
final class PointSets {
    private static final int SHOWN_NEIGHBOURS = 8;
    private static final int EVERY = 23;

    private List<Frame> frames;
    private PointSetStore store;

    /** The frames that the settings of the run ask for, without pictures. */
    static PointSets of(Run run) {
        PointSets sets = new PointSets();
        sets.read(run, (int) run.number("frames"));
        return sets;
    }

    private void read(Run run, int each) {
        int most = run.shorten(Integer.MAX_VALUE, 400);
        int wanted = run.shorten(each, 1);
        Map<Integer, Integer> seen = new TreeMap<>();
        frames = WallpaperFrames.load(run.store()).frames().stream()
                .filter(f -> f.points().dim(0) <= most && seen.merge(f.trajectory(), 1, Integer::sum) <= wanted)
                .toList();
        store = new PointSetStore(frames.stream().map(Frame::points).toList(), true);
        run.print(
                "%d frames of %d trajectories, %d points; copies that three blocks cannot tell apart counted once: %d",
                size(),
                seen.size(),
                frames.stream().mapToInt(f -> f.points().dim(0)).sum(),
                IntStream.range(0, size()).map(store::nodes).sum());
    }

    void load(Run run) throws IOException {
        read(run, (int) run.number("frames"));
        Figure fig = Figure.grid(4, 5, 12, 8);
        for (int i = 0; i < 20; i++) {
            panel(fig.axes(i), frames.get(i * size() / 20), 1.5);
        }
        run.figure("point-sets", fig, "Point sets and their plane groups.");
        neighbours(run);
    }

    private void neighbours(Run run) throws IOException {
        Figure lines = Figure.grid(2, 3, 12, 8);
        for (int i = 0; i < 6; i++) {
            Nd points = frames.get(i * size() / 6).points();
            Nd near = NearestNeighbors.of(points, SHOWN_NEIGHBOURS).indices();
            Axes ax = lines.axes(i);
            for (int p = 0; p < points.dim(0); p += EVERY) {
                for (int k = 0; k < SHOWN_NEIGHBOURS; k++) {
                    int q = (int) near.get(p, k);
                    ax.plot(
                                    new double[] {points.get(p, 0), points.get(q, 0)},
                                    new double[] {points.get(p, 1), points.get(q, 1)})
                            .color(Palette.color(p / EVERY % Palette.CYCLE.size()));
                }
            }
            panel(ax, frames.get(i * size() / 6), 1);
        }
        run.figure("neighbours", lines, "Eight nearest neighbours of every 23rd point.");
        NearestNeighbors n = NearestNeighbors.of(frames.get(0).points(), PlaneGroupNet.NEIGHBOURS);
        run.print(
                "neighbours of node 1: %s, label %d",
                n.indices().row(1), frames.get(0).group().ordinal());
        double second = n.distances().get(1, 1);
        run.print(
                "its second nearest, r = %.5f: %s",
                second, PlaneGroupNet.bookBasis().of(Nd.vector(second)));
    }

    /** A point set, titled by its group. */
    static Axes panel(Axes ax, Frame f, double size) {
        int n = f.points().dim(0);
        double[] x =
                IntStream.range(0, n).mapToDouble(i -> f.points().get(i, 0)).toArray();
        double[] y =
                IntStream.range(0, n).mapToDouble(i -> f.points().get(i, 1)).toArray();
        ax.scatter(x, y).size(size).color("#333333");
        return ax.off().equalAspect().title(f.group().symbol());
    }

    int size() {
        return frames.size();
    }

    Frame frame(int i) {
        return frames.get(i);
    }

    PointSetStore store() {
        return store;
    }

    /** Class of each frame. */
    int[] labels() {
        return frames.stream().mapToInt(f -> f.group().ordinal()).toArray();
    }

    /** All frames for a compiled step of one at a time. */
    SizedPoints sized() {
        return new SizedPoints(frames.stream().map(Frame::points).toList());
    }

    /** Predicted groups of frames. */
    int[] predicted(PickedPoints model, int[] rows) {
        return Arrays.stream(store.logits(model, rows))
                .mapToInt(PlaneGroupSteps::best)
                .toArray();
    }

    /** True and predicted groups of frames. */
    ConfusionMatrix matrix(PickedPoints model, int[] rows) {
        int[] labels = labels();
        return ConfusionMatrix.of(
                PlaneGroupNet.CLASSES, Arrays.stream(rows).map(r -> labels[r]).toArray(), predicted(model, rows));
    }

    /** A tenth of the trajectories of each group is for validation, a fifth for testing, none shared. */
    Split byTrajectory(long seed) {
        Map<Integer, Integer> groupOf = new TreeMap<>();
        frames.forEach(f -> groupOf.put(f.trajectory(), f.group().ordinal()));
        int[] ids = groupOf.keySet().stream().mapToInt(i -> i).toArray();
        Split s = Splits.stratified(Arrays.stream(ids).map(groupOf::get).toArray(), 0.2, 0.1, seed);
        return new Split(rows(ids, s.train()), rows(ids, s.validation()), rows(ids, s.test()));
    }

    private int[] rows(int[] ids, int[] part) {
        TreeSet<Integer> wanted = new TreeSet<>();
        Arrays.stream(part).forEach(p -> wanted.add(ids[p]));
        return IntStream.range(0, size())
                .filter(i -> wanted.contains(frames.get(i).trajectory()))
                .toArray();
    }
}
