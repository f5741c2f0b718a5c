package org.dmol.chapters.dataequivariance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.dataequivariance.PairModel.Kind;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.RadialBasis;
import org.dmol.tf.Fn;

/** Other ways to an invariant input, tried on butane: what each gives, over many random transformations. */
final class FeatureSteps {
    private final Nd r = Butane.coordinates();

    /** The largest change of numbers under random permutations, translations and rotations. */
    private static Object[] changes(Run run, String name, Function<Nd, double[]> f, Nd r) {
        int n = run.shorten(1000, 50);
        Random random = new Random(run.seed());
        Map<String, UnaryOperator<Nd>> all = new LinkedHashMap<>();
        all.put("permuted", x -> Butane.permutedAtRandom(x, random));
        all.put(
                "translated",
                x -> Butane.translated(
                        x, 3 * random.nextGaussian(), 3 * random.nextGaussian(), 3 * random.nextGaussian()));
        all.put("rotated", x -> Butane.turnedAtRandom(x, random));
        double[] y = f.apply(r);
        Object[] row = new Object[4];
        row[0] = name;
        int k = 1;
        for (UnaryOperator<Nd> change : all.values()) {
            double worst = 0;
            for (int i = 0; i < n; i++) {
                double[] z = f.apply(change.apply(r));
                for (int j = 0; j < y.length; j++) {
                    worst = Math.max(worst, Math.abs(z[j] - y[j]) / Math.max(1, Math.abs(y[j])));
                }
            }
            row[k++] = worst;
        }
        return row;
    }

    private static void judge(Run run, Object[] row, boolean... invariant) {
        String[] words = {"permuted", "translated", "rotated"};
        for (int k = 0; k < 3; k++) {
            String name = row[0].toString().replaceAll("[^A-Za-z]+", "_") + "_" + words[k];
            run.check(name + (invariant[k] ? "_equal" : "_different"), ((double) row[k + 1] < 1e-10) == invariant[k])
                    .alsoStandIn();
        }
    }

    // ---- 09.12: features ----

    void features(Run run) {
        run.say(
                "The text's table of transformations: what each makes invariant, by the largest relative change of its numbers.");
        Table t = Table.of(
                "butane's carbons and hydrogens at random places, orders and directions",
                "features",
                "permuted",
                "translated",
                "rotated");
        add(run, t, "coordinates", Nd::doubles, false, false, false);
        add(run, t, "sums over atoms", FeatureSteps::sums, true, false, false);
        try (Fn eigen = Fn.of((tf, in) -> tf.linalg.selfAdjointEig(in.get(0)).e());
                Fn determinant = Fn.of((tf, in) -> tf.math.square(tf.linalg.det(in.get(0))))) {
            add(
                    run,
                    t,
                    "sorted eigenvalues of distances",
                    x -> eigen.call(matrix(x)).doubles(),
                    true,
                    true,
                    true);
            add(
                    run,
                    t,
                    "squared determinant of distances",
                    x -> determinant.call(matrix(x)).doubles(),
                    true,
                    true,
                    true);
        }
        add(run, t, "pair vectors", FeatureSteps::vectors, false, true, false);
        add(run, t, "distances", FeatureSteps::distances, false, true, true);
        add(run, t, "sorted distances", x -> sorted(distances(x)), true, true, true);
        run.table(t);
        distanceFeatures(run);
    }

    private void add(Run run, Table t, String name, Function<Nd, double[]> f, boolean... invariant) {
        Object[] row = changes(run, name, f, r);
        t.row(row);
        judge(run, row, invariant);
    }

    private static double[] sums(Nd x) {
        double[] out = new double[3];
        for (int i = 0; i < Butane.ATOMS; i++) {
            for (int k = 0; k < 3; k++) {
                out[k] += x.get(i, k);
            }
        }
        return out;
    }

    private static double[] vectors(Nd x) {
        double[] out = new double[3 * Butane.ATOMS * Butane.ATOMS];
        int at = 0;
        for (int a = 0; a < Butane.ATOMS; a++) {
            for (int b = 0; b < Butane.ATOMS; b++) {
                for (int k = 0; k < 3; k++) {
                    out[at++] = x.get(b, k) - x.get(a, k);
                }
            }
        }
        return out;
    }

    private static double[] distances(Nd x) {
        double[] v = vectors(x);
        double[] out = new double[v.length / 3];
        Arrays.setAll(
                out, i -> Math.sqrt(v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2]));
        return out;
    }

    private static Nd matrix(Nd x) {
        return Nd.of(distances(x), Butane.ATOMS, Butane.ATOMS);
    }

    private static double[] sorted(double[] a) {
        Arrays.sort(a);
        return a;
    }

    /** What a network may be given instead of a bare distance. */
    private void distanceFeatures(Run run) {
        double[] d = {distances(r)[1], distances(r)[2], distances(r)[3]};
        RadialBasis bumps = RadialBasis.spaced(0, 5, 6);
        Nd radial = bumps.of(Nd.vector(d));
        Table t = Table.of("three distances of atom 0 as features", "r (Å)", "1/r", "bins of 1 Å", "radial basis");
        for (int i = 0; i < d.length; i++) {
            double[] bins = new double[6];
            bins[(int) d[i]] = 1;
            t.row(d[i], 1 / d[i], Nd.vector(bins).cast(DType.INT32), radial.row(i));
        }
        run.table(t);
        run.check("radial_basis_peaks_at_its_centre", bumps.of(Nd.vector(2.0)).getFlat(2) == 1)
                .alsoStandIn();
    }

    // ---- 09.13: models ----

    void models(Run run) {
        run.beyond("The largest relative change of each model's output over many random transformations.");
        Table t = Table.of("models under random transformations", "model", "permuted", "translated", "rotated");
        for (Kind kind : Kind.values()) {
            try (PairModel model = PairModel.random(kind, new NumpyRandom(run.seed()))) {
                Object[] row = changes(run, kind.words(), x -> new double[] {model.of(x)}, r);
                t.row(row);
                boolean pairs = kind != Kind.PLAIN && kind != Kind.PERMUTATION;
                judge(run, row, kind != Kind.PLAIN, pairs, pairs && kind != Kind.TRANSLATION);
            }
        }
        run.table(t);
        averaged(run);
    }

    /** The plain model averaged over the four quarter turns about x: invariant under those, and under no others. */
    private void averaged(Run run) {
        try (PairModel model = PairModel.random(Kind.PLAIN, new NumpyRandom(run.seed()))) {
            double y = average(model, r);
            double quarter = Math.abs(average(model, Butane.turnedAboutX(r, Math.PI / 2)) - y);
            double eighth = Math.abs(average(model, Butane.turnedAboutX(r, Math.PI / 4)) - y);
            run.print("the first model averaged over four quarter turns about x: %.6f", y);
            run.metric("averaged_change_by_a_quarter_turn", quarter)
                    .band(0, 1e-12)
                    .alsoQuick()
                    .alsoStandIn();
            run.metric("averaged_change_by_an_eighth_turn", eighth)
                    .band(1e-3, 100)
                    .alsoQuick()
                    .alsoStandIn();
        }
    }

    private static double average(PairModel model, Nd x) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            sum += model.of(Butane.turnedAboutX(x, k * Math.PI / 2)) / 4;
        }
        return sum;
    }
}
