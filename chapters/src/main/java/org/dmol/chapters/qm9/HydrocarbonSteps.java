package org.dmol.chapters.qm9;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.Scores;
import org.dmol.data.sets.Ani1;
import org.dmol.data.sets.Geometries;
import org.dmol.data.sets.Qm9;
import org.dmol.layers.Input;
import org.dmol.layers.Seeds;
import org.dmol.layers.Sym;
import org.dmol.layers.graph.ElementNetworks;
import org.dmol.layers.graph.SymmetryFunctions;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;

/** Step 13: the potential that the chapter's introduction cites, ANI-1, on distorted hydrocarbons. */
final class HydrocarbonSteps {
    private static final int[] ELEMENTS = {1, 6};
    private static final int BATCH = 128;
    private static final double RATE = 2e-3;

    private final SymmetryFunctions functions = SymmetryFunctions.ani(ELEMENTS);

    /** Conformations of all molecules. */
    private record Conformations(Geometries geometries, double[] energies, int[] molecule, List<String> names) {
        static Conformations of(Ani1 set, int most) {
            List<Nd> z = new ArrayList<>();
            List<Nd> x = new ArrayList<>();
            List<Double> e = new ArrayList<>();
            List<Integer> which = new ArrayList<>();
            for (int m = 0; m < set.molecules().size(); m++) {
                Ani1.Conformers c = set.molecules().get(m);
                for (int i = 0; i < Math.min(most, c.positions().dim(0)); i++) {
                    z.add(c.atomicNumbers());
                    x.add(c.positions().row(i));
                    e.add(c.energiesHartree().getFlat(i));
                    which.add(m);
                }
            }
            return new Conformations(
                    Geometries.pad(z, x),
                    e.stream().mapToDouble(v -> v * Qm9.KCAL_PER_HARTREE).toArray(),
                    which.stream().mapToInt(v -> v).toArray(),
                    set.molecules().stream().map(Ani1.Conformers::formula).toList());
        }
    }

    void learn(Run run) throws IOException {
        Conformations all = Conformations.of(Ani1.load(run.store()), run.shorten(Integer.MAX_VALUE, 150));
        Molecules molecules = new Molecules(all.geometries, all.energies);
        int n = all.energies.length;
        Split split = Splits.random(n, 0.1, 0.1, run.seed());
        double[] references = molecules.references(split.train());
        double[] y = molecules.residuals(IntStream.range(0, n).toArray(), references);
        double scale = BookSteps.deviation(y, 0);
        long start = System.nanoTime();
        Nd features = features(molecules, n);
        run.print(
                "%d conformations; %d functions of each atom in %.1f s",
                n, functions.count(), (System.nanoTime() - start) / 1e9);
        run.metric("functions_of_an_atom", functions.count())
                .expected(2 * 16 + 3 * 32, 0)
                .alsoQuick()
                .alsoStandIn();
        int epochs = run.shorten((int) run.number("ani-epochs"), 2);
        Seeds.set(run.seed());
        try (Functional model = networks(all.geometries.width())) {
            Nd z = all.geometries.atomicNumbers();
            Nd target =
                    Nd.of(Arrays.stream(y).map(v -> v / scale).toArray(), n, 1).cast(DType.FLOAT32);
            Dataset data = Dataset.of(List.of(z, features), List.of(target));
            int steps = epochs * ((split.train().length + BATCH - 1) / BATCH);
            model.compile(Optimizer.adam(RATE).learningRate(Schedules.cosineDecay(RATE, steps, 0.002)), Loss.mse());
            model.fit(data.select(split.train()).batch(BATCH).shuffle(), run.fit(epochs, "qm9-ani"));
            Nd out = model.predict(List.of(z.take(split.test()), features.take(split.test())))
                    .get(0);
            double[] p = IntStream.range(0, out.size())
                    .mapToDouble(i -> out.getFlat(i) * scale)
                    .toArray();
            evaluate(run, all, y, split, p);
            stretch(run, all, model, references, scale);
        }
        run.beyond(
                "Symmetry functions of Behler and Parrinello with ANI's parameters, 16 radial and 32 angular for each (pair of) element(s), and a network "
                        + "for hydrogen and one for carbon. The functions do not change in training: they are computed once.");
    }

    /** Networks on given features. */
    private Functional networks(int width) {
        Sym z = Input.batched("elements", DType.INT32, width);
        Sym f = Input.batched("features", DType.FLOAT32, width, functions.count());
        return Model.of(List.of(z, f), new ElementNetworks(ELEMENTS, "silu", 64, 48, 32).on(z, f));
    }

    private Nd features(Molecules molecules, int n) {
        List<Nd> parts = new ArrayList<>();
        int width = molecules.geometries().width();
        try (Fn f = Fn.multi((tf, in) -> functions.apply(Ctx.inference(tf), in))) {
            for (int at = 0; at < n; at += 500) {
                List<Nd> in = molecules.inputs(
                        IntStream.range(at, Math.min(n, at + 500)).toArray(), width);
                parts.add(f.call(in.get(0), in.get(1)));
            }
        }
        return Nd.concat(parts.toArray(Nd[]::new));
    }

