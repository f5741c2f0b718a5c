package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Colormap;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.Palette;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.ConfusionMatrix;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.data.molecules.RadialBasis;
import org.dmol.data.sets.WallpaperFrames;
import org.dmol.data.sets.WallpaperFrames.Frame;
import org.dmol.data.sets.WallpaperGroup;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.metrics.Metrics;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** Steps 7 and 8: radial basis, and the plane groups of point sets. */
final class PlaneGroupSteps {
    private static final int STEP = 200;
    private List<Frame> frames;
    private List<NearestNeighbors> neighbours;

    void basis(Run run) throws IOException {
        RadialBasis book = new RadialBasis(0, 10, 5, 1);
        Nd e = book.of(Nd.vector(2.0)).reshape(5);
        run.print("features of r = 2: %s", e);
        run.series(
                        "rbf",
                        e.cast(DType.FLOAT64)
                                .map(x -> Math.round(x * 100) / 100.0)
                                .doubles())
                .exactly(new double[] {0.02, 0.78, 0, 0, 0}, 0);
        double[] x =
                IntStream.range(0, 50).mapToDouble(i -> -1.5 + 3.0 * i / 49).toArray();
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("x").ylabel("σ(x)");
        ax.axhline(0).color("#999999").dashed();
        ax.axvline(0).color("#999999").dashed();
        ax.plot(x, Arrays.stream(x).map(PlaneGroupSteps::ssp).toArray()).label("Shifted Softplus");
        ax.plot(x, Arrays.stream(x).map(v -> Math.max(0, v)).toArray()).label("ReLU");
        ax.legend("upper left");
        run.figure("shifted-softplus", fig, "Shifted softplus is smooth and 0 at 0.");
        run.series("shifted_softplus", new double[] {ssp(-1.5), ssp(0), ssp(1.5)})
                .exactly(new double[] {-0.4917339, 0, 1.0082661}, 1e-6);
        run.corrected("The second kernel of the book's example is centred at 2.5, not at 2.");
    }

    private static double ssp(double x) {
        return Math.log1p(Math.exp(x)) - Math.log(2);
    }

    void data(Run run) throws IOException {
        List<Frame> all = WallpaperFrames.load(run.store()).frames();
        int each = run.shorten((int) run.number("frames"), 1);
        int least = run.shorten(0, 200);
        int most = run.shorten(Integer.MAX_VALUE, 400);
        Map<Integer, Integer> seen = new TreeMap<>();
        frames = all.stream()
                .filter(f -> f.points().dim(0) > least
                        && f.points().dim(0) <= most
                        && seen.merge(f.trajectory(), 1, Integer::sum) <= each)
                .toList();
        run.print(
                "%d frames, %d of them used (%d of each of %d trajectories)",
                all.size(), frames.size(), each, seen.size());
        neighbours = frames.parallelStream()
                .map(f -> NearestNeighbors.of(f.points(), PlaneGroupNet.NEIGHBOURS))
                .toList();
        Figure fig = Figure.grid(4, 5, 12, 8);
        for (int i = 0; i < 20; i++) {
            panel(fig.axes(i), frames.get(i * frames.size() / 20), 1.5);
        }
        run.figure("point-sets", fig, "Point sets and their plane groups.");
        Figure lines = Figure.grid(2, 3, 12, 8);
        for (int i = 0; i < 6; i++) {
            int chosen = i * frames.size() / 6;
            Frame f = frames.get(chosen);
            Axes ax = lines.axes(i);
            for (int p = 0; p < f.points().dim(0); p += 23) {
                for (int k = 0; k < 8; k++) {
                    int q = neighbours.get(chosen).indices().ints()[p * PlaneGroupNet.NEIGHBOURS + k];
                    ax.plot(new double[] {f.points().get(p, 0), f.points().get(q, 0)}, new double[] {
                                f.points().get(p, 1), f.points().get(q, 1)
                            })
                            .color(Palette.color(p / 23 % Palette.CYCLE.size()));
                }
            }
            panel(ax, f, 1);
        }
        run.figure("neighbours", lines, "Eight nearest neighbours of every 23rd point.");
        NearestNeighbors n = neighbours.get(0);
        run.print(
                "neighbours of node 1: %s, label %d",
                n.indices().row(1), frames.get(0).group().ordinal());
        double second = n.distances().get(1, 1);
        run.print(
                "its second nearest, r = %.5f: %s",
                second, PlaneGroupNet.bookBasis().of(Nd.vector(second)));
    }

    private static Axes panel(Axes ax, Frame f, double size) {
        int n = f.points().dim(0);
        double[] x =
                IntStream.range(0, n).mapToDouble(i -> f.points().get(i, 0)).toArray();
        double[] y =
                IntStream.range(0, n).mapToDouble(i -> f.points().get(i, 1)).toArray();
        ax.scatter(x, y).size(size).color("#333333");
        return ax.off().equalAspect().title(f.group().symbol());
    }

