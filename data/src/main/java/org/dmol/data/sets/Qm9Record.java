package org.dmol.data.sets;

import org.dmol.array.Nd;

/**
 * One molecule of QM9's original files.
 *
 * @param id QM9's number, from 1
 * @param atomicNumbers int32 [n]
 * @param positions float64 [n, 3], Angstrom
 * @param charges float64 [n], Mulliken charges in e, or [0] where the file has none
 * @param properties float64 [15] in the order of {@link Qm9.Property}
 * @param frequencies float64 [3n-6 or 3n-5], cm^-1, or [0] where the file has none
 * @param smiles SMILES of GDB-17, or empty
 * @param relaxedSmiles SMILES of the relaxed geometry, or empty
 * @param inchi InChI of GDB-17, or empty
 */
public record Qm9Record(
        int id,
        Nd atomicNumbers,
        Nd positions,
        Nd charges,
        Nd properties,
        Nd frequencies,
        String smiles,
        String relaxedSmiles,
        String inchi) {
    /** Number of atoms. */
    public int size() {
        return atomicNumbers.size();
    }
}
