package org.dmol.chapters.qm9;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.analysis.Scores;
import org.dmol.data.sets.Geometries;
import org.dmol.layers.train.History;

/** Steps 10 and 11: a potential of today on all molecules, and how it learns. */
final class ReferenceSteps {
    private static final int[] SIZES = {750, 1500, 3000, 6000};

    private final RecordSteps records;
    private Molecules molecules;
    private Split split;
    private double constant;
    private double mae;

    ReferenceSteps(RecordSteps records) {
        this.records = records;
    }

    static int epochs(Run run) {
        return run.shorten((int) run.number("reference-epochs"), 3);
    }

    void train(Run run) throws IOException {
        molecules = Reference.molecules(records.set());
        split = Reference.split(run, molecules);
        run.print(
                "%d molecules to train, %d to validate, %d to test",
                split.train().length, split.validation().length, split.test().length);
        double[] references = molecules.references(split.train());
        double[] left = molecules.residuals(split.test(), references);
        constant = Arrays.stream(left).map(Math::abs).average().orElseThrow();
        int epochs = epochs(run);
        try (Potential model = Reference.create(molecules, split.train())) {
            long start = System.nanoTime();
            History h = Reference.train(run, model, molecules, split.train(), epochs);
            double minutes = (System.nanoTime() - start) / 6e10;
            run.metric(
                    "parameters",
                    model.trainableWeights().stream()
                            .mapToInt(v -> v.value().size())
                            .sum());
            run.metric("training_time", minutes, "minutes")
                    .notComparable("depends on the machine, and is short when a run was resumed");
            double[] p = Reference.predict(model, molecules, split.test());
            double[] y = molecules.energies(split.test());
            mae = Scores.mae(y, p);
            run.metric("element_energies_mae", 1000 * constant, "meV")
                    .note("Least squares on the numbers of atoms, the same molecules: what a constant is elsewhere.");
            run.metric("test_mae", 1000 * mae, "meV")
                    .band(0, 100)
                    .note("U0, test molecules that the training never saw.");
            run.metric("test_mae_kcal", mae / Reference.EV_PER_KCAL, "kcal/mol").band(0, 2.306);
            run.metric("test_rmse", 1000 * Scores.rmse(y, p), "meV");
            double[] v = Reference.predict(model, molecules, split.validation());
            run.metric("validation_mae", 1000 * Scores.mae(molecules.energies(split.validation()), v), "meV");
            if (!run.quick()) {
                run.check("ten times better than the energies of the elements", 10 * mae < constant)
                        .onRealData();
            }
            Reference.save(run, model, records.set(), epochs);
            figures(run, h.get("loss"), y, p);
            bySize(run, y, p);
        }
        run.beyond(
                "A sum of atomic energies over a network of neighbour densities (HIP-NN with tensor sensitivities): three rounds of messages "
                        + "in which an atom sees its neighbours' features by distance and direction, within 5 Å. Energies of the elements come from "
                        + "least squares on the training molecules.");
    }

    private static void figures(Run run, double[] loss, double[] y, double[] p) throws IOException {
        Figure curve = new Figure(6, 4);
        Axes ax = curve.axes().logy().xlabel("Epoch").ylabel("Training MAE (meV)");
        ax.plot(Arrays.stream(loss).map(v -> 1000 * v).toArray());
        run.figure("loss", curve, "Mean absolute error of the training molecules during each epoch.");
        Figure parity = Figure.grid(1, 2, 10, 4.6);
        double lo = Arrays.stream(y).min().orElseThrow();
        double hi = Arrays.stream(y).max().orElseThrow();
        Axes left = parity.axes(0).xlabel("DFT atomization energy (eV)").ylabel("Predicted (eV)");
        left.plot(new double[] {lo, hi}, new double[] {lo, hi});
        left.scatter(y, p).size(4);
        double[] error = IntStream.range(0, y.length)
                .mapToDouble(i -> 1000 * (p[i] - y[i]))
                .toArray();
        double wide = Math.min(600, Arrays.stream(error).map(Math::abs).max().orElseThrow());
        Axes right = parity.axes(1).xlabel("Error (meV)").ylabel("Molecules");
        right.hist(error, 60, -wide, wide, false);
        run.figure("parity", parity, y.length + " test molecules: predicted beside computed energies, and the errors.");
    }

