package org.dmol.data.molecules;

import java.util.Arrays;

/**
 * Bemis-Murcko scaffolds (J. Med. Chem. 39 (1996) 2887) with RDKit's convention: rings, the chains between them, and the
 * atoms that either bears by a double bond. Bonds to what is cut off become hydrogens.
 */
public final class Scaffolds {
    private Scaffolds() {}

    /** The scaffold without stereo; a molecule of no atoms if the molecule has no ring. */
    public static Molecule murcko(Molecule molecule) {
        Molecule m = molecule.withoutHydrogens();
        boolean[] keep = core(m);
        boolean[] core = keep.clone();
        for (int b = 0; b < m.bondCount(); b++) {
            if (m.kekuleOrder(b) == Draft.DOUBLE) {
                keep[m.bondBegin(b)] |= core[m.bondEnd(b)];
                keep[m.bondEnd(b)] |= core[m.bondBegin(b)];
            }
        }
        return Fragment.cut(m, keep);
    }

    /** The canonical SMILES of the scaffold: equal for molecules of one scaffold, empty for molecules without rings. */
    public static String key(Molecule molecule) {
        Molecule scaffold = murcko(molecule);
        return scaffold.atomCount() == 0 ? "" : scaffold.canonicalSmiles();
    }

    /** Ring atoms and the chains between rings: prunes end atoms until none is left. */
    private static boolean[] core(Molecule m) {
        int n = m.atomCount();
        boolean[] core = new boolean[n];
        Arrays.fill(core, true);
        int[] degree = new int[n];
        int[] queue = new int[n];
        int tail = 0;
        for (int i = 0; i < n; i++) {
            degree[i] = m.degree(i);
            if (degree[i] <= 1) {
                core[i] = false;
                queue[tail++] = i;
            }
        }
        for (int head = 0; head < tail; head++) {
            int i = queue[head];
            for (int k = 0; k < m.degree(i); k++) {
                int j = m.neighbor(i, k);
                if (core[j] && --degree[j] <= 1) {
                    core[j] = false;
                    queue[tail++] = j;
                }
            }
        }
        return core;
    }
}
