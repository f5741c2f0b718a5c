package org.dmol.data.formats;

import java.util.HashMap;
import java.util.Map;

/** Symbols and atomic numbers of the elements. */
public final class PeriodicTable {
    private static final String[] SYMBOLS =
            ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se"
                            + " Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta"
                            + " W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn"
                            + " Nh Fl Mc Lv Ts Og")
                    .split(" ");
    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        for (int i = 0; i < SYMBOLS.length; i++) {
            NUMBERS.put(SYMBOLS[i], i + 1);
        }
    }

    private PeriodicTable() {}

    /** Atomic number of a symbol, or 0 if there is no such element. */
    public static int number(String symbol) {
        return NUMBERS.getOrDefault(symbol, 0);
    }

    /** Symbol of an atomic number. */
    public static String symbol(int number) {
        if (number < 1 || number > SYMBOLS.length) {
            throw new IllegalArgumentException(
                    "There is no element of the atomic number " + number + "; known are 1 to " + SYMBOLS.length + ".");
        }
        return SYMBOLS[number - 1];
    }
}
