package org.dmol.data.descriptors;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.dmol.array.Nd;
import org.dmol.data.molecules.Molecule;
import org.openscience.cdk.interfaces.IAtom;

/**
 * The 17 descriptors of the AqSolDB file, as RDKit 2022.09 computes them. Thread-safe.
 *
 * <pre>{@code
 * double[] values = RdkitDescriptors.of(Smiles.parse("CC(=O)Oc1ccccc1C(=O)O"));
 * }</pre>
 */
public final class RdkitDescriptors {
    /** Names in the order of the file. */
    public static final List<String> NAMES = List.of(
            "MolWt",
            "MolLogP",
            "MolMR",
            "HeavyAtomCount",
            "NumHAcceptors",
            "NumHDonors",
            "NumHeteroatoms",
            "NumRotatableBonds",
            "NumValenceElectrons",
            "NumAromaticRings",
            "NumSaturatedRings",
            "NumAliphaticRings",
            "RingCount",
            "TPSA",
            "LabuteASA",
            "BalabanJ",
            "BertzCT");

    private RdkitDescriptors() {}

    /** The values of one molecule, in the order of {@link #NAMES}. */
    public static double[] of(Molecule molecule) {
        Topology t = new Topology(molecule);
        List<int[]> rings = Rings.of(t);
        double[][] distances = t.distances(true);
        Crippen.Value crippen = Crippen.of(molecule);
        Lipinski lipinski = Lipinski.instance();
        Molecule heavy = molecule.withoutHydrogens();
        return new double[] {
            weight(t),
            crippen.logP(),
            crippen.molarRefractivity(),
            count(t.atoms, i -> t.number[i] > 1),
            lipinski.acceptors(heavy, t),
            lipinski.donors(t),
            count(t.atoms, i -> t.number[i] != 1 && t.number[i] != 6),
            lipinski.rotatableBonds(heavy, t),
            valenceElectrons(t),
            rings(rings, b -> t.bondAromatic[b]),
            rings(rings, b -> !t.bondAromatic[b] && t.order[b] == 1),
            rings.size() - rings(rings, b -> t.bondAromatic[b]),
            rings.size(),
            SurfaceArea.polar(t, inThreeRing(t, rings)),
            SurfaceArea.labute(t),
            Complexity.balabanJ(t, distances),
            Complexity.bertzCt(t, distances)
        };
    }

    /** A matrix (molecules, 17), float64, computed in parallel. */
    public static Nd of(List<Molecule> molecules) {
        double[][] rows = new double[molecules.size()][];
        Arrays.parallelSetAll(rows, i -> of(molecules.get(i)));
        return Nd.matrix(rows).reshape(rows.length, NAMES.size());
    }

    private static double weight(Topology t) {
        double sum = 0;
        for (int i = 0; i < t.atoms; i++) {
            sum += Elements.mass(t.number[i], t.isotope[i]) + t.hydrogens[i] * Elements.weight(1);
        }
        return sum;
    }

    private static int count(int n, IntPredicate which) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += which.test(i) ? 1 : 0;
        }
        return count;
    }

    private static int valenceElectrons(Topology t) {
        int sum = 0;
        for (int i = 0; i < t.atoms; i++) {
            sum += Elements.outerElectrons(t.number[i]) - t.charge[i] + t.hydrogens[i];
        }
        return sum;
    }

    /** Rings all of whose bonds are so. */
    private static int rings(List<int[]> rings, IntPredicate bond) {
        return (int) rings.stream().filter(r -> Arrays.stream(r).allMatch(bond)).count();
    }

    private static boolean[] inThreeRing(Topology t, List<int[]> rings) {
        boolean[] out = new boolean[t.atoms];
        for (int[] ring : rings) {
            if (ring.length == 3) {
                for (int b : ring) {
                    out[t.begin[b]] = true;
                    out[t.end[b]] = true;
                }
            }
        }
        return out;
    }

    /** SMARTS counts of RDKit's Lipinski module. Compiled patterns are not safe to share between threads. */
    private static final class Lipinski {
        private static final ThreadLocal<Lipinski> INSTANCE = ThreadLocal.withInitial(Lipinski::new);
        private static final String HALOFORM_OR_BUTYL =
                "&!$(C(F)(F)F)&!$(C(Cl)(Cl)Cl)&!$(C(Br)(Br)Br)&!$(C([CH3])([CH3])[CH3])";

        private final SmartsAtom acceptor =
                new SmartsAtom("[$([O,S;H1;v2]-[!$(*=[O,N,P,S])]),$([O,S;H0;v2]),$([O,S;-]),"
                        + "$([N;v3;!$(N-*=!@[O,N,P,S])]),$([nH0,o,s;+0])]");
        private final SmartsAtom rotorEnd = new SmartsAtom("[!$(*#*)&!D1" + HALOFORM_OR_BUTYL + "]");
        private final SmartsAtom amideEnd = new SmartsAtom("[$([CD3](=[N,O,S])-!@[#7,O,S!D1]),"
                + "$([#7,O,S!D1]-!@[CD3]=[N,O,S]),$([CD3](=[N+])-!@[#7!D1]),$([#7!D1]-!@[CD3]=[N+])]");

        static Lipinski instance() {
            return INSTANCE.get();
        }

        int acceptors(Molecule m, Topology t) {
            return count(t.atoms, i -> {
                int z = t.number[i];
                return (z == 7 || z == 8 || z == 16) && acceptor.matches(m.atom(i));
            });
        }

        /** [N&!H0&v3,N&!H0&+1&v4,O&H1&+0,S&H1&+0,n&H1&+0] */
        int donors(Topology t) {
            return count(t.atoms, i -> {
                int h = t.allHydrogens(i);
                if (t.number[i] == 7) {
                    int valence = t.hydrogens[i];
                    for (int b : t.bond[i]) {
                        valence += t.order[b];
                    }
                    return t.aromatic[i]
                            ? h == 1 && t.charge[i] == 0
                            : h > 0 && (valence == 3 || (valence == 4 && t.charge[i] == 1));
                }
                return (t.number[i] == 8 || t.number[i] == 16) && !t.aromatic[i] && h == 1 && t.charge[i] == 0;
            });
        }

        /** Strict rotatable bonds. The pattern forbids the amide types at one end only, so either direction may match. */
        int rotatableBonds(Molecule m, Topology t) {
            return count(t.bonds, b -> {
                if (t.order[b] != 1 || t.bondAromatic[b] || t.bondInRing[b]) {
                    return false;
                }
                IAtom begin = m.atom(t.begin[b]);
                IAtom end = m.atom(t.end[b]);
                return t.degree(t.begin[b]) > 1
                        && t.degree(t.end[b]) > 1
                        && rotorEnd.matches(begin)
                        && rotorEnd.matches(end)
                        && !(amideEnd.matches(begin) && amideEnd.matches(end));
            });
        }
    }
}
