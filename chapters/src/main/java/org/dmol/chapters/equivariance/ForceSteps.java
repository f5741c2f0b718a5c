package org.dmol.chapters.equivariance;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.sets.MolecularDynamics;
import org.dmol.layers.Seeds;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Model;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;

/** Section E: forces on the atoms of ethanol by an equivariant network and by one without symmetry of the same size. */
final class ForceSteps {
    private static final int TEST = 500;
    private Nd types;
    private Nd positions;
    private Nd forces;
    private double scale;
    private int size;

    /**
     * Errors on test frames.
     *
     * @param plain mean absolute error, kcal/mol/Å
     * @param turned the same on randomly turned frames
     * @param equivariance largest difference of the forces on turned frames from the turned forces, kcal/mol/Å
     */
    private record Errors(double plain, double turned, double equivariance) {}

    void load(Run run) {
        MolecularDynamics md = MolecularDynamics.loadEthanol(run.store());
        int n = md.atomicNumbers().size();
        size = Math.min(md.size(), 2000);
        int[] order = new org.dmol.array.NumpyRandom(run.seed()).permutation(md.size());
        order = Arrays.copyOf(order, size);
        positions = md.positions().take(order);
        forces = md.forcesKcalPerMolAngstrom().take(order);
        float[] one = new float[size * n * 3];
        for (int i = 0; i < size * n; i++) {
            int z = md.atomicNumbers().ints()[i % n];
            one[3 * i + (z == 1 ? 0 : z == 6 ? 1 : 2)] = 1;
        }
        types = Nd.of(one, size, n, 3);
        double sum = 0;
        for (float f : forces.floats()) {
            sum += f * f;
        }
        scale = Math.sqrt(sum / forces.size());
        forces = forces.map(f -> f / scale);
        run.print("%d frames of %d atoms; root mean square force %.2f kcal/mol/Å", size, n, scale);
        run.metric("atoms", n).expected(9, 0);
        run.metric("rms_force", scale, "kcal/mol/Å");
    }

    private Dataset part(int from, int n) {
        return Dataset.of(
                List.of(types.rows(from, from + n), positions.rows(from, from + n)),
                List.of(forces.rows(from, from + n)));
    }

    void learn(Run run) throws IOException {
        int test = Math.min(TEST, size / 4);
        int[] sizes = run.quick() ? new int[] {50} : new int[] {50, 100, 200, 400, 800, 1400};
        int steps = run.shorten((int) run.number("steps"), 40);
        double[][] mae = new double[3][sizes.length];
        double[][] turned = new double[3][sizes.length];
        Table t = Table.of(
                "mean absolute error of a force component, kcal/mol/Å (" + test + " test frames)",
                "training frames",
                "equivariant",
                "no symmetry",
                "no symmetry, trained on turned frames",
                "equivariant, turned",
                "no symmetry, turned",
                "trained on turned, turned");
        double equivariance = 0;
        for (int k = 0; k < sizes.length; k++) {
            for (int kind = 0; kind < 3; kind++) {
                Errors e = train(run, kind, Math.min(sizes[k], size - test), steps, test);
                mae[kind][k] = e.plain;
                turned[kind][k] = e.turned;
                equivariance = kind == 0 ? Math.max(equivariance, e.equivariance) : equivariance;
            }
            t.row(sizes[k], mae[0][k], mae[1][k], mae[2][k], turned[0][k], turned[1][k], turned[2][k]);
        }
        run.table(t);
        run.metric("equivariance of the trained network", equivariance, "kcal/mol/Å")
                .band(0, 0.01)
                .alsoQuick()
                .alsoStandIn()
                .note("float32");
        for (int k = 0; k < sizes.length; k++) {
            run.metric("mae_equivariant_" + sizes[k], mae[0][k], "kcal/mol/Å");
            run.metric("mae_plain_" + sizes[k], mae[1][k], "kcal/mol/Å");
        }
        int last = sizes.length - 1;
        if (!run.quick()) {
            run.check("equivariant is better at every size", better(mae[0], mae[1]))
                    .onRealData();
            run.check("also on turned frames", better(turned[0], turned[2])).onRealData();
        }
        run.check("turned frames do not matter to it", Math.abs(turned[0][last] - mae[0][last]) < 0.02 * mae[0][last]);
        double[] n = Arrays.stream(sizes).asDoubleStream().toArray();
        Figure fig = new Figure(7, 5);
        Axes ax = fig.axes().logx().logy().xlabel("Training frames").ylabel("Force error (kcal/mol/Å)");
        String[] names = {"equivariant", "no symmetry", "no symmetry, turned training frames"};
        for (int kind = 0; kind < 3; kind++) {
            ax.plot(n, mae[kind]).marker('o').label(names[kind]).color(kind + 1);
            ax.plot(n, turned[kind])
                    .marker('s')
                    .dashed()
                    .label(names[kind] + ", turned test")
                    .color(kind + 1);
        }
        ax.legend();
        run.figure(
                "learning-curves",
                fig,
                "Mean absolute error of a force component on " + test
                        + " frames; dashed: on randomly turned frames. All networks have the same number of weights within 2 % and take the same number of steps.");
    }

