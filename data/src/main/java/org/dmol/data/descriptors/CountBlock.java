package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;

/**
 * Counts of elements, bonds, rings, charges and walks. Names that RDKit has ({@code NOCount}, {@code NumAromaticHeterocycles}, …) mean what
 * they mean there; {@code nHRing6} counts rings of 6 with a hetero atom, {@code MWC4} is the logarithm of 1 + the number of walks of 4 bonds.
 */
final class CountBlock implements DescriptorBlock {
    private static final String[] ELEMENTS = {"H", "B", "C", "N", "O", "F", "Si", "P", "S", "Cl", "Se", "Br", "I"};
    private static final int[] NUMBERS = {1, 5, 6, 7, 8, 9, 14, 15, 16, 17, 34, 35, 53};
    private static final int LARGEST_RING = 12;
    private static final int LONGEST_WALK = 10;
    private static final List<String> NAMES =
            List.copyOf(compute(Smiles.parse("C")).keySet());

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] of(Molecule molecule) {
        return compute(molecule).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static Map<String, Double> compute(Molecule molecule) {
        Topology t = new Topology(molecule);
        Map<String, Double> out = new LinkedHashMap<>();
        atoms(t, out);
        bonds(t, out);
        rings(t, out);
        walks(t, out);
        return out;
    }

    private static double count(int n, IntPredicate which) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += which.test(i) ? 1 : 0;
        }
        return count;
    }

    private static void atoms(Topology t, Map<String, Double> out) {
        double hydrogens = Arrays.stream(t.hydrogens).sum();
        for (int e = 0; e < ELEMENTS.length; e++) {
            int z = NUMBERS[e];
            out.put("Num" + ELEMENTS[e], count(t.atoms, i -> t.number[i] == z) + (z == 1 ? hydrogens : 0));
        }
        out.put("NumOther", count(t.atoms, i -> Arrays.stream(NUMBERS).noneMatch(z -> z == t.number[i])));
        out.put("NOCount", count(t.atoms, i -> t.number[i] == 7 || t.number[i] == 8));
        double nhoh = 0;
        for (int i = 0; i < t.atoms; i++) {
            nhoh += t.number[i] == 7 || t.number[i] == 8 ? t.allHydrogens(i) : 0;
        }
        out.put("NHOHCount", nhoh);
        double carbons = out.get("NumC");
        double tetrahedral = count(t.atoms, i -> t.number[i] == 6 && t.degree(i) + t.hydrogens[i] == 4);
        out.put("FractionCSP3", carbons == 0 ? 0 : tetrahedral / carbons);
        double weight = 0;
        for (int i = 0; i < t.atoms; i++) {
            weight += t.number[i] > 1 ? Elements.mass(t.number[i], t.isotope[i]) : 0;
        }
        out.put("HeavyAtomMolWt", weight);
        out.put("nPositive", count(t.atoms, i -> t.charge[i] > 0));
        out.put("nNegative", count(t.atoms, i -> t.charge[i] < 0));
        out.put("netCharge", (double) Arrays.stream(t.charge).sum());
        for (int d = 1; d <= 4; d++) {
            int degree = d;
            out.put("nDegree" + d, count(t.atoms, i -> t.degree(i) == degree));
        }
    }

    private static void bonds(Topology t, Map<String, Double> out) {
        out.put("nSingleBonds", count(t.bonds, b -> !t.bondAromatic[b] && t.order[b] == 1));
        out.put("nDoubleBonds", count(t.bonds, b -> !t.bondAromatic[b] && t.order[b] == 2));
        out.put("nTripleBonds", count(t.bonds, b -> !t.bondAromatic[b] && t.order[b] == 3));
        out.put("nAromaticBonds", count(t.bonds, b -> t.bondAromatic[b]));
        out.put("nRingBonds", count(t.bonds, b -> t.bondInRing[b]));
    }

    private static void rings(Topology t, Map<String, Double> out) {
        List<int[]> rings = Rings.of(t);
        List<int[]> hetero = new ArrayList<>(rings);
        hetero.removeIf(r -> Arrays.stream(r).allMatch(b -> t.number[t.begin[b]] == 6 && t.number[t.end[b]] == 6));
        List<int[]> carbo = new ArrayList<>(rings);
        carbo.removeAll(hetero);
        IntPredicate aromatic = b -> t.bondAromatic[b];
        IntPredicate saturated = b -> t.order[b] == 1 && !t.bondAromatic[b];
        out.put("NumAromaticCarbocycles", all(carbo, aromatic));
        out.put("NumAromaticHeterocycles", all(hetero, aromatic));
        out.put("NumSaturatedCarbocycles", all(carbo, saturated));
        out.put("NumSaturatedHeterocycles", all(hetero, saturated));
        out.put("NumAliphaticCarbocycles", carbo.size() - all(carbo, aromatic));
        out.put("NumAliphaticHeterocycles", hetero.size() - all(hetero, aromatic));
        for (int size = 3; size <= LARGEST_RING; size++) {
            int s = size;
            out.put("nRing" + size, (double)
                    rings.stream().filter(r -> r.length == s).count());
            out.put("nHRing" + size, (double)
                    hetero.stream().filter(r -> r.length == s).count());
        }
        out.put("nRingLarger", (double)
                rings.stream().filter(r -> r.length > LARGEST_RING).count());
    }

    private static double all(List<int[]> rings, IntPredicate bond) {
        return rings.stream().filter(r -> Arrays.stream(r).allMatch(bond)).count();
    }

    private static void walks(Topology t, Map<String, Double> out) {
        double[] ends = new double[t.atoms];
        Arrays.fill(ends, 1);
        for (int k = 1; k <= LONGEST_WALK; k++) {
            double[] next = new double[t.atoms];
            for (int i = 0; i < t.atoms; i++) {
                for (int j : t.neighbour[i]) {
                    next[j] += ends[i];
                }
            }
            ends = next;
            out.put("MWC" + k, Math.log1p(Arrays.stream(ends).sum()));
        }
    }
}