    void forward(Run run) {
        double[] logits = ForwardCheck.logits(ForwardCheck.points());
        run.series("forward_check", logits).expected(ForwardCheck.LOGITS, 1e-6);
        double[] moved = ForwardCheck.logits(ForwardCheck.moved(ForwardCheck.points()));
        double worst = IntStream.range(0, 17)
                .mapToDouble(i -> Math.abs(moved[i] - logits[i]))
                .max()
                .orElseThrow();
        run.print("turned, moved and reversed: largest difference %.1e", worst);
        run.check("rotation_translation_and_order_do_not_matter", worst < 1e-13);
    }

    private Dataset one(int size, int[] rows) {
        int k = PlaneGroupNet.NEIGHBOURS;
        float[] r = new float[rows.length * size * k];
        int[] index = new int[r.length];
        float[] mask = new float[rows.length * size];
        int[] labels = new int[rows.length];
        Arrays.fill(r, 1000f);
        for (int f = 0; f < rows.length; f++) {
            NearestNeighbors n = neighbours.get(rows[f]);
            int m = n.indices().dim(0);
            System.arraycopy(n.distances().floats(), 0, r, f * size * k, m * k);
            System.arraycopy(n.indices().ints(), 0, index, f * size * k, m * k);
            Arrays.fill(mask, f * size, f * size + m, 1f);
            labels[f] = frames.get(rows[f]).group().ordinal();
        }
        int b = rows.length;
        return Dataset.prepared(
                List.of(Nd.of(r, b, size, k), Nd.of(index, b, size, k), Nd.of(mask, b, size)),
                List.of(Nd.of(labels, b, 1)));
    }

    private Map<Integer, int[]> bySize(int[] rows) {
        Map<Integer, List<Integer>> sizes = new TreeMap<>();
        for (int r : rows) {
            int m = frames.get(r).points().dim(0);
            sizes.computeIfAbsent((m + STEP - 1) / STEP * STEP, s -> new ArrayList<>())
                    .add(r);
        }
        Map<Integer, int[]> out = new TreeMap<>();
        sizes.forEach((s, list) -> out.put(s, list.stream().mapToInt(i -> i).toArray()));
        return out;
    }

    private double[][] logits(PlaneGroupNet net, int[] rows) {
        Map<Integer, double[]> found = new TreeMap<>();
        bySize(rows).forEach((size, some) -> {
            Dataset d = one(size, some);
            for (int f = 0; f < some.length; f++) {
                int row = f;
                Nd out = net.call(d.inputs().stream().map(a -> a.row(row)).toList())
                        .get(0);
                found.put(
                        some[f],
                        out.reshape(PlaneGroupNet.CLASSES).cast(DType.FLOAT64).doubles());
            }
        });
        return Arrays.stream(rows).mapToObj(found::get).toArray(double[][]::new);
    }

    private static int best(double[] logits) {
        return IntStream.range(0, logits.length)
                .boxed()
                .max((a, b) -> Double.compare(logits[a], logits[b]))
                .orElseThrow();
    }

