package org.dmol.chapters.xai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.data.descriptors.DescriptorTable;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.ClinTox;

/**
 * Drug candidates with labels: 1 if approved.
 *
 * @param canonical canonical SMILES
 */
record Drugs(List<Molecule> molecules, String[] canonical, int[] labels, int unreadable, DescriptorTable table) {
    /** All readable rows of the file; without descriptors yet. */
    static Drugs of(ClinTox set) {
        MoleculeBatch batch = Smiles.parseAll(Arrays.asList(set.smiles()));
        String[] canonical = batch.molecules().stream()
                .parallel()
                .map(Molecule::canonicalSmiles)
                .toArray(String[]::new);
        int[] labels = IntStream.of(batch.rows())
                .map(i -> set.rows().get(i).fdaApproved())
                .toArray();
        return new Drugs(batch.molecules(), canonical, labels, batch.rejected().size(), null);
    }

    Drugs with(DescriptorTable descriptors) {
        return new Drugs(molecules, canonical, labels, unreadable, descriptors);
    }

    int size() {
        return labels.length;
    }

    /** Rows that repeat an earlier molecule. */
    int repeats() {
        return size() - (int) Arrays.stream(canonical).distinct().count();
    }

    /** Each molecule once, and none whose rows contradict each other. */
    Drugs merged() {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            rows.computeIfAbsent(canonical[i], k -> new ArrayList<>()).add(i);
        }
        int[] kept = rows.values().stream()
                .filter(list ->
                        list.stream().mapToInt(i -> labels[i]).distinct().count() == 1)
                .mapToInt(list -> list.get(0))
                .toArray();
        return rows(kept);
    }

    /** Some rows. */
    Drugs rows(int... which) {
        return new Drugs(
                IntStream.of(which).mapToObj(molecules::get).toList(),
                IntStream.of(which).mapToObj(i -> canonical[i]).toArray(String[]::new),
                IntStream.of(which).map(i -> labels[i]).toArray(),
                unreadable,
                table == null ? null : table.rows(which));
    }

    /** Labels of the rows of a molecule, usually none or one. */
    int[] labelsOf(Molecule molecule) {
        String key = molecule.canonicalSmiles();
        return IntStream.range(0, size())
                .filter(i -> canonical[i].equals(key))
                .map(i -> labels[i])
                .toArray();
    }

    /** Share of approved ones. */
    double majority() {
        return IntStream.of(labels).average().orElseThrow();
    }
}
