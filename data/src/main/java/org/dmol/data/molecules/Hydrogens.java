package org.dmol.data.molecules;

import java.util.Arrays;

/**
 * Folds explicit hydrogen atoms into counts where RDKit does: an ordinary hydrogen with one heavy neighbour. Kept are
 * isotopes, bridging and lone hydrogens, H-H, hydrogens on wildcards, and those that alone carry the / or \ mark of a
 * double bond.
 */
final class Hydrogens {
    private Hydrogens() {}

    static void fold(Draft d) {
        boolean any = false;
        for (int i = 0; i < d.atoms && !any; i++) {
            any = d.z[i] == 1;
        }
        if (!any) {
            return;
        }
        int[] target = new int[d.atoms];
        int kept = 0;
        for (int i = 0; i < d.atoms; i++) {
            target[i] = foldable(d, i) ? -1 : kept++;
        }
        if (kept == d.atoms) {
            return;
        }
        for (int i = 0; i < d.atoms; i++) {
            if (target[i] < 0) {
                d.hydrogens[d.neighbour[d.first[i]]]++;
            }
        }
        if (d.carriers != null) {
            for (int[] list : d.carriers) {
                if (list != null) {
                    Arrays.setAll(list, k -> list[k] < 0 ? -1 : target[list[k]]);
                }
            }
        }
        compact(d, target, kept);
        d.index();
    }

    private static boolean foldable(Draft d, int h) {
        if (d.z[h] != 1 || d.degree(h) != 1 || d.isotope[h] != 0) {
            return false;
        }
        int heavy = d.neighbour[d.first[h]];
        if (d.z[heavy] <= 1) {
            return false;
        }
        return d.direction[d.via[d.first[h]]] == 0 || d.degree(heavy) > 2 || !hasDoubleBond(d, heavy);
    }

    private static boolean hasDoubleBond(Draft d, int atom) {
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            if (d.order[d.via[k]] == Draft.DOUBLE) {
                return true;
            }
        }
        return false;
    }

    private static void compact(Draft d, int[] target, int kept) {
        for (int i = 0; i < d.atoms; i++) {
            int t = target[i];
            if (t >= 0 && t != i) {
                d.z[t] = d.z[i];
                d.charge[t] = d.charge[i];
                d.isotope[t] = d.isotope[i];
                d.map[t] = d.map[i];
                d.hydrogens[t] = d.hydrogens[i];
                d.bracket[t] = d.bracket[i];
                d.aromatic[t] = d.aromatic[i];
                d.chirality[t] = d.chirality[i];
                d.position[t] = d.position[i];
                if (d.carriers != null) {
                    d.carriers[t] = d.carriers[i];
                }
            }
        }
        d.atoms = kept;
        int bonds = 0;
        for (int b = 0; b < d.bonds; b++) {
            int begin = target[d.begin[b]];
            int end = target[d.end[b]];
            if (begin >= 0 && end >= 0) {
                d.begin[bonds] = begin;
                d.end[bonds] = end;
                d.order[bonds] = d.order[b];
                d.aromaticBond[bonds] = d.aromaticBond[b];
                d.direction[bonds] = d.direction[b];
                bonds++;
            }
        }
        d.bonds = bonds;
    }
}
