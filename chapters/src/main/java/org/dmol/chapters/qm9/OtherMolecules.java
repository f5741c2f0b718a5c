package org.dmol.chapters.qm9;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.DataException;
import org.dmol.data.RowError;
import org.dmol.data.Split;
import org.dmol.data.formats.Xyz;
import org.dmol.data.formats.XyzFile;
import org.dmol.data.formats.XyzFrame;
import org.dmol.data.molecules.PeriodicTable;
import org.dmol.data.sets.Geometries;
import org.dmol.data.sets.Qm9;
import org.dmol.data.sets.Qm9Atoms;
import org.dmol.data.sets.Qm9Record;

/** Step 14: the trained potential on molecules of the reader's. */
final class OtherMolecules {
    /** What was in training; the sample of QM9 has no fluorine. */
    private static final int[] KNOWN = {1, 6, 7, 8};

    private final RecordSteps records;

    OtherMolecules(RecordSteps records) {
        this.records = records;
    }

    /**
     * Molecules, and which were left out.
     *
     * @param names what each is called in the table
     */
    private record Batch(List<String> names, List<Nd> elements, List<Nd> positions, List<RowError> rejected) {
        static Batch empty() {
            return new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(int row, String name, Nd z, Nd x) {
            try {
                Molecules.require(z.ints(), name, KNOWN);
                names.add(name);
                elements.add(z);
                positions.add(x.cast(DType.FLOAT32));
            } catch (IllegalArgumentException e) {
                rejected.add(new RowError(row, 0, e.getMessage()));
            }
        }
    }

    /**
     * Reads the file of the option {@code xyz}, so that a bad one is refused before the long training and not after it.
     *
     * @throws DataException if it cannot be read, or holds no molecule that the network can take
     */
    void refuseBadFile(Run run) {
        if (!run.option("xyz").isEmpty()) {
            batch(run);
        }
    }

    private static Batch batch(Run run) {
        String file = run.option("xyz");
        Batch batch = file.isEmpty() ? examples() : read(Path.of(file));
        if (batch.names.isEmpty()) {
            throw new DataException("The file " + file + " has no molecule that the network can take; "
                    + RowError.summary(batch.rejected) + ".");
        }
        return batch;
    }

    void predict(Run run) throws IOException {
        Batch batch = batch(run);
        for (RowError e : batch.rejected) {
            run.note("Left out: " + e.reason());
        }
        double[] e = energies(run, batch);
        Table t = Table.of("atomization energies U0", "molecule", "formula", "atoms", "eV", "kcal/mol");
        int largest = records.set().geometries().width();
        for (int i = 0; i < e.length; i++) {
            t.row(
                    batch.names.get(i),
                    formula(batch.elements.get(i)),
                    batch.elements.get(i).size(),
                    e[i],
                    e[i] / Reference.EV_PER_KCAL);
            if (batch.elements.get(i).size() > largest) {
                run.note("The " + batch.names.get(i) + " is larger than any in training (" + largest
                        + " atoms): its energy is an extrapolation.");
            }
        }
        run.table(t);
        if (run.option("xyz").isEmpty()) {
            double methane = e[0];
            double free = Qm9Atoms.hartree(6, Qm9.Property.U0) + 4 * Qm9Atoms.hartree(1, Qm9.Property.U0);
            double bound = RecordSteps.first().properties().get(Qm9.Property.U0.ordinal());
            double truth = (bound - free) * Qm9.KCAL_PER_HARTREE * Reference.EV_PER_KCAL;
            run.metric("methane", methane, "eV")
                    .note(String.format(
                            Locale.ROOT,
                            "Record 1 of QM9, not in the sample; DFT: %.4f eV. Nothing as small is in training.",
                            truth));
            run.metric("methane_error", 1000 * Math.abs(methane - truth), "meV");
        }
    }

    private double[] energies(Run run, Batch batch) throws IOException {
        Molecules all = Reference.molecules(records.set());
        Split split = Reference.split(run, all);
        Molecules mine = new Molecules(Geometries.pad(batch.elements, batch.positions), new double[batch.names.size()]);
        int[] rows = IntStream.range(0, batch.names.size()).toArray();
        try (Potential model = Reference.create(all, split.train())) {
            model.call(mine.inputs(rows, mine.geometries().width()));
            if (!Reference.restore(run, model, records.set(), ReferenceSteps.epochs(run))) {
                throw new IllegalStateException("The weights of step 16.10 are gone; run it again.");
            }
            return Reference.predict(model, mine, rows);
        }
    }

    private static Batch examples() {
        Batch b = Batch.empty();
        Qm9Record methane = RecordSteps.first();
        b.add(0, "methane", methane.atomicNumbers(), methane.positions());
        b.add(1, "lone carbon atom", Nd.vector(6), Nd.of(new double[3], 1, 3));
        b.add(
                2,
                "two waters, 20 Å apart",
                Nd.vector(8, 1, 1, 8, 1, 1),
                Nd.of(
                        new double[] {
                            0, 0, 0.119, 0, 0.759, -0.477, 0, -0.759, -0.477, 20, 0, 0.119, 20, 0.759, -0.477, 20,
                            -0.759, -0.477
                        },
                        6,
                        3));
        b.add(3, "hydrogen fluoride", Nd.vector(9, 1), Nd.of(new double[] {0, 0, 0, 0, 0, 0.92}, 2, 3));
        b.add(4, "molecule without atoms", Nd.vector(new int[0]), Nd.of(new double[0], 0, 3));
        return b;
    }

    private static Batch read(Path path) {
        XyzFile xyz = Xyz.read(path);
        Batch b = Batch.empty();
        b.rejected.addAll(xyz.rejected());
        for (XyzFrame f : xyz.frames()) {
            b.add(f.row(), "molecule " + (f.row() + 1) + " of " + path.getFileName(), f.atomicNumbers(), f.positions());
        }
        return b;
    }

    private static String formula(Nd elements) {
        StringBuilder out = new StringBuilder();
        for (int z : new int[] {6, 1, 7, 8}) {
            long n = Arrays.stream(elements.ints()).filter(e -> e == z).count();
            if (n > 0) {
                out.append(PeriodicTable.symbol(z)).append(n > 1 ? n : "");
            }
        }
        return out.toString();
    }
}
