package org.dmol.data.molecules;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * SMILES to molecules with the rules of RDKit (release 2022.09, {@code Chem.MolFromSmiles}): what is accepted, how
 * nitro groups and the like are rewritten, which hydrogens are folded into counts, which rings are aromatic, and in which
 * order atoms and bonds come. All methods are thread-safe.
 */
public final class Smiles {
    private Smiles() {}

    /**
     * Reads one SMILES string. Text after white space (a name) is ignored.
     *
     * @throws InvalidSmilesException if RDKit would not take it; names the reason. Also for the empty text, the query
     *     bond {@code ~} and aromatic bonds outside rings, which RDKit takes
     */
    public static Molecule parse(String smiles) {
        Draft d = SmilesReader.read(smiles);
        Stereo.collect(d);
        Hydrogens.fold(d);
        CleanUp.apply(d);
        Valences.assign(d);
        if (RingBonds.mark(d) > 0) {
            boolean aromatic = Kekulisation.apply(d);
            AromaticRings.perceive(d);
            if (aromatic) {
                Valences.reassign(d);
            }
        } else {
            Kekulisation.rejectAromatic(d);
        }
        return new Molecule(d, Stereo.of(d), null);
    }

    /** Reads many strings on all processors; see {@link #parseAll(List, int, IntConsumer)}. */
    public static MoleculeBatch parseAll(List<String> smiles) {
        return parseAll(smiles, Runtime.getRuntime().availableProcessors(), done -> {});
    }

    /**
     * Reads many strings. Bad ones are left out and listed with row and reason; the good ones keep their order.
     *
     * @param threads 1 or more
     * @param progress told now and then how many rows are done, from any of the threads
     */
    public static MoleculeBatch parseAll(List<String> smiles, int threads, IntConsumer progress) {
        return MoleculeBatch.parse(smiles, threads, progress);
    }
}
