package org.dmol.data.molecules;

/**
 * How many pi electrons each ring atom can give, in RDKit's reading of Daylight aromaticity: exocyclic double bonds to
 * more electronegative atoms take their electron away.
 */
final class Donors {
    /** The atom cannot be part of an aromatic ring. */
    static final byte NONE = -1;
    /** A wildcard: 1 or 2 electrons. */
    static final byte ANY = 3;

    private final Draft d;

    private Donors(Draft d) {
        this.d = d;
    }

    /** Electrons of each atom (0, 1, 2, {@link #ANY} or {@link #NONE}); needs Kekule bonds, valences and ring marks. */
    static byte[] of(Draft d) {
        Donors donors = new Donors(d);
        byte[] result = new byte[d.atoms];
        for (int i = 0; i < d.atoms; i++) {
            result[i] = d.ringAtom[i] ? donors.electrons(i) : NONE;
        }
        return result;
    }

    private byte electrons(int atom) {
        int z = d.z[atom];
        if (z == 0) {
            return unsaturated(atom) ? (byte) 1 : ANY;
        }
        if (z > 18 && z != 34 && z != 52) {
            return NONE;
        }
        int radicals = radicals(atom);
        if ((radicals > 0 && (z != 6 || d.charge[atom] != 0)) || manyMultipleBonds(atom) || overfull(atom)) {
            return NONE;
        }
        int n = available(atom, radicals);
        if (n < 0) {
            return NONE;
        }
        int outside = multipleBond(atom, false);
        boolean stolen = outside >= 0 && moreElectronegative(d.z[outside], z);
        if (n == 0) {
            return outside >= 0 ? 0 : multipleBond(atom, true) >= 0 ? 1 : NONE;
        }
        if (n == 1) {
            if (outside >= 0) {
                return stolen ? 0 : (byte) 1;
            }
            if (unsaturated(atom)) {
                return 1;
            }
            return d.charge[atom] == 1 ? 0 : NONE;
        }
        return (n - (stolen ? 1 : 0)) % 2 == 1 ? (byte) 1 : 2;
    }

    /** Neighbours that take up valence: all but those that the atom gives a dative bond. */
    private int bonded(int atom) {
        int n = 0;
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            n += d.contribution(d.via[k], atom) > 0 ? 1 : 0;
        }
        return n;
    }

    private boolean unsaturated(int atom) {
        return d.valence[atom] != bonded(atom) + d.hydrogens[atom];
    }

    /** Electrons left for the pi system: free valence plus lone pairs. */
    private int available(int atom, int radicals) {
        int z = d.z[atom];
        int valence = PeriodicTable.defaultValence(z);
        if (valence <= 1) {
            return -1;
        }
        int degree = bonded(atom) + d.hydrogens[atom] + d.implicit[atom];
        if (degree > 3) {
            return -1;
        }
        int lone = Math.max(PeriodicTable.outerElectrons(z) - valence - d.charge[atom], 0);
        int n = valence - degree + lone - radicals;
        return n > 1 && d.valence[atom] - d.degree(atom) > 1 ? 1 : n;
    }

    /** The neighbour over a double or triple bond, inside rings or outside; -1 if there is none. */
    private int multipleBond(int atom, boolean inRing) {
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            if (d.ringBond[d.via[k]] == inRing && d.contribution(d.via[k], atom) >= 4) {
                return d.neighbour[k];
            }
        }
        return -1;
    }

    private static boolean moreElectronegative(int z, int than) {
        int a = PeriodicTable.outerElectrons(z);
        int b = PeriodicTable.outerElectrons(than);
        return a > b || (a == b && z < than);
    }

    private boolean manyMultipleBonds(int atom) {
        if (d.valence[atom] - d.degree(atom) <= 1) {
            return false;
        }
        int many = 0;
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            byte order = d.order[d.via[k]];
            many += order == Draft.DOUBLE || order == Draft.TRIPLE ? 1 : 0;
        }
        return many > 1;
    }

    private boolean overfull(int atom) {
        int allowed = PeriodicTable.defaultValence(d.z[atom]);
        int isoelectronic = d.z[atom] - d.charge[atom];
        return allowed > 0
                && isoelectronic >= 0
                && isoelectronic <= PeriodicTable.MAX
                && d.valence[atom] + d.implicit[atom] > PeriodicTable.defaultValence(isoelectronic);
    }

    /** Unpaired electrons of an atom that takes no implicit hydrogens. */
    private int radicals(int atom) {
        if (!d.bracket[atom]) {
            return 0;
        }
        int z = d.z[atom];
        int[] allowed = PeriodicTable.valences(z);
        int outer = PeriodicTable.outerElectrons(z);
        int valence = d.valence[atom];
        int charge = d.charge[atom];
        int n = (z <= 2 ? 2 : 8) - outer - valence + charge;
        if (n < 0) {
            n = 0;
            if (allowed.length > 1) {
                for (int v : allowed) {
                    if (v - valence + charge >= 0) {
                        n = v - valence + charge;
                        break;
                    }
                }
            }
        }
        int other = outer - valence - charge;
        return other >= 0 ? Math.min(n, other) : n;
    }
}
