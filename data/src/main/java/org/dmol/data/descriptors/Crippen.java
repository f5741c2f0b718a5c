package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dmol.data.molecules.Molecule;
import org.openscience.cdk.interfaces.IAtom;

/**
 * Atom contributions to the octanol-water partition coefficient and to the molar refractivity (Wildman and Crippen, J. Chem. Inf. Comput.
 * Sci. 1999, 39, 868), with RDKit's SMARTS for the atom types: the first type that fits counts.
 */
public final class Crippen {
    private record Type(SmartsAtom pattern, double logP, double mr) {}

    /** Compiled patterns are not safe to share between threads. */
    private static final ThreadLocal<Crippen> INSTANCE = ThreadLocal.withInitial(Crippen::new);

    private final List<Type> types = new ArrayList<>();
    /** The types that an element can have, in order, found once for each element. */
    private final Map<Integer, List<Type>> byElement = new HashMap<>();

    private final List<String> smarts = new ArrayList<>();

    private Crippen() {
        for (List<String> row : Tables.read("crippen.tsv")) {
            smarts.add(row.get(1));
            types.add(new Type(
                    new SmartsAtom(row.get(1)), Double.parseDouble(row.get(2)), Double.parseDouble(row.get(3))));
        }
    }

    /**
     * Sums over all atoms, hydrogens included.
     *
     * @param logP octanol-water partition coefficient, log10
     * @param molarRefractivity in cm^3/mol
     */
    public record Value(double logP, double molarRefractivity) {}

    /** Both sums for a molecule. */
    public static Value of(Molecule molecule) {
        Crippen crippen = INSTANCE.get();
        double logP = 0;
        double mr = 0;
        for (IAtom atom : molecule.withHydrogens().container().atoms()) {
            Type type = crippen.type(atom);
            if (type != null) {
                logP += type.logP;
                mr += type.mr;
            }
        }
        return new Value(logP, mr);
    }

    /** Contributions to log P and to the refractivity of the first {@code heavy} atoms, those of the hydrogen-free form. */
    static double[][] heavyAtoms(Molecule molecule, int heavy) {
        Crippen crippen = INSTANCE.get();
        double[][] out = new double[2][heavy];
        for (int i = 0; i < heavy; i++) {
            Type type = crippen.type(molecule.withHydrogens().atom(i));
            if (type != null) {
                out[0][i] = type.logP;
                out[1][i] = type.mr;
            }
        }
        return out;
    }

    private Type type(IAtom atom) {
        int z = atom.getAtomicNumber() == null ? 0 : atom.getAtomicNumber();
        for (Type type : byElement.computeIfAbsent(z, this::candidates)) {
            if (type.pattern.matches(atom)) {
                return type;
            }
        }
        return null;
    }

    private List<Type> candidates(int z) {
        List<Type> out = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (FirstAtom.canBe(smarts.get(i), z)) {
                out.add(types.get(i));
            }
        }
        return out;
    }
}
