package org.dmol.data.molecules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dmol.data.molecules.InvalidSmilesException.Reason;

/** Ring-closure digits: pairs them and, like RDKit, appends their bonds after all others, by ring number. */
final class RingClosures {
    private final String smiles;
    private final int[] openSmall = new int[100];
    private Map<Integer, Integer> openLarge;
    private int n;
    private int openCount;
    private int[][] rows = new int[8][];

    private static final int NUMBER = 0;
    private static final int A = 1;
    private static final int BOND_A = 2;
    private static final int DIR_A = 3;
    private static final int POS_A = 4;
    private static final int B = 5;
    private static final int BOND_B = 6;
    private static final int DIR_B = 7;
    private static final int POS_B = 8;

    RingClosures(String smiles) {
        this.smiles = smiles;
    }

    void add(int number, int atom, int bond, int direction, int position, Draft d) {
        int open = open(number);
        if (open == 0) {
            if (n == rows.length) {
                rows = Arrays.copyOf(rows, 2 * n);
            }
            rows[n++] = new int[] {number, atom, bond, direction, position, -1, 0, 0, 0};
            setOpen(number, n);
            openCount++;
            return;
        }
        int[] row = rows[open - 1];
        if (row[A] == atom) {
            throw new InvalidSmilesException(
                    Reason.SYNTAX,
                    position,
                    smiles,
                    "ring " + number + " joins " + d.describe(atom) + " to itself at character " + position);
        }
        row[B] = atom;
        row[BOND_B] = bond;
        row[DIR_B] = direction;
        row[POS_B] = position;
        setOpen(number, 0);
        openCount--;
    }

    private int open(int number) {
        return number < 100 ? openSmall[number] : openLarge == null ? 0 : openLarge.getOrDefault(number, 0);
    }

    private void setOpen(int number, int value) {
        if (number < 100) {
            openSmall[number] = value;
        } else {
            if (openLarge == null) {
                openLarge = new HashMap<>();
            }
            openLarge.put(number, value);
        }
    }

    void finish(Draft d) {
        if (openCount > 0) {
            for (int i = 0; i < n; i++) {
                if (rows[i][B] < 0) {
                    throw new InvalidSmilesException(
                            Reason.SYNTAX,
                            rows[i][POS_A],
                            smiles,
                            "ring " + rows[i][NUMBER] + " opened at character " + rows[i][POS_A] + " is not closed");
                }
            }
        }
        if (n > 1) {
            Arrays.sort(rows, 0, n, (r, s) -> Integer.compare(r[NUMBER], s[NUMBER]));
        }
        for (int i = 0; i < n; i++) {
            append(rows[i], d);
        }
    }

    private static void append(int[] r, Draft d) {
        boolean useA = r[BOND_A] != 0 || r[BOND_B] == 0;
        int bond = useA ? r[BOND_A] : r[BOND_B];
        int direction = r[DIR_A] != 0 ? r[DIR_A] : -r[DIR_B];
        int a = r[A];
        int b = r[B];
        if (bond == Draft.DATIVE) {
            boolean fromA = useA ? r[DIR_A] >= 0 : r[DIR_B] < 0;
            if (fromA) {
                d.addBond(a, b, Draft.DATIVE, 0, r[POS_A], r[POS_B]);
            } else {
                d.addBond(b, a, Draft.DATIVE, 0, r[POS_B], r[POS_A]);
            }
            return;
        }
        byte order = bond != 0 ? (byte) bond : d.aromatic[a] && d.aromatic[b] ? Draft.AROMATIC : Draft.SINGLE;
        int dir = bond <= Draft.SINGLE ? direction : 0;
        if (r[BOND_A] != 0) {
            d.addBond(a, b, order, dir, r[POS_A], r[POS_B]);
        } else {
            d.addBond(b, a, order, -dir, r[POS_B], r[POS_A]);
        }
    }

    /** A closure between atoms that are already bonded is an error. */
    void rejectDuplicates(Draft d) {
        for (int i = 0; i < n; i++) {
            int bond = d.bonds - n + i;
            int a = d.begin[bond];
            int b = d.end[bond];
            if (d.degree(a) > d.degree(b)) {
                int t = a;
                a = b;
                b = t;
            }
            int seen = 0;
            for (int k = d.first[a]; k < d.first[a + 1]; k++) {
                seen += d.neighbour[k] == b ? 1 : 0;
            }
            if (seen > 1) {
                throw new InvalidSmilesException(
                        Reason.SYNTAX,
                        rows[i][POS_B],
                        smiles,
                        "ring " + rows[i][NUMBER] + " at character " + rows[i][POS_B] + " joins "
                                + d.describe(rows[i][A]) + " and " + d.describe(rows[i][B]) + " a second time");
            }
        }
    }
}