    private void bySize(Run run, double[] y, double[] p) throws IOException {
        Geometries g = molecules.geometries();
        IntUnaryOperator heavy =
                r -> (int) Arrays.stream(g.numbers(r).ints()).filter(z -> z > 1).count();
        TreeMap<Integer, double[]> sums = new TreeMap<>();
        for (int i = 0; i < y.length; i++) {
            double[] s = sums.computeIfAbsent(heavy.applyAsInt(split.test()[i]), k -> new double[2]);
            s[0] += 1000 * Math.abs(p[i] - y[i]);
            s[1]++;
        }
        Table t = Table.of(
                "error by size of the molecule", "heavy atoms", "test molecules", "MAE (meV)", "MAE (kcal/mol)");
        double[] xs = sums.keySet().stream().mapToDouble(k -> k).toArray();
        double[] ys = sums.values().stream().mapToDouble(s -> s[0] / s[1]).toArray();
        int k = 0;
        for (var e : sums.entrySet()) {
            t.row(e.getKey(), (int) e.getValue()[1], ys[k], ys[k++] / 1000 / Reference.EV_PER_KCAL);
        }
        run.table(t);
        Figure fig = new Figure(6, 4);
        String[] names = sums.keySet().stream().map(n -> Integer.toString(n)).toArray(String[]::new);
        fig.axes().xlabel("Heavy atoms").ylabel("MAE (meV)").xticks(xs, names).bar(xs, ys);
        run.figure("size", fig, "Error of the test molecules by their number of heavy atoms.");
    }

    void curve(Run run) throws IOException {
        int[] sizes = run.quick()
                ? new int[] {160}
                : Arrays.stream(SIZES).filter(n -> n < split.train().length).toArray();
        double[] xs = new double[sizes.length + 1];
        double[] ys = new double[sizes.length + 1];
        Table t = Table.of(
                "learning curve, test molecules", "training molecules", "epochs", "MAE (meV)", "MAE (kcal/mol)");
        for (int k = 0; k <= sizes.length; k++) {
            boolean whole = k == sizes.length;
            int n = whole ? split.train().length : sizes[k];
            int epochs = whole
                    ? epochs(run)
                    : (int) Math.round(0.35 * epochs(run) * Math.sqrt((double) split.train().length / n));
            xs[k] = n;
            ys[k] = 1000 * (whole ? mae : subset(run, n, Math.max(1, epochs)));
            t.row(n, epochs, ys[k], ys[k] / 1000 / Reference.EV_PER_KCAL);
            run.metric(String.format(Locale.ROOT, "test_mae_%d", n), ys[k], "meV");
        }
        run.table(t);
        Figure fig = new Figure(6, 4.4);
        Axes ax = fig.axes().logx().logy().xlabel("Training molecules").ylabel("Test MAE (meV)");
        ax.plot(xs, ys).marker('o').label("potential");
        ax.axhline(1000 * constant).dashed().label("energies of the elements");
        ax.axhline(1000 * Reference.EV_PER_KCAL).color(4).label("1 kcal/mol");
        ax.legend("lower left");
        run.figure("learning-curve", fig, "Error on the same test molecules by the number of training molecules.");
        if (!run.quick()) {
            boolean falls = IntStream.range(1, ys.length).allMatch(i -> ys[i] < ys[i - 1]);
            run.check("more molecules, smaller errors", falls).onRealData();
        }
    }

    private double subset(Run run, int n, int epochs) throws IOException {
        int[] rows = Arrays.copyOf(split.train(), n);
        try (Potential model = Reference.create(molecules, rows)) {
            Reference.train(run, model, molecules, rows, epochs);
            return Scores.mae(molecules.energies(split.test()), Reference.predict(model, molecules, split.test()));
        }
    }
}
