package org.dmol.data.molecules;

import org.dmol.data.molecules.InvalidSmilesException.Reason;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/** RDKit's largest valences: a molecule with an atom above its element's is rejected. */
final class Valences {
    private static final int[] MAX = new int[119];

    static {
        java.util.Arrays.fill(MAX, -1);
        int[][] table = {
            {1, 1}, {5, 3}, {6, 4}, {7, 3}, {8, 2}, {9, 1}, {13, 6}, {14, 6}, {15, 7}, {16, 6}, {17, 1}, {33, 7},
            {34, 6}, {35, 1}, {51, 7}, {52, 6}, {53, 5}
        };
        for (int[] row : table) {
            MAX[row[0]] = row[1];
        }
    }

    private Valences() {}

    static void check(IAtomContainer m, String smiles) {
        for (int i = 0; i < m.getAtomCount(); i++) {
            IAtom atom = m.getAtom(i);
            int z = atom.getAtomicNumber();
            int max = MAX[z];
            if (max < 0) {
                continue;
            }
            int h = atom.getImplicitHydrogenCount() == null ? 0 : atom.getImplicitHydrogenCount();
            int v = CleanUp.bondOrders(atom) + h;
            if (corrected(z, v, CleanUp.charge(atom)) > max) {
                throw new InvalidSmilesException(
                        Reason.VALENCE,
                        i,
                        smiles,
                        "valence " + v + " of atom " + i + " (" + atom.getSymbol() + ") is greater than permitted");
            }
        }
    }

    private static int corrected(int z, int v, int q) {
        if (q == 0) {
            return v;
        }
        return switch (z) {
            case 1, 6 -> v + Math.abs(q);
            case 5, 13 -> v + q;
            case 15, 16, 33, 34, 52 -> q < 0 ? v : v - q;
            default -> v - q;
        };
    }
}
