package org.dmol.chapters.qm9;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.cli.Progress;
import org.dmol.chapters.report.Table;
import org.dmol.data.DataException;
import org.dmol.data.formats.TfExample;
import org.dmol.data.formats.TfRecord;
import org.dmol.data.molecules.PeriodicTable;
import org.dmol.data.sets.Geometries;
import org.dmol.data.sets.Qm9;
import org.dmol.data.sets.Qm9Record;
import org.dmol.data.sets.Qm9Records;

/** Steps 1 and 2: the data, from records in text to records of TensorFlow, and the first molecule. */
final class RecordSteps {
    private static final String FIRST = "dsgdb9nsd_000001.xyz";
    private Qm9 set;

    /** The molecules. */
    Qm9 set() {
        return set;
    }

    void load(Run run) throws IOException {
        set = run.flag("archive") ? Qm9.loadArchive(run.store(), Integer.MAX_VALUE) : Qm9.load(run.store());
        run.print("%d molecules from %s", set.size(), set.source().dataSet().file());
        if (!set.rejected().isEmpty()) {
            run.note(set.rejected().size() + " records were left out.");
        }
        int[] perElement = new int[10];
        int atoms = 0;
        for (int i = 0; i < set.size(); i++) {
            for (int z : set.geometries().numbers(i).ints()) {
                perElement[z]++;
                atoms++;
            }
        }
        Table t = Table.of("atoms of each element", "element", "atoms");
        for (int z : Molecules.ELEMENTS) {
            t.row(PeriodicTable.symbol(z), perElement[z]);
        }
        run.table(t);
        boolean sample = set.size() == 14170;
        run.metric("molecules", set.size()).expected(sample ? 14170 : 133885, 0).unlessQuick();
        if (sample) {
            run.metric("atoms", atoms).expected(256437, 0);
            run.metric("hydrogen_atoms", perElement[1]).expected(131806, 0);
            run.metric("carbon_atoms", perElement[6]).expected(90370, 0);
            run.metric("nitrogen_atoms", perElement[7]).expected(14216, 0);
            run.metric("oxygen_atoms", perElement[8]).expected(20045, 0);
        } else {
            run.metric("atoms", atoms);
        }
        int most = run.shorten(set.size(), 300);
        Path file = run.directory().resolve("qm9.tfrecords");
        if (Files.exists(file) && count(file) == most) {
            run.print("%s is there already", file.getFileName());
        } else {
            try (Progress p = run.progress("records", most)) {
                write(file, set, most, p::step);
            }
        }
        check(run, file, most);
    }

    /** Writes the first molecules as the book's file of records. */
    static void write(Path file, Qm9 set, int most, Runnable step) throws IOException {
        TfRecord.write(file, true, () -> new Encoder(set, most, step));
    }

    /** Number of good records of a file; -1 if it is damaged, as after another program wrote to it. */
    private static int count(Path file) {
        int[] n = {0};
        try {
            TfRecord.walk(file, r -> ++n[0] > 0);
            return n[0];
        } catch (DataException e) {
            return -1;
        }
    }

    /** Encodes the molecules one after another. */
    private static final class Encoder implements java.util.Iterator<byte[]> {
        private final Qm9 set;
        private final int most;
        private final Runnable step;
        private int next;

        Encoder(Qm9 set, int most, Runnable step) {
            this.set = set;
            this.most = most;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return next < most;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            step.run();
            int i = next++;
            Geometries g = set.geometries();
            return TfExample.encode(example(
                    set.ids().ints()[i],
                    g.numbers(i),
                    g.coordinates(i),
                    null,
                    set.properties().row(i)));
        }
    }

