package org.dmol.chapters.qm9;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Run;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.sets.Qm9;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;

/** The potential of QM9's atomization energies U0 in eV: its data, its training, its predictions. */
final class Reference {
    /** eV in a kcal/mol. */
    static final double EV_PER_KCAL = 1 / 23.060548;

    private static final Potential.Shape SHAPE = new Potential.Shape(64, 32, 3, 5, 20, 8, 8);
    private static final int BATCH = 32;
    private static final double RATE = 2e-3;

    private Reference() {}

    /** All molecules with their atomization energies U0, eV. */
    static Molecules molecules(Qm9 set) {
        double[] e = set.atomizationKcalPerMol(Qm9.Property.U0);
        return new Molecules(
                set.geometries(), Arrays.stream(e).map(v -> v * EV_PER_KCAL).toArray());
    }

    /** 1,170 molecules to test, 1,000 to validate, all others to train; in a quick run few of one size. */
    static Split split(Run run, Molecules molecules) {
        int n = molecules.energies().length;
        Split all = Splits.shuffled(n, Math.min(1170, n / 12), Math.min(1000, n / 14), run.seed());
        if (!run.quick()) {
            return all;
        }
        return new Split(
                some(molecules, all.train(), 320),
                some(molecules, all.validation(), 64),
                some(molecules, all.test(), 64));
    }

    private static int[] some(Molecules molecules, int[] rows, int most) {
        return Arrays.stream(rows)
                .filter(r -> molecules.geometries().atoms(r) > 16
                        && molecules.geometries().atoms(r) <= 19)
                .limit(most)
                .toArray();
    }

    /** A potential with the energies of the elements of the training rows, not trained further. */
    static Potential create(Molecules molecules, int[] rows) {
        double[] references = molecules.references(rows);
        double sd = BookSteps.deviation(molecules.residuals(rows, references), 0);
        return new Potential(SHAPE, references, sd / 4);
    }

    /** Trains a potential; resumes when it was interrupted. */
    static History train(Run run, Potential model, Molecules molecules, int[] rows, int epochs) throws IOException {
        Seeds.set(run.seed());
        List<Dataset> data = molecules.buckets(rows, BATCH);
        int steps = epochs * data.stream().mapToInt(Dataset::batches).sum();
        model.compile(Optimizer.adam(RATE).learningRate(Schedules.cosineDecay(RATE, steps, 0.002)), Loss.mae());
        Fit fit = run.fit(epochs, "qm9-reference-" + rows.length).bundle(8);
        return model.fit(data, fit);
    }

    /** Energies of rows, eV, in their order. */
    static double[] predict(Potential model, Molecules molecules, int[] rows) {
        Map<Integer, Double> found = new LinkedHashMap<>();
        molecules.bySize(rows).forEach((size, some) -> {
            Nd out = model.predict(molecules.inputs(some, size), 64).get(0);
            for (int i = 0; i < some.length; i++) {
                found.put(some[i], out.getFlat(i));
            }
        });
        return Arrays.stream(rows).mapToDouble(found::get).toArray();
    }

    private static Path file(Run run) {
        return run.directory().resolve("potential.npz");
    }

    /** What a saved potential depends on. */
    private static Nd key(Run run, Qm9 set, int epochs) {
        return Nd.vector(
                Integer.toString(set.source().sha256().hashCode()).hashCode(),
                (int) run.seed(),
                run.quick() ? 1 : 0,
                epochs);
    }

    /** Keeps the weights for {@code ./dmol export}. */
    static void save(Run run, Potential model, Qm9 set, int epochs) throws IOException {
        Map<String, Nd> all = new LinkedHashMap<>();
        all.put("key", key(run, set, epochs));
        List<Nd> weights = model.getWeights();
        for (int i = 0; i < weights.size(); i++) {
            all.put("weight/" + i, weights.get(i));
        }
        Files.createDirectories(run.directory());
        Npz.writer().putAll(all).write(file(run));
    }

    /** Takes the weights of an earlier run with the same data and settings, if there are any. */
    static boolean restore(Run run, Potential model, Qm9 set, int epochs) throws IOException {
        if (!Files.exists(file(run))) {
            return false;
        }
        Map<String, Nd> all = Npz.read(file(run));
        if (!key(run, set, epochs).equals(all.get("key"))) {
            return false;
        }
        model.setWeights(java.util.stream.IntStream.range(0, all.size() - 1)
                .mapToObj(i -> all.get("weight/" + i))
                .toList());
        return true;
    }
}
