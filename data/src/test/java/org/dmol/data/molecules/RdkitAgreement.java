package org.dmol.data.molecules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.data.DataStore;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.sets.Bbbp;
import org.dmol.data.sets.ClinTox;
import org.dmol.data.sets.Esol;
import org.dmol.data.sets.Lipophilicity;
import org.dmol.data.sets.SmilesSet;

/**
 * Our molecules against RDKit's on six data sets, through the check sums that {@code rdkit_graphs.py digest} wrote. The
 * main method prints the table; it needs the data sets.
 */
public final class RdkitAgreement {
    static final int ZINC_ROWS = 50_000;
    private static final int COMPONENTS = GraphText.COMPONENTS.size();

    /**
     * Counts of one set.
     *
     * @param equal molecules that agree, for each component, over all together, and by scaffold partition
     */
    record Result(String set, int rows, int both, int neither, int onlyOne, int[] equal, boolean sameScaffolds) {
        int all() {
            return equal[COMPONENTS];
        }

        @Override
        public String toString() {
            StringBuilder s = new StringBuilder(
                    String.format(Locale.ROOT, "%-14s %6d %6d %4d %4d", set, rows, both, neither, onlyOne));
            for (int e : equal) {
                s.append(e < 0 ? "        -" : String.format(Locale.ROOT, " %8.3f", 100.0 * e / both));
            }
            return s.append(sameScaffolds ? "  same" : "  differ").toString();
        }
    }

    private RdkitAgreement() {}

    static Map<String, Supplier<String[]>> sets(DataStore store) {
        Map<String, Supplier<String[]>> sets = new java.util.LinkedHashMap<>();
        sets.put("aqsoldb", () -> AqSolDb.load(store).texts(AqSolDb.Compound::smiles));
        sets.put("clintox", () -> ClinTox.load(store).texts(ClinTox.Drug::smiles));
        sets.put("bbbp", () -> Bbbp.load(store).texts(Bbbp.Compound::smiles));
        sets.put("esol", () -> Esol.load(store).texts(Esol.Compound::smiles));
        sets.put("lipophilicity", () -> Lipophilicity.load(store).texts(Lipophilicity.Compound::smiles));
        sets.put(
                "zinc50k",
                () -> java.util.Arrays.copyOf(
                        SmilesSet.load(store, "zinc-subset").smiles(), ZINC_ROWS));
        return sets;
    }

    /** Compares every {@code step}-th row. */
    static Result compare(String set, String[] smiles, int step) throws IOException {
        Map<String, Nd> theirs;
        try (InputStream in = RdkitAgreement.class.getResourceAsStream("/molecules/rdkit_" + set + ".npz")) {
            theirs = Npz.read(in);
        }
        boolean[] accepted = theirs.get("accepted").bools();
        int[] crc = theirs.get("crc").ints();
        int[] group = theirs.get("scaffold").ints();
        if (accepted.length != smiles.length) {
            throw new IllegalArgumentException(
                    set + " has " + smiles.length + " rows, the check sums are of " + accepted.length);
        }
        boolean detailed = crc.length > smiles.length;
        int[] equal = new int[COMPONENTS + 1];
        int[] count = new int[4];
        Map<Integer, String> scaffold = new HashMap<>();
        Map<String, Integer> back = new HashMap<>();
        boolean same = true;
        for (int i = 0; i < smiles.length; i += step) {
            count[0]++;
            Molecule m;
            try {
                m = Smiles.parse(smiles[i]);
            } catch (InvalidSmilesException e) {
                count[accepted[i] ? 3 : 2]++;
                continue;
            }
            if (!accepted[i]) {
                count[3]++;
                continue;
            }
            count[1]++;
            int[] ours = checksums(m);
            boolean all = true;
            for (int k = 0; detailed && k < COMPONENTS; k++) {
                boolean eq = ours[k] == crc[i * COMPONENTS + k];
                equal[k] += eq ? 1 : 0;
                all &= eq;
            }
            all = detailed ? all : combined(ours) == crc[i];
            equal[COMPONENTS] += all ? 1 : 0;
            String key = Scaffolds.key(m);
            String known = scaffold.putIfAbsent(group[i], key);
            Integer from = back.putIfAbsent(key, group[i]);
            same &= (known == null || known.equals(key)) && (from == null || from == group[i]);
        }
        for (int k = 0; !detailed && k < COMPONENTS; k++) {
            equal[k] = -1;
        }
        return new Result(set, count[0], count[1], count[2], count[3], equal, same);
    }

    private static int[] checksums(Molecule m) {
        List<String> text = GraphText.of(m);
        int[] out = new int[text.size()];
        for (int k = 0; k < out.length; k++) {
            CRC32 crc = new CRC32();
            crc.update(text.get(k).getBytes(StandardCharsets.US_ASCII));
            out[k] = (int) crc.getValue();
        }
        return out;
    }

    private static int combined(int[] parts) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * parts.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int p : parts) {
            bytes.putInt(p);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return (int) crc.getValue();
    }

    /** Prints the agreement table. */
    public static void main(String[] args) throws IOException {
        DataStore store = DataStore.standard().withOffline(true).withStandIns(false);
        List<String> header = new ArrayList<>(GraphText.COMPONENTS);
        header.add("all");
        System.out.println("set              rows   both none  one "
                + String.join(
                        "", header.stream().map(h -> String.format("%9.8s", h)).toList())
                + "  scaffolds");
        for (Map.Entry<String, Supplier<String[]>> e : sets(store).entrySet()) {
            System.out.println(compare(e.getKey(), e.getValue().get(), 1));
        }
    }
}
