package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.List;

/** Configurations relative to the ranks of the neighbours. */
final class StereoParity {
    private static final long CENTER = 11;
    private static final long BOND = 17;

    private StereoParity() {}

    /** Adds each stereo element whose neighbours have different ranks to the hashes of its atoms. */
    static void hash(Molecule m, Stereo stereo, int[] rank, long[] hash) {
        for (Stereo.Center c : stereo.centers()) {
            int p = parity(c, rank);
            if (p != 0) {
                hash[c.atom()] += Ranks.mix(CENTER + p);
            }
        }
        for (Stereo.DoubleBond b : stereo.doubleBonds()) {
            int p = parity(m, b, rank);
            if (p != 0) {
                hash[m.bondBegin(b.bond())] += Ranks.mix(BOND + p);
                hash[m.bondEnd(b.bond())] += Ranks.mix(BOND + p);
            }
        }
    }

    /** +1 or -1, or 0 if two neighbours have equal ranks. */
    private static int parity(Stereo.Center c, int[] rank) {
        int[] carriers = c.carriers();
        int inversions = c.clockwise() ? 1 : 0;
        for (int i = 0; i < carriers.length; i++) {
            int a = carriers[i] < 0 ? -1 : rank[carriers[i]];
            for (int j = i + 1; j < carriers.length; j++) {
                int b = carriers[j] < 0 ? -1 : rank[carriers[j]];
                if (a == b) {
                    return 0;
                }
                inversions += a > b ? 1 : 0;
            }
        }
        return inversions % 2 == 0 ? 1 : -1;
    }

    /** +1 if the neighbours of highest rank on either end are together, -1 if opposite, 0 if ranks are equal. */
    private static int parity(Molecule m, Stereo.DoubleBond b, int[] rank) {
        int left = highest(m, m.bondBegin(b.bond()), b.bond(), rank);
        int right = highest(m, m.bondEnd(b.bond()), b.bond(), rank);
        if (left < 0 || right < 0) {
            return 0;
        }
        boolean together = b.together() ^ left != b.left() ^ right != b.right();
        return together ? 1 : -1;
    }

    private static int highest(Molecule m, int atom, int bond, int[] rank) {
        int best = -1;
        for (int k = 0; k < m.degree(atom); k++) {
            int other = m.neighbor(atom, k);
            if (m.bondOf(atom, k) != bond) {
                if (best >= 0 && rank[other] == rank[best]) {
                    return -1;
                }
                best = best < 0 || rank[other] > rank[best] ? other : best;
            }
        }
        return best;
    }

    /** The elements that are configurations indeed: no two equal neighbours, save ring neighbours facing another center. */
    static Stereo genuine(Molecule m, int[] rank) {
        List<Stereo.Center> centers = new ArrayList<>();
        List<Stereo.Center> facing = new ArrayList<>();
        for (Stereo.Center c : m.stereo().centers()) {
            if (parity(c, rank) != 0) {
                centers.add(c);
            } else if (ringTie(m, c, rank)) {
                facing.add(c);
            }
        }
        if (facing.size() > 1 || (!facing.isEmpty() && !centers.isEmpty())) {
            centers.addAll(facing);
        }
        List<Stereo.DoubleBond> bonds = new ArrayList<>();
        for (Stereo.DoubleBond b : m.stereo().doubleBonds()) {
            if (parity(m, b, rank) != 0) {
                bonds.add(b);
            }
        }
        return new Stereo(centers, bonds);
    }

    static boolean tied(Stereo.Center c, int[] rank) {
        return parity(c, rank) == 0;
    }

    private static boolean ringTie(Molecule m, Stereo.Center c, int[] rank) {
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                int a = c.carriers()[i];
                int b = c.carriers()[j];
                if (a >= 0 && b >= 0 && rank[a] == rank[b]) {
                    boolean inRing =
                            m.bondInRing(m.bondBetween(c.atom(), a)) && m.bondInRing(m.bondBetween(c.atom(), b));
                    if (!inRing) {
                        return false;
                    }
                }
            }
        }
        return m.inRing(c.atom());
    }
}
