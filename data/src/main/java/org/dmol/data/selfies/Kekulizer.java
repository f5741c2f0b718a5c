package org.dmol.data.selfies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns aromatic bonds into single and double ones: the atoms that have to take a double bond are matched in pairs.
 *
 * <p>After R. L. Apodaca, "A Comprehensive Treatment of Aromaticity in the SMILES Language" (depth-first.com, 2020).
 */
final class Kekulizer {
    private Kekulizer() {}

    /**
     * Kekulises the graph in place.
     *
     * @throws SelfiesException if the atoms cannot be paired; the position is that of the first atom without partner
     */
    static void kekulize(MolGraph graph, String smiles) {
        List<Atom> system = new ArrayList<>();
        List<Atom> paired = new ArrayList<>();
        for (Atom atom : graph.atoms()) {
            if (atom.delocalized != null) {
                system.add(atom);
                if (takesDoubleBond(atom, smiles)) {
                    paired.add(atom);
                }
            }
        }
        if (system.isEmpty()) {
            return;
        }
        int[] partner = PerfectMatching.of(adjacency(paired, graph.atoms().size()));
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] < 0 || partner[partner[i]] != i) {
                throw error(smiles, paired.get(i), "its aromatic system has no Kekulé structure");
            }
        }
        for (Atom atom : system) {
            for (Bond bond : atom.delocalized) {
                MolGraph.setOrder(bond, 2);
            }
            atom.aromatic = false;
        }
        for (int i = 0; i < partner.length; i++) {
            MolGraph.setOrder(MolGraph.bondBetween(paired.get(i), paired.get(partner[i])), 4);
        }
    }

    /** Neighbours of every atom of the list among the atoms of the list, both by their place in it. */
    private static int[][] adjacency(List<Atom> atoms, int atomCount) {
        int[] place = new int[atomCount];
        for (int i = 0; i < atoms.size(); i++) {
            place[atoms.get(i).index] = i + 1;
        }
        int[][] adjacency = new int[atoms.size()][];
        for (int i = 0; i < adjacency.length; i++) {
            Atom atom = atoms.get(i);
            int[] row = new int[atom.delocalized.size()];
            int n = 0;
            for (Bond bond : atom.delocalized) {
                int neighbour = place[bond.other(atom).index];
                if (neighbour > 0) {
                    row[n++] = neighbour - 1;
                }
            }
            adjacency[i] = n == row.length ? row : Arrays.copyOf(row, n);
        }
        return adjacency;
    }

    private static boolean takesDoubleBond(Atom atom, String smiles) {
        int aromaticBonds = atom.delocalized.size();
        if (aromaticBonds == 0) {
            return false;
        }
        Chemistry.Aromatic rule = Chemistry.aromatic(atom.element);
        if (rule == null) {
            throw error(smiles, atom, atom.element + " cannot have an aromatic bond");
        }
        int used = (atom.halfBonds - aromaticBonds) / 2; // aromatic bonds counted as single
        if (atom.hydrogens == Atom.UNSPECIFIED) {
            return !rule.isFull(used, 0);
        }
        used += atom.hydrogens;
        if (rule.isFull(used, atom.charge)) {
            return false;
        }
        int bound = Math.max(0, atom.charge) + atom.hydrogens + atom.halfBonds / 2 + atom.halfBonds % 2;
        int radical = Math.max(0, rule.electrons - bound) % 2; // an unpaired electron stays out of the system
        int free = rule.highestValence() - atom.charge - used - radical;
        return free >= 0 && free % 2 != 0;
    }

    private static SelfiesException error(String smiles, Atom atom, String reason) {
        return new SelfiesException(SelfiesException.Kind.KEKULIZATION, smiles, atom.position, reason);
    }
}