    /** A molecule with the features of the book's files. */
    static Map<String, Nd> example(int id, Nd z, Nd x, Nd charges, Nd properties) {
        int n = z.size();
        float[] coords = new float[4 * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                coords[4 * i + k] = (float) x.get(i, k);
            }
            coords[4 * i + 3] = charges == null ? 0 : (float) charges.get(i);
        }
        float[] labels = new float[16];
        labels[0] = id;
        for (int k = 0; k < 15; k++) {
            labels[k + 1] = (float) properties.getFlat(k);
        }
        return Map.of("N", Nd.vector(n), "labels", Nd.vector(labels), "elements", z, "coords", Nd.vector(coords));
    }

    private void check(Run run, Path file, int most) {
        int[] seen = new int[2];
        boolean[] same = {true};
        TfRecord.walk(file, bytes -> {
            Map<String, Nd> e = TfExample.decode(bytes);
            int i = seen[0]++;
            seen[1] += e.get("elements").size();
            Geometries g = set.geometries();
            same[0] &= e.get("N").getFlat(0) == g.atoms(i)
                    && Arrays.equals(
                            e.get("elements").longs(),
                            Arrays.stream(g.numbers(i).ints()).asLongStream().toArray())
                    && e.get("labels").floats()[13] == (float) set.properties().get(i, Qm9.Property.H.ordinal())
                    && e.get("coords").floats()[4]
                            == g.coordinates(i).floats()[3 * (g.atoms(i) > 1 ? 1 : 0)]
                            == g.atoms(i) > 1;
            return true;
        });
        run.print("read again: %d records of %d atoms, checksums right", seen[0], seen[1]);
        run.metric("records_read_again", seen[0]).expected(most, 0).alsoQuick().alsoStandIn();
        run.check("records are the same", same[0]);
    }

    /** The first record of QM9 as figshare has it. */
    static Qm9Record first() {
        try (InputStream in = RecordSteps.class.getResourceAsStream(FIRST)) {
            return Qm9Records.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void methane(Run run) {
        Qm9Record r = first();
        Map<String, Nd> e = example(r.id(), r.atomicNumbers(), r.positions(), r.charges(), r.properties());
        Table t = Table.of("record 1", "element", "x (Å)", "y (Å)", "z (Å)", "charge (e)");
        float[] c = e.get("coords").floats();
        for (int i = 0; i < r.size(); i++) {
            t.row(r.atomicNumbers().ints()[i], c[4 * i], c[4 * i + 1], c[4 * i + 2], c[4 * i + 3]);
        }
        run.table(t);
        run.print("labels: %s", Arrays.toString(e.get("labels").floats()));
        StringBuilder hot = new StringBuilder();
        for (int z : r.atomicNumbers().ints()) {
            int[] row = new int[BookLayer.NODES];
            row[z - 1] = 1;
            hot.append(Arrays.toString(row)).append('\n');
        }
        run.print("one-hot (column = atomic number - 1):\n%s", hot.toString().stripTrailing());
        float label = e.get("labels").floats()[13];
        run.print("label: %s Hartree", label);
        run.metric("label", label, "Hartree").exactly(-40.475117f).alsoStandIn().alsoQuick();
        run.series("coordinates_and_charges", doubles(c)).exactly(doubles(PUBLISHED), 0);
        run.series("labels_of_record_1", doubles(e.get("labels").floats())).exactly(doubles(LABELS), 0);
        run.corrected("Numbers such as 1.5*^-6 are read as 1.5e-6; the original reads every number with *^ as 0.");
        run.note("The label is the absolute enthalpy at 298.15 K, not an energy of formation.");
    }

    private static double[] doubles(float[] x) {
        double[] out = new double[x.length];
        Arrays.setAll(out, i -> x[i]);
        return out;
    }

    private static final float[] PUBLISHED = {
        -0.012698136f,
        1.0858041f,
        0.008000996f,
        -0.535689f,
        0.0021504159f,
        -0.0060313176f,
        0.0019761203f,
        0.133921f,
        1.0117308f,
        1.4637512f,
        0.00027657481f,
        0.133922f,
        -0.54081506f,
        1.4475266f,
        -0.87664372f,
        0.133923f,
        -0.52381361f,
        1.4379326f,
        0.90639728f,
        0.133923f
    };

    private static final float[] LABELS = {
        1f,
        157.71181f,
        157.70998f,
        157.70699f,
        0f,
        13.21f,
        -0.3877f,
        0.1171f,
        0.5048f,
        35.3641f,
        0.044749f,
        -40.478931f,
        -40.476063f,
        -40.475117f,
        -40.498596f,
        6.469f
    };

    /** Rows whose number in QM9 is at most {@code last}. */
    int[] upTo(int last) {
        List<Integer> rows = new ArrayList<>();
        int[] ids = set.ids().ints();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] <= last) {
                rows.add(i);
            }
        }
        return rows.stream().mapToInt(i -> i).toArray();
    }
}
