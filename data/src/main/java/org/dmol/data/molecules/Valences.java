package org.dmol.data.molecules;

import org.dmol.data.molecules.InvalidSmilesException.Reason;

/** RDKit's valence model: checks each atom's valence and counts the hydrogens that fill it up. */
final class Valences {
    private Valences() {}

    /** Fills {@link Draft#valence} and {@link Draft#implicit}; throws for the first atom with too many bonds. */
    static void assign(Draft d) {
        for (int i = 0; i < d.atoms; i++) {
            assign(d, i);
        }
    }

    static void assign(Draft d, int atom) {
        d.valence[atom] = explicit(d, atom);
        d.implicit[atom] = implicit(d, atom);
    }

    /**
     * Repeats the check with the aromatic rings that were found in place of those that were written: atoms written
     * aromatic had been allowed half a bond too many.
     */
    static void reassign(Draft d) {
        for (int i = 0; i < d.atoms; i++) {
            int before = d.implicit[i];
            assign(d, i);
            if (d.implicit[i] < before) {
                d.hydrogens[i] += before - d.implicit[i];
            }
        }
    }

    /** Sum of bond orders and written hydrogens, halves rounded up, aromatic bonds counted 1.5. */
    static int rounded(Draft d, int atom) {
        return (doubled(d, atom) + 1) / 2;
    }

    private static int doubled(Draft d, int atom) {
        int sum = 2 * d.hydrogens[atom];
        for (int k = d.first[atom]; k < d.first[atom + 1]; k++) {
            sum += d.contribution(d.via[k], atom);
        }
        return sum;
    }

    private static boolean isAromatic(Draft d, int atom) {
        return d.aromatic[atom] || d.hasAromaticBond(atom);
    }

    /** The charge as it changes the valence: reversed left of carbon, and for carbon cations. */
    static int shift(int z, int charge) {
        return PeriodicTable.early(z) || (z == 6 && charge > 0) ? -charge : charge;
    }

    private static int explicit(Draft d, int atom) {
        int z = d.z[atom];
        int sum = doubled(d, atom);
        int[] allowed = PeriodicTable.valences(z);
        int shift = shift(z, d.charge[atom]);
        if (sum > 2 * (allowed[0] + shift) && isAromatic(d, atom)) {
            // An aromatic atom may lose up to 1.5 when the ring gets its single and double bonds.
            int fitting = allowed[0] + shift;
            for (int v : allowed) {
                if (v < 0 || 2 * (v + shift) > sum) {
                    break;
                }
                fitting = v + shift;
            }
            if (sum - 2 * fitting <= 3) {
                sum = 2 * fitting;
            }
        }
        int valence = (sum + 1) / 2;
        int effective = PeriodicTable.outerElectrons(z) >= 4 ? valence - d.charge[atom] : valence + d.charge[atom];
        int max = allowed[allowed.length - 1];
        if (max > 0 && effective > max) {
            throw tooMany(d, atom, valence);
        }
        return valence;
    }

    private static int implicit(Draft d, int atom) {
        int z = d.z[atom];
        int[] allowed = PeriodicTable.valences(z);
        if (d.bracket[atom] || allowed[0] < 0) {
            return 0;
        }
        int valence = d.valence[atom];
        int shift = shift(z, d.charge[atom]);
        if (isAromatic(d, atom)) {
            if (valence <= allowed[0] + shift) {
                return allowed[0] + shift - valence;
            }
            for (int v : allowed) {
                if (valence == v + shift) {
                    return 0;
                }
            }
            throw tooMany(d, atom, valence);
        }
        for (int v : allowed) {
            if (v >= 0 && valence <= v + shift) {
                return v + shift - valence;
            }
        }
        if (allowed[allowed.length - 1] < 0) {
            return 0;
        }
        throw tooMany(d, atom, valence);
    }

    private static InvalidSmilesException tooMany(Draft d, int atom, int valence) {
        int[] allowed = PeriodicTable.valences(d.z[atom]);
        StringBuilder list = new StringBuilder();
        for (int v : allowed) {
            list.append(list.length() == 0 ? "" : ", ").append(v);
        }
        String charge = d.charge[atom] == 0 ? "" : String.format(" with charge %+d", d.charge[atom]);
        return new InvalidSmilesException(
                Reason.VALENCE,
                atom,
                d.smiles,
                "the valence " + valence + " of " + d.describe(atom) + charge + " is not allowed (neutral: " + list
                        + ")");
    }
}
