package org.dmol.data.molecules;

import java.util.BitSet;
import org.dmol.data.molecules.InvalidSmilesException.Reason;
import org.openscience.cdk.graph.Matching;

/** Turns aromatic bonds into alternating single and double ones. */
final class Kekulisation {
    private final Draft d;
    /** 0: takes no double bond; 1: must take one; 2: may take one (wildcard). */
    private final byte[] wants;

    private final int[] partner;

    private Kekulisation(Draft d) {
        this.d = d;
        wants = new byte[d.atoms];
        partner = new int[d.atoms];
        java.util.Arrays.fill(partner, -1);
    }

    /**
     * Needs ring marks and valences. Afterwards no bond is aromatic; throws if that cannot be. Returns whether there was
     * anything to do.
     */
    static boolean apply(Draft d) {
        boolean any = rejectAromatic(d);
        if (any) {
            new Kekulisation(d).run();
        }
        return any;
    }

    /** Throws for aromatic atoms and bonds outside rings; returns whether there are any inside. */
    static boolean rejectAromatic(Draft d) {
        boolean any = false;
        for (int i = 0; i < d.atoms; i++) {
            if (d.aromatic[i]) {
                any = true;
                if (!d.ringAtom[i]) {
                    throw new InvalidSmilesException(
                            Reason.KEKULISATION, i, d.smiles, d.describe(i) + " is written aromatic but in no ring");
                }
            }
        }
        for (int b = 0; b < d.bonds; b++) {
            if (d.order[b] == Draft.AROMATIC) {
                any = true;
                if (!d.ringBond[b] && (!d.aromatic[d.begin[b]] || !d.aromatic[d.end[b]])) {
                    throw new InvalidSmilesException(
                            Reason.KEKULISATION,
                            d.begin[b],
                            d.smiles,
                            "the aromatic bond at " + d.describe(d.begin[b]) + " is in no ring");
                }
            }
        }
        return any;
    }

    private void run() {
        int missing = 0;
        for (int i = 0; i < d.atoms; i++) {
            if (d.ringAtom[i]) {
                wants[i] = d.z[i] == 0 ? 2 : candidate(i) ? (byte) 1 : 0;
            }
        }
        greedy();
        for (int i = 0; i < d.atoms; i++) {
            missing += wants[i] == 1 && partner[i] < 0 ? 1 : 0;
        }
        if (missing > 0) {
            int left = augment(1);
            if (left >= 0) {
                left = augment(2);
            }
            if (left >= 0) {
                throw new InvalidSmilesException(
                        Reason.KEKULISATION,
                        left,
                        d.smiles,
                        "no arrangement of single and double bonds serves " + d.describe(left));
            }
        }
        for (int b = 0; b < d.bonds; b++) {
            boolean isDouble = partner[d.begin[b]] == d.end[b];
            if (isDouble) {
                d.order[b] = Draft.DOUBLE;
            } else if (d.order[b] == Draft.AROMATIC) {
                d.order[b] = Draft.SINGLE;
            }
        }
        java.util.Arrays.fill(d.aromaticBond, 0, d.bonds, false);
        for (int i = 0; i < d.atoms; i++) {
            boolean pyrrolic = d.z[i] == 7 || d.z[i] == 15;
            boolean lowerCase = d.aromatic[i];
            d.aromatic[i] = false;
            if (lowerCase && pyrrolic && d.charge[i] == 0 && d.hydrogens[i] == 1) {
                d.bracket[i] = false;
                d.hydrogens[i] = 0;
                Valences.assign(d, i);
            }
        }
    }

    /** True if the atom is one bond short of a valence of its element when its aromatic bonds count one each. */
    private boolean candidate(int atom) {
        if (!d.aromatic[atom] && !d.hasAromaticBond(atom)) {
            return false;
        }
        int sum = 0;
        int degree = d.hydrogens[atom] + d.implicit[atom];
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            int contribution = d.contribution(d.via[k], atom);
            sum += d.order[d.via[k]] == Draft.AROMATIC ? 1 : contribution / 2;
            degree += contribution > 0 ? 1 : 0;
        }
        sum += d.hydrogens[atom] + d.implicit[atom];
        int[] allowed = PeriodicTable.valences(d.z[atom]);
        int shift = Valences.shift(d.z[atom], d.charge[atom]);
        int valence = allowed[0] + shift;
        int present = d.valence[atom] + d.implicit[atom];
        for (int i = 0; i < allowed.length && present > valence && allowed[i] > 0; i++) {
            valence = allowed[i] + shift;
        }
        return (degree < valence && valence == sum + 1) || (d.bracket[atom] && valence == sum + 2);
    }

    private boolean pairable(int bond, int a, int b) {
        return d.ringBond[bond]
                && ((d.aromaticBond[bond] && d.order[bond] == Draft.AROMATIC) || d.z[a] == 0 || d.z[b] == 0);
    }

    /** Breadth-first from the first atom of each ring system, as RDKit goes, so that ambiguous rings come out alike. */
    private void greedy() {
        int[] queue = new int[d.atoms];
        boolean[] queued = new boolean[d.atoms];
        for (int root = 0; root < d.atoms; root++) {
            if (!d.ringAtom[root] || queued[root]) {
                continue;
            }
            int head = 0;
            int tail = 1;
            queue[0] = root;
            queued[root] = true;
            while (head < tail) {
                int a = queue[head++];
                for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                    int b = d.neighbour[k];
                    if (d.ringBond[d.via[k]] && !queued[b]) {
                        queued[b] = true;
                        queue[tail++] = b;
                    }
                }
                if (wants[a] != 1 || partner[a] >= 0) {
                    continue;
                }
                for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                    int b = d.neighbour[k];
                    if (wants[b] == 1 && partner[b] < 0 && pairable(d.via[k], a, b)) {
                        partner[a] = b;
                        partner[b] = a;
                        break;
                    }
                }
            }
        }
    }

    /**
     * Improves the greedy pairing to a largest one among the atoms that want at most {@code level}; returns an atom left
     * without partner, or -1.
     */
    private int augment(int level) {
        int[][] graph = new int[d.atoms][];
        BitSet subset = new BitSet();
        Matching matching = Matching.withCapacity(d.atoms);
        for (int a = 0; a < d.atoms; a++) {
            int[] list = new int[d.degree(a)];
            int n = 0;
            if (taking(a, level)) {
                for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                    int b = d.neighbour[k];
                    if (taking(b, level) && pairable(d.via[k], a, b)) {
                        list[n++] = b;
                    }
                }
                subset.set(a);
            }
            graph[a] = java.util.Arrays.copyOf(list, n);
            if (partner[a] > a) {
                matching.match(a, partner[a]);
            }
        }
        boolean perfect = matching.perfect(graph, subset);
        int left = -1;
        for (int a = subset.nextSetBit(0); a >= 0; a = subset.nextSetBit(a + 1)) {
            partner[a] = perfect || matching.matched(a) ? matching.other(a) : -1;
            left = partner[a] < 0 && wants[a] == 1 && left < 0 ? a : left;
        }
        return left;
    }

    private boolean taking(int atom, int level) {
        return wants[atom] > 0 && wants[atom] <= level;
    }
}
