package org.dmol.chapters.qm9;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Scores;
import org.dmol.data.sets.MolecularDynamics;
import org.dmol.layers.Input;
import org.dmol.layers.Seeds;
import org.dmol.layers.Sym;
import org.dmol.layers.graph.EnergyAndForces;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Supervision;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;

/** Step 12: energies and forces of ethanol; the forces are minus the derivative of the energy. */
final class EthanolSteps {
    private static final Potential.Shape SHAPE = new Potential.Shape(48, 24, 2, 5, 16, 8, 6);
    private static final int BATCH = 10;
    private static final double RATE = 3e-3;

    /** Atoms of the hydroxyl group's dihedral angle C-C-O-H, found from the bonds of the first frame. */
    private static final double BOND = 1.25;

    private Nd elements;
    private Nd positions;
    private Nd forces;
    private double[] energies;
    private int atoms;

    void learn(Run run) throws IOException {
        MolecularDynamics md = MolecularDynamics.loadEthanol(run.store());
        atoms = md.atomicNumbers().size();
        int size = run.shorten(md.size(), 120);
        int[] order = Arrays.copyOf(new NumpyRandom(run.seed()).permutation(md.size()), size);
        int train = run.shorten(Math.min(1000, size / 2), 60);
        positions = md.positions().take(order);
        forces = md.forcesKcalPerMolAngstrom().take(order);
        double[] total = md.energiesKcalPerMol().take(order).doubles();
        // In float32 the total energy would be known to 0.01 kcal/mol only.
        double mean = Arrays.stream(total, 0, train).average().orElseThrow();
        energies = Arrays.stream(total).map(e -> e - mean).toArray();
        int[] z = new int[size * atoms];
        for (int i = 0; i < z.length; i++) {
            z[i] = md.atomicNumbers().ints()[i % atoms];
        }
        elements = Nd.of(z, size, atoms);
        int epochs = run.shorten((int) run.number("force-epochs"), 2);
        Seeds.set(run.seed());
        try (Functional model = forceField(atoms)) {
            int steps = epochs * ((train + BATCH - 1) / BATCH);
            model.compile(
                    Optimizer.adam(RATE).learningRate(Schedules.cosineDecay(RATE, steps, 0.002)),
                    Supervision.of(List.of(Loss.mse(), Loss.mse())).lossWeights(0.05, 1));
            Dataset data = Dataset.of(
                            List.of(elements.rows(0, train), positions.rows(0, train)),
                            List.of(energies(0, train), forces.rows(0, train)))
                    .batch(BATCH)
                    .shuffle();
            long start = System.nanoTime();
            model.fit(data, run.fit(epochs, "qm9-ethanol"));
            run.metric("training_time", (System.nanoTime() - start) / 6e10, "minutes")
                    .notComparable("depends on the machine");
            evaluate(run, model, train, size);
            torsion(run, model);
        }
        run.beyond(
                "The loss holds the squared errors of energies and of forces; the latter are derivatives already, so that training "
                        + "differentiates twice. The forces conserve energy by construction.");
    }

    /** Energies (batch, 1) and forces (batch, atoms, 3) of elements and positions. */
    static Functional forceField(int atoms) {
        Sym z = Input.batched("elements", DType.INT32, atoms);
        Sym x = Input.batched("positions", DType.FLOAT32, atoms, 3);
        Potential potential = new Potential(SHAPE, new double[10], 5);
        return Model.of(List.of(z, x), new EnergyAndForces(potential, 1).on(z, x));
    }

    private Nd energies(int from, int to) {
        return Nd.of(Arrays.copyOfRange(energies, from, to), to - from, 1).cast(DType.FLOAT32);
    }

