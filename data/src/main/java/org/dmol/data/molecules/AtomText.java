package org.dmol.data.molecules;

import java.util.Locale;

/** One atom as SMILES text: bare if it would be read back with the same hydrogens, else in brackets. */
final class AtomText {
    private AtomText() {}

    static void append(StringBuilder out, Molecule m, int a, boolean kekule, String chirality) {
        int z = m.atomicNumber(a);
        boolean lower = m.aromatic(a) && !kekule;
        String symbol = PeriodicTable.symbol(z);
        if (lower && z != 0) {
            symbol = symbol.toLowerCase(Locale.ROOT);
        }
        if (chirality.isEmpty() && bare(m, a, lower)) {
            out.append(symbol);
            return;
        }
        out.append('[');
        if (m.isotope(a) != 0) {
            out.append(m.isotope(a));
        }
        out.append(symbol).append(chirality);
        int h = m.implicitHydrogens(a);
        if (h > 0) {
            out.append('H').append(h > 1 ? String.valueOf(h) : "");
        }
        int q = m.charge(a);
        if (q != 0) {
            out.append(q > 0 ? '+' : '-').append(Math.abs(q) > 1 ? String.valueOf(Math.abs(q)) : "");
        }
        if (m.atomMap(a) != 0) {
            out.append(':').append(m.atomMap(a));
        }
        out.append(']');
    }

    private static boolean bare(Molecule m, int a, boolean lower) {
        if (m.charge(a) != 0 || m.isotope(a) != 0 || m.atomMap(a) != 0) {
            return false;
        }
        return switch (m.atomicNumber(a)) {
            case 0 -> m.implicitHydrogens(a) == 0;
            case 5, 6, 7, 8, 15, 16 -> m.implicitHydrogens(a) == filled(m, a, lower);
            case 9, 17, 35, 53 -> !lower && m.implicitHydrogens(a) == filled(m, a, lower);
            default -> false;
        };
    }

    /** The hydrogens that a reader would add. */
    private static int filled(Molecule m, int a, boolean lower) {
        int doubled = 0;
        boolean aromatic = lower;
        for (int k = 0; k < m.degree(a); k++) {
            int b = m.bondOf(a, k);
            boolean half = lower && m.bondType(b) == BondType.AROMATIC;
            int order = m.kekuleOrder(b);
            doubled += half ? 3 : order == Draft.DATIVE ? m.bondBegin(b) == a ? 0 : 2 : 2 * order;
        }
        int[] allowed = PeriodicTable.valences(m.atomicNumber(a));
        if (aromatic) {
            return Math.max(0, allowed[0] - (doubled + 1) / 2);
        }
        for (int v : allowed) {
            if (2 * v >= doubled) {
                return v - doubled / 2;
            }
        }
        return 0;
    }
}