    private static void evaluate(Run run, Conformations all, double[] y, Split split, double[] p) throws IOException {
        double[] test = Arrays.stream(split.test()).mapToDouble(i -> y[i]).toArray();
        double rmse = Scores.rmse(test, p);
        run.metric("test_rmse", rmse, "kcal/mol")
                .band(0, 1.5)
                .note("Conformations that the training never saw, of all four molecules.");
        run.metric("test_mae", Scores.mae(test, p), "kcal/mol");
        Table t = Table.of(
                "held-out conformations", "molecule", "conformations", "RMSE (kcal/mol)", "of the mean (kcal/mol)");
        double squares = 0;
        Figure fig = new Figure(6, 5);
        Axes ax = fig.axes().xlabel("DFT energy above the lowest (kcal/mol)").ylabel("Predicted (kcal/mol)");
        double highest = 0;
        for (int m = 0; m < all.names.size(); m++) {
            int which = m;
            int[] mine = IntStream.range(0, test.length)
                    .filter(i -> all.molecule[split.test()[i]] == which)
                    .toArray();
            double[] a = Arrays.stream(mine).mapToDouble(i -> test[i]).toArray();
            double[] b = Arrays.stream(mine).mapToDouble(i -> p[i]).toArray();
            double mean = Arrays.stream(split.train())
                    .filter(i -> all.molecule[i] == which)
                    .mapToDouble(i -> y[i])
                    .average()
                    .orElseThrow();
            double spread = BookSteps.deviation(a, mean);
            squares += spread * spread * a.length;
            t.row(all.names.get(m), a.length, Scores.rmse(a, b), spread);
            double low = Arrays.stream(a).min().orElse(0);
            highest = Math.max(highest, Arrays.stream(a).max().orElse(0) - low);
            ax.scatter(
                            Arrays.stream(a).map(v -> v - low).toArray(),
                            Arrays.stream(b).map(v -> v - low).toArray())
                    .size(3)
                    .label(all.names.get(m));
        }
        run.table(t);
        double constant = Math.sqrt(squares / test.length);
        run.metric("test_rmse_of_the_means", constant, "kcal/mol")
                .note("The mean energy of each molecule in place of a network.");
        if (!run.quick()) {
            run.check("ten times better than the means", 10 * rmse < constant).onRealData();
        }
        ax.plot(new double[] {0, highest}, new double[] {0, highest}).color(0);
        ax.legend();
        run.figure("parity", fig, test.length + " held-out conformations of ANI-1.");
    }

    /** One C-H bond of methane pulled, all else as in the conformation of lowest energy. */
    private void stretch(Run run, Conformations all, Functional model, double[] references, double scale)
            throws IOException {
        int methane = all.names.indexOf("CH4");
        int best = IntStream.range(0, all.energies.length)
                .filter(i -> all.molecule[i] == methane)
                .boxed()
                .min((a, b) -> Double.compare(all.energies[a], all.energies[b]))
                .orElseThrow();
        int[] z = all.geometries.numbers(best).ints();
        int carbon =
                IntStream.range(0, z.length).filter(i -> z[i] == 6).findFirst().orElseThrow();
        int hydrogen =
                IntStream.range(0, z.length).filter(i -> z[i] == 1).findFirst().orElseThrow();
        Nd x = all.geometries.coordinates(best);
        double r0 = distance(x, carbon, hydrogen);
        int n = 60;
        double[] r =
                IntStream.range(0, n).mapToDouble(i -> 0.85 + 0.6 * i / (n - 1)).toArray();
        List<Nd> zs = new ArrayList<>();
        List<Nd> xs = new ArrayList<>();
        for (double d : r) {
            float[] moved = x.floats().clone();
            for (int k = 0; k < 3; k++) {
                moved[3 * hydrogen + k] = (float) (x.get(carbon, k) + (x.get(hydrogen, k) - x.get(carbon, k)) * d / r0);
            }
            zs.add(Nd.vector(z));
            xs.add(Nd.of(moved, z.length, 3));
        }
        // As wide as the model was trained with.
        int width = all.geometries.width();
        Molecules some = new Molecules(Geometries.pad(zs, xs), new double[n]);
        List<Nd> in = some.inputs(IntStream.range(0, n).toArray(), width);
        Nd features;
        try (Fn f = Fn.multi((tf, a) -> functions.apply(Ctx.inference(tf), a))) {
            features = f.call(in.get(0), in.get(1));
        }
        Nd out = model.predict(List.of(in.get(0), features)).get(0);
        double own = references[6] + 4 * references[1];
        double lowest = all.energies[best];
        double[] e = IntStream.range(0, n)
                .mapToDouble(i -> out.getFlat(i) * scale + own - lowest)
                .toArray();
        int bottom = IntStream.range(0, n)
                .boxed()
                .min((a, b) -> Double.compare(e[a], e[b]))
                .orElseThrow();
        run.metric("c_h_bond_of_lowest_energy", r[bottom], "Å").note("The bond length of methane is 1.09 Å.");
        double[] data = IntStream.range(0, all.energies.length)
                .filter(i -> all.molecule[i] == methane)
                .mapToDouble(i -> longest(all.geometries.coordinates(i), z, carbon))
                .toArray();
        double[] energies = IntStream.range(0, all.energies.length)
                .filter(i -> all.molecule[i] == methane)
                .mapToDouble(i -> all.energies[i] - lowest)
                .toArray();
        Figure fig = new Figure(6, 4.4);
        Axes ax = fig.axes()
                .xlabel("C-H distance (Å)")
                .ylabel("Energy (kcal/mol)")
                .xlim(0.85, 1.45)
                .ylim(-3, 50);
        ax.scatter(data, energies).size(2).color(2).label("conformations by their longest C-H");
        ax.plot(r, e).color(1).label("one bond pulled");
        ax.legend();
        run.figure(
                "stretch",
                fig,
                "Methane: energy of the trained potential as one bond is pulled, beside the conformations of the data.");
    }

    private static double longest(Nd x, int[] z, int carbon) {
        return IntStream.range(0, z.length)
                .filter(i -> z[i] == 1)
                .mapToDouble(i -> distance(x, carbon, i))
                .max()
                .orElseThrow();
    }

    private static double distance(Nd x, int a, int b) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            sum += Math.pow(x.get(a, k) - x.get(b, k), 2);
        }
        return Math.sqrt(sum);
    }
}