    private void evaluate(Run run, Functional model, int train, int size) throws IOException {
        List<Nd> out = model.predict(List.of(elements.rows(train, size), positions.rows(train, size)));
        double[] e = out.get(0).cast(DType.FLOAT64).doubles();
        double[] f = out.get(1).cast(DType.FLOAT64).doubles();
        double[] trueE = Arrays.copyOfRange(energies, train, size);
        double[] trueF = forces.rows(train, size).cast(DType.FLOAT64).doubles();
        double forceMae = Scores.mae(trueF, f);
        double zero = Arrays.stream(trueF).map(Math::abs).average().orElseThrow();
        run.print("%d frames to train, %d to test", train, size - train);
        run.metric("force_mae", forceMae, "kcal/mol/Å").band(0, 1).note("Mean over the components of the test frames.");
        run.metric("force_mae_of_zero", zero, "kcal/mol/Å").note("What a prediction of no force would be wrong by.");
        run.metric("energy_mae", Scores.mae(trueE, e), "kcal/mol");
        double meanAway = Arrays.stream(trueE).map(Math::abs).average().orElseThrow();
        run.metric("energy_mae_of_the_mean", meanAway, "kcal/mol");
        if (!run.quick()) {
            run.check("ten times better than no force", 10 * forceMae < zero).onRealData();
        }
        Table t = Table.of("force error by element", "element", "MAE (kcal/mol/Å)");
        int[] z = elements.row(0).ints();
        for (int k : new int[] {1, 6, 8}) {
            t.row(
                    k == 1 ? "H" : k == 6 ? "C" : "O",
                    IntStream.range(0, f.length)
                            .filter(i -> z[i / 3 % atoms] == k)
                            .mapToDouble(i -> Math.abs(f[i] - trueF[i]))
                            .average()
                            .orElse(Double.NaN));
        }
        run.table(t);
        Figure fig = Figure.grid(1, 2, 10, 4.6);
        parity(fig.axes(0).xlabel("DFT force (kcal/mol/Å)").ylabel("Predicted"), trueF, f);
        parity(fig.axes(1).xlabel("DFT energy - mean (kcal/mol)").ylabel("Predicted"), trueE, e);
        run.figure(
                "forces",
                fig,
                "Components of the forces, and energies, of " + (size - train) + " test frames of ethanol.");
    }

    private static void parity(Axes ax, double[] y, double[] p) {
        double lo = Arrays.stream(y).min().orElseThrow();
        double hi = Arrays.stream(y).max().orElseThrow();
        ax.plot(new double[] {lo, hi}, new double[] {lo, hi});
        ax.scatter(y, p).size(2);
    }

