package org.dmol.chapters.pretraining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dmol.array.NumpyRandom;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.sets.Bbbp;
import org.dmol.data.sets.ClinTox;
import org.dmol.data.sets.SmilesSet;

/**
 * The unlabelled strings: all of AqSolDB, BBBP, ClinTox and as many of ZINC as are wanted, without the molecules that any test set holds,
 * however they are written, and without what is no molecule.
 *
 * @param smiles the strings as in their files
 * @param counts strings of each source
 * @param files what was read
 * @param held strings that were left out because their molecule is in a test set
 * @param invalid strings that were left out because they are no molecule
 */
record Corpus(List<String> smiles, Map<String, Integer> counts, List<DataFile> files, int held, int invalid) {
    /** At most {@code size} strings, the sources in the order above, each shuffled by the seed. */
    static Corpus of(DataStore store, AqSolDb set, List<Sample> samples, int size, long seed) {
        Bbbp bbbp = Bbbp.load(store);
        ClinTox drugs = ClinTox.load(store);
        SmilesSet zinc = SmilesSet.loadZinc(store);
        Map<String, String[]> sources = new LinkedHashMap<>();
        sources.put("AqSolDB", set.smiles());
        sources.put("BBBP", bbbp.smiles());
        sources.put("ClinTox", drugs.smiles());
        sources.put("ZINC", zinc.smiles());
        Set<String> tests = tests(set, samples);
        NumpyRandom random = new NumpyRandom(seed);
        List<String> kept = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        int[] out = {0, 0};
        sources.forEach((name, all) -> {
            int before = kept.size();
            int[] order = random.permutation(all.length);
            // A few more than are wanted, for those that are left out.
            for (int at = 0; at < order.length && kept.size() < size; ) {
                List<String> some = new ArrayList<>();
                for (int end = Math.min(order.length, at + size - kept.size() + 16); at < end; at++) {
                    some.add(all[order[at]].strip());
                }
                addMolecules(some, tests, kept, size, out);
            }
            counts.put(name, kept.size() - before);
        });
        return new Corpus(
                List.copyOf(kept),
                counts,
                List.of(set.source(), bbbp.source(), drugs.source(), zinc.source()),
                out[0],
                out[1]);
    }

    /** The molecules of all test sets in canonical form. */
    private static Set<String> tests(AqSolDb set, List<Sample> samples) {
        List<String> smiles = new ArrayList<>();
        String[] all = set.smiles();
        for (Sample s : samples) {
            for (int row : s.test()) {
                smiles.add(all[row].strip());
            }
        }
        Set<String> out = new HashSet<>();
        Smiles.parseAll(smiles).molecules().forEach(m -> out.add(m.canonicalSmiles()));
        return out;
    }

    private static void addMolecules(List<String> some, Set<String> tests, List<String> kept, int size, int[] out) {
        MoleculeBatch batch = Smiles.parseAll(some);
        String[] canonical = batch.molecules().parallelStream()
                .map(Molecule::canonicalSmiles)
                .toArray(String[]::new);
        out[1] += batch.rejected().size();
        for (int i = 0; i < canonical.length && kept.size() < size; i++) {
            if (tests.contains(canonical[i])) {
                out[0]++;
            } else {
                kept.add(some.get(batch.rows()[i]));
            }
        }
    }
}
