package org.dmol.data.selfies;

import java.util.Map;
import java.util.Set;

/** The element tables that both languages share. */
final class Chemistry {
    /** Every element symbol that may stand in brackets. */
    static final Set<String> ELEMENTS =
            Set.of(("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As"
                            + " Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba Hf Ta W Re Os Ir Pt Au Hg"
                            + " Tl Pb Bi Po At Rn Fr Ra Rf Db Sg Bh Hs Mt Ds Rg Cn Fl Lv La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er"
                            + " Tm Yb Lu Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr")
                    .split(" "));

    /** Elements that SMILES writes without brackets; their hydrogens are then implicit. */
    static final Set<String> ORGANIC = Set.of("B", "C", "N", "O", "S", "P", "F", "Cl", "Br", "I");

    private static final Map<String, Aromatic> AROMATIC = Map.ofEntries(
            Map.entry("B", new Aromatic(3, 3)),
            Map.entry("Al", new Aromatic(3, 3)),
            Map.entry("C", new Aromatic(4, 4)),
            Map.entry("Si", new Aromatic(4, 4)),
            Map.entry("N", new Aromatic(5, 3, 5)),
            Map.entry("P", new Aromatic(5, 3, 5)),
            Map.entry("As", new Aromatic(5, 3, 5)),
            Map.entry("O", new Aromatic(6, 2, 4)),
            Map.entry("S", new Aromatic(6, 2, 4)),
            Map.entry("Se", new Aromatic(6, 2, 4)),
            Map.entry("Te", new Aromatic(6, 2, 4)));

    private Chemistry() {}

    /** What an element does in an aromatic system, or null if it is never aromatic. */
    static Aromatic aromatic(String element) {
        return AROMATIC.get(element);
    }

    /** Valence electrons of an aromatic element and the valences it takes, ascending. */
    static final class Aromatic {
        final int electrons;
        private final int[] valences;

        Aromatic(int electrons, int... valences) {
            this.electrons = electrons;
            this.valences = valences;
        }

        /** Whether {@code used} electrons are exactly one of the valences of the atom with this charge. */
        boolean isFull(int used, int charge) {
            for (int v : valences) {
                if (used == v - charge) {
                    return true;
                }
            }
            return false;
        }

        int highestValence() {
            return valences[valences.length - 1];
        }
    }
}