    /** Positions moved along the forces of the potential, a little at a time, until those are small. */
    private double[][] relax(Run run, Functional model, double[][] start) {
        float[] x = new float[3 * atoms];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) start[i / 3][i % 3];
        }
        Nd kinds = elements.rows(0, 1);
        double largest = Double.MAX_VALUE;
        int most = run.shorten(4000, 20);
        for (int step = 0; step < most && largest > 0.2; step++) {
            Nd f = model.predict(List.of(kinds, Nd.of(x.clone(), 1, atoms, 3))).get(1);
            largest = 0;
            for (int i = 0; i < x.length; i++) {
                x[i] += (float) (6e-4 * Math.max(-50, Math.min(50, f.getFlat(i))));
                largest = Math.max(largest, Math.abs(f.getFlat(i)));
            }
        }
        run.metric("largest_force_after_relaxation", largest, "kcal/mol/Å");
        double[][] out = new double[atoms][3];
        for (int i = 0; i < x.length; i++) {
            out[i / 3][i % 3] = x[i];
        }
        return out;
    }

    /** The hydroxyl group turned about the C-O bond, all else as in the relaxed frame of lowest energy. */
    private void torsion(Run run, Functional model) throws IOException {
        int best = IntStream.range(0, energies.length)
                .boxed()
                .min((a, b) -> Double.compare(energies[a], energies[b]))
                .orElseThrow();
        int[] z = elements.row(0).ints();
        double[][] frame = new double[atoms][3];
        for (int i = 0; i < atoms; i++) {
            for (int k = 0; k < 3; k++) {
                frame[i][k] = positions.get(best, i, k);
            }
        }
        double[][] x = relax(run, model, frame);
        int oxygen = find(z, x, 8, -1, Double.MAX_VALUE);
        int carbon = find(z, x, 6, oxygen, 1.7);
        int other = IntStream.range(0, atoms)
                .filter(i -> z[i] == 6 && i != carbon)
                .findFirst()
                .orElseThrow();
        int hydrogen = find(z, x, 1, oxygen, BOND);
        int n = 73;
        double[] angles = new double[n];
        float[] all = new float[n * atoms * 3];
        for (int s = 0; s < n; s++) {
            double[] h = turn(x[hydrogen], x[oxygen], x[carbon], Math.toRadians(5.0 * s));
            for (int i = 0; i < atoms; i++) {
                for (int k = 0; k < 3; k++) {
                    all[(s * atoms + i) * 3 + k] = (float) (i == hydrogen ? h[k] : x[i][k]);
                }
            }
            angles[s] = dihedral(x[other], x[carbon], x[oxygen], h);
        }
        int[] kinds = new int[n * atoms];
        Arrays.setAll(kinds, i -> z[i % atoms]);
        Nd e = model.predict(List.of(Nd.of(kinds, n, atoms), Nd.of(all, n, atoms, 3)))
                .get(0);
        Integer[] order = IntStream.range(0, n - 1).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(angles[a], angles[b]));
        double lowest = IntStream.range(0, n).mapToDouble(e::getFlat).min().orElseThrow();
        double[] xs = Arrays.stream(order).mapToDouble(i -> angles[i]).toArray();
        double[] ys =
                Arrays.stream(order).mapToDouble(i -> e.getFlat(i) - lowest).toArray();
        double barrier = Arrays.stream(ys).max().orElseThrow();
        run.metric("hydroxyl_barrier", barrier, "kcal/mol")
                .note(
                        "Highest over lowest energy as the hydroxyl group turns, all else as in the minimum; experiment, all else relaxed: about 1.2.");
        if (!run.quick()) {
            run.check("three minima", minima(ys) == 3).onRealData();
        }
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Dihedral angle C-C-O-H (degrees)").ylabel("Energy (kcal/mol)");
        ax.plot(xs, ys);
        run.figure(
                "torsion",
                fig,
                "Energy of the trained potential as the hydroxyl group of ethanol turns about the C-O bond, all else as in the minimum that its forces lead to.");
    }

    private static int minima(double[] ring) {
        int n = ring.length;
        return (int) IntStream.range(0, n)
                .filter(i -> ring[i] < ring[(i + 1) % n] && ring[i] <= ring[(i + n - 1) % n])
                .count();
    }

    private static int find(int[] z, double[][] x, int element, int near, double within) {
        return IntStream.range(0, z.length)
                .filter(i -> z[i] == element && (near < 0 || distance(x[i], x[near]) < within))
                .findFirst()
                .orElseThrow();
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /** {@code point} turned about the axis from {@code from} to {@code to} (Rodrigues). */
    private static double[] turn(double[] point, double[] from, double[] to, double angle) {
        double[] axis = minus(to, from);
        double length = Math.sqrt(dot(axis, axis));
        double[] u = {axis[0] / length, axis[1] / length, axis[2] / length};
        double[] p = minus(point, from);
        double[] c = cross(u, p);
        double d = dot(u, p) * (1 - Math.cos(angle));
        double[] out = new double[3];
        for (int k = 0; k < 3; k++) {
            out[k] = from[k] + p[k] * Math.cos(angle) + c[k] * Math.sin(angle) + u[k] * d;
        }
        return out;
    }

    private static double dihedral(double[] a, double[] b, double[] c, double[] d) {
        double[] axis = minus(c, b);
        double[] n1 = cross(minus(b, a), axis);
        double[] n2 = cross(axis, minus(d, c));
        double y = dot(cross(n1, n2), axis) / Math.sqrt(dot(axis, axis));
        return Math.toDegrees(Math.atan2(y, dot(n1, n2)));
    }
}
