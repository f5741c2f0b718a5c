package org.dmol.data.molecules;

import java.util.HashMap;
import java.util.Map;

/**
 * Elements by atomic number, with the allowed valences and outer electrons of RDKit 2022.09's periodic table (which
 * decide what a valid molecule is). Atomic number 0 is the wildcard atom {@code *}.
 */
public final class PeriodicTable {
    /** Largest atomic number known. */
    public static final int MAX = 118;

    private static final String[] SYMBOLS =
            ("* H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu "
                            + "Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd "
                            + "Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es "
                            + "Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og")
                    .split(" ");
    private static final String OUTER = "0121234567812345678123456789ab2345678123456789ab2345678"
            + "12343456789abcdef456789ab234567812343456789abcdef222222222222222";
    private static final int[] ANY = {-1};
    private static final int[][] VALENCES = new int[MAX + 1][];
    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        java.util.Arrays.fill(VALENCES, ANY);
        allow(new int[] {1}, 1, 3, 9, 11, 17, 19, 35, 37, 55, 87);
        allow(new int[] {0}, 2, 10, 18, 36, 86);
        allow(new int[] {2}, 4, 8);
        allow(new int[] {3}, 5, 7, 31, 49, 81);
        allow(new int[] {4}, 6, 32);
        allow(new int[] {2, -1}, 12, 20, 38, 56, 88);
        allow(new int[] {3, 6}, 13);
        allow(new int[] {4, 6}, 14);
        allow(new int[] {3, 5, 7}, 15, 33, 51, 83);
        allow(new int[] {2, 4, 6}, 16, 34, 52, 84);
        allow(new int[] {2, 4}, 50, 82);
        allow(new int[] {1, 3, 5}, 53, 85);
        allow(new int[] {0, 2, 4, 6}, 54);
        for (int z = 0; z <= MAX; z++) {
            NUMBERS.put(SYMBOLS[z], z);
        }
        String[] provisional = {"Uun", "Uuu", "Uub", "Uut", "Uuq", "Uup", "Uuh", "Uus", "Uuo"};
        for (int i = 0; i < provisional.length; i++) {
            NUMBERS.put(provisional[i], 110 + i);
        }
    }

    private PeriodicTable() {}

    private static void allow(int[] valences, int... elements) {
        for (int z : elements) {
            VALENCES[z] = valences;
        }
    }

    /** Element symbol, for example {@code "C"} for 6. */
    public static String symbol(int atomicNumber) {
        return SYMBOLS[atomicNumber];
    }

    /** Atomic number of a symbol, or -1 if no element has it. */
    public static int atomicNumber(String symbol) {
        return NUMBERS.getOrDefault(symbol, -1);
    }

    /** Electrons outside the noble-gas core, as RDKit counts them. */
    public static int outerElectrons(int atomicNumber) {
        return Character.digit(OUTER.charAt(atomicNumber), 16);
    }

    /** Allowed valences in increasing order; -1 means "any". Shared array: do not write. */
    static int[] valences(int atomicNumber) {
        return VALENCES[atomicNumber];
    }

    /** The valence that implicit hydrogens fill up to first; -1 where there is none (metals). */
    static int defaultValence(int atomicNumber) {
        return VALENCES[atomicNumber][0];
    }

    /** Elements whose extra bonds come with negative charge (left of carbon). */
    static boolean early(int atomicNumber) {
        int outer = outerElectrons(atomicNumber);
        return atomicNumber > 2 && outer < 4;
    }
}
