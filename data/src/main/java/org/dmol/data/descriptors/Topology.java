package org.dmol.data.descriptors;

import java.util.Arrays;
import org.dmol.data.molecules.BondType;
import org.dmol.data.molecules.Molecule;

/** A molecule as arrays, hydrogens as counts: what the ports of RDKit's algorithms run on. */
final class Topology {
    final int atoms;
    final int[] number;
    final int[] charge;
    /** Hydrogens that are not atoms. */
    final int[] hydrogens;

    final int[] isotope;
    final boolean[] aromatic;
    final boolean[] inRing;

    final int bonds;
    final int[] begin;
    final int[] end;
    /** 1, 2, 3, …, Kekule for aromatic bonds; 0 if unknown. */
    final int[] order;

    final boolean[] bondAromatic;
    final boolean[] bondInRing;
    /** Neighbours of each atom and, in the same order, the bonds to them. */
    final int[][] neighbour;

    final int[][] bond;

    Topology(Molecule molecule) {
        Molecule m = molecule.withoutHydrogens();
        atoms = m.atomCount();
        number = new int[atoms];
        charge = new int[atoms];
        hydrogens = new int[atoms];
        isotope = new int[atoms];
        aromatic = new boolean[atoms];
        inRing = new boolean[atoms];
        for (int i = 0; i < atoms; i++) {
            number[i] = m.atomicNumber(i);
            charge[i] = m.charge(i);
            hydrogens[i] = m.implicitHydrogens(i);
            isotope[i] = m.isotope(i);
            aromatic[i] = m.aromatic(i);
            inRing[i] = m.inRing(i);
        }
        bonds = m.bondCount();
        begin = new int[bonds];
        end = new int[bonds];
        order = new int[bonds];
        bondAromatic = new boolean[bonds];
        bondInRing = new boolean[bonds];
        int[] degree = new int[atoms];
        for (int b = 0; b < bonds; b++) {
            begin[b] = m.bondBegin(b);
            end[b] = m.bondEnd(b);
            order[b] = m.kekuleOrder(b);
            bondAromatic[b] = m.bondType(b) == BondType.AROMATIC;
            bondInRing[b] = m.bondInRing(b);
            degree[begin[b]]++;
            degree[end[b]]++;
        }
        neighbour = new int[atoms][];
        bond = new int[atoms][];
        for (int i = 0; i < atoms; i++) {
            neighbour[i] = new int[degree[i]];
            bond[i] = new int[degree[i]];
        }
        Arrays.fill(degree, 0);
        for (int b = 0; b < bonds; b++) {
            link(begin[b], end[b], b, degree);
            link(end[b], begin[b], b, degree);
        }
    }

    private void link(int from, int to, int b, int[] filled) {
        neighbour[from][filled[from]] = to;
        bond[from][filled[from]++] = b;
    }

    int degree(int atom) {
        return neighbour[atom].length;
    }

    /** Hydrogens of an atom, those that are atoms included. */
    int allHydrogens(int atom) {
        int h = hydrogens[atom];
        for (int j : neighbour[atom]) {
            h += number[j] == 1 ? 1 : 0;
        }
        return h;
    }

    int other(int b, int atom) {
        return begin[b] == atom ? end[b] : begin[b];
    }

    /** 1.5 for aromatic bonds. */
    double conjugatedOrder(int b) {
        return bondAromatic[b] ? 1.5 : order[b];
    }

    /**
     * Shortest path lengths, a bond of order k being 1/k long if {@code byOrder}, 1 otherwise; atoms that are not connected are 1e8
     * apart.
     */
    double[][] distances(boolean byOrder) {
        double[] length = new double[bonds];
        Arrays.setAll(length, b -> byOrder ? 1 / Math.max(1, conjugatedOrder(b)) : 1);
        double[][] d = new double[atoms][atoms];
        int[] queue = new int[atoms];
        boolean[] queued = new boolean[atoms];
        for (int source = 0; source < atoms; source++) {
            relaxFrom(source, length, d[source], queue, queued);
        }
        return d;
    }

    /** Corrects labels until none changes; a circular queue holds each atom at most once. */
    private void relaxFrom(int source, double[] length, double[] d, int[] queue, boolean[] queued) {
        Arrays.fill(d, 1e8);
        d[source] = 0;
        queue[0] = source;
        int head = 0;
        int size = 1;
        while (size > 0) {
            int at = queue[head];
            head = (head + 1) % atoms;
            size--;
            queued[at] = false;
            for (int k = 0; k < neighbour[at].length; k++) {
                int next = neighbour[at][k];
                double sum = d[at] + length[bond[at][k]];
                if (sum < d[next]) {
                    d[next] = sum;
                    if (!queued[next]) {
                        queued[next] = true;
                        queue[(head + size++) % atoms] = next;
                    }
                }
            }
        }
    }
}
