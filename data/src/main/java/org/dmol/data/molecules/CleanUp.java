package org.dmol.data.molecules;

/**
 * RDKit's rewriting of neutral hypervalent atoms into charge-separated forms: five-valent nitrogen with =O or #N,
 * five-valent three-coordinate phosphorus with =O and =C, and chlorine, bromine and iodine bonded to oxygen alone.
 */
final class CleanUp {
    private CleanUp() {}

    static void apply(Draft d) {
        for (int i = 0; i < d.atoms; i++) {
            if (d.charge[i] == 0) {
                switch (d.z[i]) {
                    case 7 -> nitrogen(d, i);
                    case 15 -> phosphorus(d, i);
                    case 17, 35, 53 -> halogen(d, i);
                    default -> {}
                }
            }
        }
    }

    private static void nitrogen(Draft d, int n) {
        if (Valences.rounded(d, n) != 5) {
            return;
        }
        for (int k = d.first[n]; k < d.first[n + 1]; k++) {
            int other = d.neighbour[k];
            int bond = d.via[k];
            if (d.charge[other] != 0) {
                continue;
            }
            if (d.z[other] == 8 && d.order[bond] == Draft.DOUBLE) {
                separate(d, n, other, bond, Draft.SINGLE);
                return;
            }
            if (d.z[other] == 7 && d.order[bond] == Draft.TRIPLE) {
                separate(d, n, other, bond, Draft.DOUBLE);
                return;
            }
        }
    }

    private static void phosphorus(Draft d, int p) {
        if (d.degree(p) != 3 || Valences.rounded(d, p) != 5) {
            return;
        }
        int oxide = -1;
        boolean ylide = false;
        for (int k = d.first[p]; k < d.first[p + 1]; k++) {
            int other = d.neighbour[k];
            if (d.order[d.via[k]] == Draft.DOUBLE && d.charge[other] == 0) {
                if (d.z[other] == 8 && d.degree(other) == 1) {
                    oxide = k;
                } else if ((d.z[other] == 6 || d.z[other] == 7) && d.degree(other) >= 2) {
                    ylide = true;
                }
            }
        }
        if (oxide >= 0 && ylide) {
            separate(d, p, d.neighbour[oxide], d.via[oxide], Draft.SINGLE);
        }
    }

    private static void separate(Draft d, int plus, int minus, int bond, byte order) {
        d.order[bond] = order;
        d.charge[plus] = 1;
        d.charge[minus] = -1;
    }

    private static void halogen(Draft d, int x) {
        int v = Valences.rounded(d, x);
        if (v != 3 && v != 5 && v != 7) {
            return;
        }
        for (int k = d.first[x]; k < d.first[x + 1]; k++) {
            if (d.z[d.neighbour[k]] != 8) {
                return;
            }
        }
        int charge = 0;
        for (int k = d.first[x]; k < d.first[x + 1]; k++) {
            if (d.order[d.via[k]] == Draft.DOUBLE) {
                d.order[d.via[k]] = Draft.SINGLE;
                d.charge[d.neighbour[k]] = -1;
                charge++;
            }
        }
        d.charge[x] = charge;
    }
}
