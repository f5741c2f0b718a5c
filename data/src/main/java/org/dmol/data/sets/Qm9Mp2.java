package org.dmol.data.sets;

import org.dmol.array.Nd;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;

/**
 * 10,000 random molecules of QM9 with RI-MP2/def2-TZVP energies at the QM9 geometries (github.com/ppqm/dataset-qm9). Not the level of
 * QM9's own properties.
 *
 * @param source file
 * @param ids int32 [n], QM9's numbers
 * @param geometries atoms and positions in Angstrom
 * @param energies float64 [n, 3], Hartree: total RI-MP2, Hartree-Fock, MP2 correlation
 * @param bindingHartree float64 [n], energy minus the free atoms, Hartree
 * @param homoHartree float64 [n], energy of the highest occupied orbital, Hartree
 * @param dipole float64 [n, 3], atomic units
 */
public record Qm9Mp2(
        DataFile source, Nd ids, Geometries geometries, Nd energies, Nd bindingHartree, Nd homoHartree, Nd dipole) {
    /** Finds and reads the data set. */
    public static Qm9Mp2 load(DataStore store) {
        DataFile file = store.get("qm9-mp2-sample");
        try (NpzArrays npz = new NpzArrays(file)) {
            Geometries g = Geometries.read(npz);
            int n = g.size();
            return new Qm9Mp2(
                    file,
                    Nd.vector(npz.get("ids", n).ints()),
                    g,
                    npz.get("energy", n, 3),
                    npz.get("binding", n),
                    npz.get("homo", n),
                    npz.get("dipole", n, 3));
        }
    }
}
