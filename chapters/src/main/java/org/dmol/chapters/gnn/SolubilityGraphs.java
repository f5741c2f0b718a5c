package org.dmol.chapters.gnn;

import java.util.Arrays;
import java.util.List;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;

/**
 * The molecules of AqSolDB as graphs, hydrogens included, and their solubilities.
 *
 * @param graphs one a molecule, in the order of the file
 * @param y log10 of mol/L
 * @param rejected number of SMILES that could not be read
 */
record SolubilityGraphs(List<MoleculeGraph> graphs, double[] y, int rejected) {
    static SolubilityGraphs of(AqSolDb set) {
        MoleculeBatch batch =
                Smiles.parseAll(Arrays.stream(set.smiles()).map(String::strip).toList());
        double[] all = set.solubility().doubles();
        List<MoleculeGraph> graphs = batch.molecules().stream()
                .map(m -> MoleculeGraph.of(m.withHydrogens()))
                .toList();
        graphs.forEach(SolubilityGraphs::requireKnown);
        return new SolubilityGraphs(
                graphs,
                Arrays.stream(batch.rows()).mapToDouble(r -> all[r]).toArray(),
                batch.rejected().size());
    }

    /** Rejects what the network has no feature for. */
    static void requireKnown(MoleculeGraph g) {
        if (g.nodeCount() == 0) {
            throw new IllegalArgumentException(
                    "The molecule '" + g.molecule().smiles() + "' has no atoms; it needs one at least.");
        }
        for (int i = 0; i < g.nodeCount(); i++) {
            int z = g.molecule().atomicNumber(i);
            if (z <= 0 || z >= GcnNetwork.WIDTH) {
                throw new IllegalArgumentException("Atom " + i + " of the molecule '"
                        + g.molecule().smiles() + "' has atomic number " + z
                        + "; the network knows the elements 1 to " + (GcnNetwork.WIDTH - 1) + ".");
            }
        }
    }

    int size() {
        return graphs.size();
    }

    double[] y(int[] rows) {
        return Arrays.stream(rows).mapToDouble(r -> y[r]).toArray();
    }

    int atoms(int row) {
        return graphs.get(row).nodeCount();
    }
}