    void classify(Run run) throws IOException {
        boolean book = run.option("schnet").equals("book");
        if (!book && !run.option("schnet").equals("fine")) {
            throw new IllegalArgumentException(
                    "Option schnet must be 'fine' or 'book', not '" + run.option("schnet") + "'.");
        }
        Split split = byTrajectory(run.seed());
        int[] truth = Arrays.stream(split.test())
                .map(r -> frames.get(r).group().ordinal())
                .toArray();
        double majority = majority(split);
        int epochs = run.shorten((int) run.number("schnet-epochs"), 1);
        try (PlaneGroupNet net = new PlaneGroupNet(book ? PlaneGroupNet.bookBasis() : PlaneGroupNet.fineBasis())) {
            double[] untrained = logits(net, new int[] {split.train()[0]})[0];
            double sum = Arrays.stream(untrained).map(Math::exp).sum();
            double[] probability =
                    Arrays.stream(untrained).map(v -> Math.exp(v) / sum).toArray();
            run.print("untrained logits %s", Nd.vector(untrained));
            run.metric(
                            "untrained_smallest_probability",
                            Arrays.stream(probability).min().orElseThrow())
                    .band(0.050, 0.0589)
                    .alsoQuick();
            run.metric(
                            "untrained_largest_probability",
                            Arrays.stream(probability).max().orElseThrow())
                    .band(0.0588, 0.068)
                    .alsoQuick();
            if (book) {
                run.metric("schnet_parameters", net.countParams())
                        .expected(14417, 0)
                        .alsoStandIn();
            }
            net.compile(
                    Optimizer.adam(book ? 1e-4 : 1e-3),
                    org.dmol.layers.models.Supervision.of(List.of(Crossentropy.sparseCategorical(true)))
                            .metrics(0, Metrics.sparseCategoricalAccuracy()));
            List<Dataset> data = new ArrayList<>();
            bySize(split.train())
                    .forEach((size, rows) -> data.add(one(size, rows).shuffle()));
            long start = System.nanoTime();
            History h = net.fit(data, run.fit(epochs, "schnet"));
            double seconds = (System.nanoTime() - start) / 1e9 / epochs;
            run.metric("schnet_milliseconds_per_frame", 1000 * seconds / split.train().length, "ms")
                    .notComparable("depends on the machine");
            double[] accuracy = h.get("sparse_categorical_accuracy");
            Figure fig = new Figure(6, 4);
            Axes ax = fig.axes().xlabel("Epoch").ylabel("Accuracy");
            ax.plot(accuracy).label("training");
            ax.axhline(1 / 17.0).dashed().color(3).label("random");
            ax.axhline(majority).dashed().color(4).label("largest class");
            ax.legend("upper left");
            run.figure("accuracy", fig, "Training accuracy; guessing, and always the largest class.");
            int[] predicted = Arrays.stream(logits(net, split.test()))
                    .mapToInt(PlaneGroupSteps::best)
                    .toArray();
            ConfusionMatrix matrix = ConfusionMatrix.of(PlaneGroupNet.CLASSES, truth, predicted);
            run.metric("train_accuracy", accuracy[accuracy.length - 1]);
            run.metric("test_accuracy", matrix.accuracy());
            run.metric("test_balanced_accuracy", matrix.balancedAccuracy());
            run.metric("largest_class_accuracy", majority);
            run.metric("random_accuracy", 1 / 17.0).exactly(1 / 17.0);
            pictures(run, matrix, split.test(), predicted);
        }
        run.corrected("Split by trajectory, stratified by group, so that no frame of a test trajectory is trained on; "
                + "labels in the order of the International Tables. With schnet = fine: bumps where the distances are, and "
                + "learning rate 1e-3; schnet = book keeps eight bumps over 0 to 20 and 1e-4.");
    }

    private static void pictures(ConfusionMatrix matrix, Axes ax) {
        double[][] counts = Arrays.stream(matrix.counts())
                .map(r -> Arrays.stream(r).asDoubleStream().toArray())
                .toArray(double[][]::new);
        var image = ax.imshow(counts).colormap(Colormap.VIRIDIS);
        String[] names = Arrays.stream(WallpaperGroup.values())
                .map(WallpaperGroup::symbol)
                .toArray(String[]::new);
        double[] at = IntStream.range(0, names.length).asDoubleStream().toArray();
        ax.xticks(at, names)
                .rotateXTicks(60)
                .yticks(at, names)
                .xlabel("Predicted")
                .ylabel("True");
        ax.colorbar(image, "frames");
    }

    private void pictures(Run run, ConfusionMatrix matrix, int[] test, int[] predicted) throws IOException {
        Figure fig = new Figure(7, 6);
        pictures(matrix, fig.axes());
        run.figure("confusion", fig, "Test frames: true and predicted groups.");
        Figure panels = Figure.grid(4, 5, 12, 9);
        for (int i = 0; i < 20; i++) {
            int at = i * test.length / 20;
            Frame f = frames.get(test[at]);
            panel(panels.axes(i), f, 1.2)
                    .title("True: " + f.group().symbol() + "\nPredicted: "
                            + WallpaperGroup.values()[predicted[at]].symbol());
        }
        run.figure("predictions", panels, "Test frames.");
    }

    /** About a fifth of the trajectories of each group, at least one, is the test part. */
    private Split byTrajectory(long seed) {
        Map<Integer, Integer> classOf = new TreeMap<>();
        frames.forEach(f -> classOf.put(f.trajectory(), f.group().ordinal()));
        int[] ids = classOf.keySet().stream().mapToInt(i -> i).toArray();
        Split s = Splits.stratified(Arrays.stream(ids).map(classOf::get).toArray(), 0.2, 0, seed);
        return new Split(rows(ids, s.train()), new int[0], rows(ids, s.test()));
    }

    private int[] rows(int[] ids, int[] part) {
        var wanted = new java.util.TreeSet<Integer>();
        Arrays.stream(part).forEach(p -> wanted.add(ids[p]));
        return IntStream.range(0, frames.size())
                .filter(i -> wanted.contains(frames.get(i).trajectory()))
                .toArray();
    }

    /** Share of the test frames that are of the largest training class. */
    private double majority(Split split) {
        int[] count = new int[PlaneGroupNet.CLASSES];
        Arrays.stream(split.train()).forEach(r -> count[frames.get(r).group().ordinal()]++);
        int top = best(Arrays.stream(count).asDoubleStream().toArray());
        return Arrays.stream(split.test())
                .mapToDouble(r -> frames.get(r).group().ordinal() == top ? 1 : 0)
                .average()
                .orElse(0);
    }
}
