package org.dmol.data.descriptors;

/** Surface areas from the bond table alone. Written after RDKit's MolSurf (BSD 3-clause). */
final class SurfaceArea {
    private SurfaceArea() {}

    /**
     * Labute's approximate surface area (J. Mol. Graph. Model. 2000, 18, 464), in Angstrom^2; one hydrogen for each heavy atom, as RDKit
     * has it.
     */
    static double labute(Topology t) {
        double rh = Elements.rb0(1);
        double area = 0;
        double overlap = 0;
        for (double atom : labuteAtoms(t)) {
            area += atom;
        }
        for (int i = 0; i < t.atoms; i++) {
            double r = Elements.rb0(t.number[i]);
            overlap += cap(rh, r, distance(r, rh, r + rh));
        }
        return area + Math.PI * rh * (4 * rh - overlap);
    }

    /** The parts of the atoms, without the one of the hydrogens. */
    static double[] labuteAtoms(Topology t) {
        double[] overlap = new double[t.atoms];
        for (int b = 0; b < t.bonds; b++) {
            double ri = Elements.rb0(t.number[t.begin[b]]);
            double rj = Elements.rb0(t.number[t.end[b]]);
            double shortening = t.bondAromatic[b] ? 0.1 : t.order[b] == 2 ? 0.2 : t.order[b] == 3 ? 0.3 : 0;
            double d = distance(ri, rj, ri + rj - shortening);
            overlap[t.begin[b]] += cap(ri, rj, d);
            overlap[t.end[b]] += cap(rj, ri, d);
        }
        double rh = Elements.rb0(1);
        double[] area = new double[t.atoms];
        for (int i = 0; i < t.atoms; i++) {
            double r = Elements.rb0(t.number[i]);
            area[i] = Math.PI * r * (4 * r - overlap[i] - cap(r, rh, distance(r, rh, r + rh)));
        }
        return area;
    }

    private static double distance(double ri, double rj, double ideal) {
        return Math.min(Math.max(Math.abs(ri - rj), ideal), ri + rj);
    }

    /** What the sphere of radius {@code other} at distance {@code d} takes away. */
    private static double cap(double own, double other, double d) {
        return other * other - (own - d) * (own - d) / d;
    }

    /** Topological polar surface area of nitrogen and oxygen (Ertl, Rohde, Selzer, J. Med. Chem. 2000, 43, 3714), in Angstrom^2. */
    static double polar(Topology t, boolean[] inThreeRing) {
        double sum = 0;
        for (int i = 0; i < t.atoms; i++) {
            if (t.number[i] == 7 || t.number[i] == 8) {
                sum += polar(t, i, inThreeRing[i]);
            }
        }
        return sum;
    }

    private static double polar(Topology t, int i, boolean threeRing) {
        int single = 0;
        int twofold = 0;
        int threefold = 0;
        int aromatic = 0;
        int hydrogens = t.hydrogens[i];
        int neighbours = 0;
        for (int k = 0; k < t.degree(i); k++) {
            int b = t.bond[i][k];
            if (t.number[t.neighbour[i][k]] == 1) {
                hydrogens++;
                continue;
            }
            neighbours++;
            if (t.bondAromatic[b]) {
                aromatic++;
            } else if (t.order[b] == 1) {
                single++;
            } else if (t.order[b] == 2) {
                twofold++;
            } else if (t.order[b] == 3) {
                threefold++;
            }
        }
        boolean nitrogen = t.number[i] == 7;
        String key = neighbours + "/" + hydrogens + "/" + t.charge[i];
        String bonds = "s".repeat(single) + "d".repeat(twofold) + "t".repeat(threefold) + "a".repeat(aromatic);
        double value = nitrogen ? nitrogen(key, bonds, threeRing) : oxygen(key, bonds, threeRing);
        if (value >= 0) {
            return value;
        }
        double guess = nitrogen ? 30.5 - neighbours * 8.2 + hydrogens * 1.5 : 28.5 - neighbours * 8.6 + hydrogens * 1.5;
        return Math.max(0, guess);
    }

    /** {@code key}: neighbours / hydrogens / charge; {@code bonds}: single, double, triple, aromatic ones. */
    private static double nitrogen(String key, String bonds, boolean threeRing) {
        return switch (key + " " + bonds) {
            case "1/0/0 t" -> 23.79;
            case "1/1/0 d" -> 23.85;
            case "1/2/0 s" -> 26.02;
            case "1/2/1 d" -> 25.59;
            case "1/3/1 s" -> 27.64;
            case "2/0/0 sd" -> 12.36;
            case "2/0/0 dt" -> 13.60;
            case "2/1/0 ss" -> threeRing ? 21.94 : 12.03;
            case "2/0/1 st" -> 4.36;
            case "2/1/1 sd" -> 13.97;
            case "2/2/1 ss" -> 16.61;
            case "2/0/0 aa" -> 12.89;
            case "2/1/0 aa" -> 15.79;
            case "2/1/1 aa" -> 14.14;
            case "3/0/0 sss" -> threeRing ? 3.01 : 3.24;
            case "3/0/0 sdd" -> 11.68;
            case "3/0/1 ssd" -> 3.01;
            case "3/1/1 sss" -> 4.44;
            case "3/0/0 aaa" -> 4.41;
            case "3/0/0 saa" -> 4.93;
            case "3/0/0 daa" -> 8.39;
            case "3/0/1 aaa" -> 4.10;
            case "3/0/1 saa" -> 3.88;
            case "4/0/1 ssss" -> 0;
            default -> -1;
        };
    }

    private static double oxygen(String key, String bonds, boolean threeRing) {
        return switch (key + " " + bonds) {
            case "1/0/0 d" -> 17.07;
            case "1/1/0 s" -> 20.23;
            case "1/0/-1 s" -> 23.06;
            case "2/0/0 ss" -> threeRing ? 12.53 : 9.23;
            case "2/0/0 aa" -> 13.14;
            default -> -1;
        };
    }
}