    private static boolean better(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) {
            if (!(a[k] < b[k])) {
                return false;
            }
        }
        return true;
    }

    private Errors train(Run run, int kind, int n, int steps, int test) {
        Seeds.set(run.seed());
        int batch = 25;
        try (Model model = kind == 0 ? ForceNets.equivariant() : ForceNets.plain()) {
            model.compile(Optimizer.adam(0.004).learningRate(Schedules.cosineDecay(0.004, steps, 0.02)), Loss.mse());
            Dataset data = kind == 2 ? turnedCopies(part(test, n), run.seed()) : part(test, n);
            int epochs = Math.max(1, steps * batch / data.size());
            model.fit(data.batch(batch).shuffle(), run.fit(epochs));
            if (n <= 50 && kind < 2) {
                run.metric(kind == 0 ? "weights_equivariant" : "weights_plain", model.countParams());
            }
            Nd h = types.rows(0, test);
            Nd x = positions.rows(0, test);
            Nd f = forces.rows(0, test);
            double[][] r = Rotations.random(new Random(run.seed() + 99));
            Nd y = model.predict(List.of(h, x)).get(0);
            Nd z = model.predict(List.of(h, Rotations.apply(r, x))).get(0);
            double worst = 0;
            Nd expected = Rotations.apply(r, y);
            for (int i = 0; i < z.size(); i++) {
                worst = Math.max(worst, Math.abs(z.getFlat(i) - expected.getFlat(i)) * scale);
            }
            return new Errors(mean(y, f) * scale, mean(z, Rotations.apply(r, f)) * scale, worst);
        }
    }

    private static double mean(Nd a, Nd b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += Math.abs(a.getFlat(i) - b.getFlat(i));
        }
        return sum / a.size();
    }

    /** Ten randomly turned copies of every frame. */
    private static Dataset turnedCopies(Dataset d, long seed) {
        Random random = new Random(seed);
        Nd[] h = new Nd[10];
        Nd[] x = new Nd[10];
        Nd[] f = new Nd[10];
        for (int k = 0; k < 10; k++) {
            h[k] = d.input(0);
            Nd[] moved = turnEach(d.input(1), d.target(0), random);
            x[k] = moved[0];
            f[k] = moved[1];
        }
        return Dataset.of(List.of(Nd.concat(h), Nd.concat(x)), List.of(Nd.concat(f)));
    }

    private static Nd[] turnEach(Nd x, Nd f, Random random) {
        Nd[] a = new Nd[x.dim(0)];
        Nd[] b = new Nd[x.dim(0)];
        for (int i = 0; i < a.length; i++) {
            double[][] r = Rotations.random(random);
            a[i] = Rotations.apply(r, x.rows(i, i + 1));
            b[i] = Rotations.apply(r, f.rows(i, i + 1));
        }
        return new Nd[] {Nd.concat(a), Nd.concat(b)};
    }
}
