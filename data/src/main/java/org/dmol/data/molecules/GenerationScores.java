package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How good the strings of a generative model are, as in MOSES (Polykovskiy et al., Front. Pharmacol. 2020, 11, 565644): valid SMILES,
 * distinct molecules among them, and molecules that are not in the training set. Molecules are equal if their canonical SMILES are.
 *
 * @param drawn number of strings
 * @param molecules the valid ones, in order
 * @param distinct the first of equal molecules, in order
 * @param novel how many of {@code distinct} are not in the training set
 * @param rejected the others, with the reason
 */
public record GenerationScores(
        int drawn,
        List<Molecule> molecules,
        List<Molecule> distinct,
        int novel,
        List<MoleculeBatch.Rejected> rejected) {
    /**
     * Scores of generated SMILES.
     *
     * @param known canonical SMILES of the training set, see {@link #canonical}
     */
    public static GenerationScores of(List<String> smiles, Set<String> known) {
        MoleculeBatch batch = Smiles.parseAll(smiles);
        Map<String, Molecule> first = new LinkedHashMap<>();
        batch.molecules().forEach(m -> first.putIfAbsent(m.canonicalSmiles(), m));
        int novel =
                (int) first.keySet().stream().filter(s -> !known.contains(s)).count();
        return new GenerationScores(
                smiles.size(), batch.molecules(), new ArrayList<>(first.values()), novel, batch.rejected());
    }

    /** Canonical SMILES of a training set; what is not a molecule is left out. */
    public static Set<String> canonical(Collection<String> smiles) {
        return new HashSet<>(Smiles.parseAll(List.copyOf(smiles)).molecules().parallelStream()
                .map(Molecule::canonicalSmiles)
                .toList());
    }

    /** Share of the strings that are molecules. */
    public double validity() {
        return (double) molecules.size() / drawn;
    }

    /** Share of the molecules that are distinct. */
    public double uniqueness() {
        return (double) distinct.size() / molecules.size();
    }

    /** Share of the distinct molecules that are not in the training set. */
    public double novelty() {
        return (double) novel / distinct.size();
    }
}
