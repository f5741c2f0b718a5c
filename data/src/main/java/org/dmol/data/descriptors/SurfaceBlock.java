package org.dmol.data.descriptors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.data.molecules.Molecule;

/**
 * Surface area by the range of an atom property, and electrotopological states by the range of the surface area, with RDKit's bins and names
 * ({@code SlogP_VSA1}, {@code VSA_EState3}, …), and the extreme E-states.
 */
final class SurfaceBlock implements DescriptorBlock {
    private static final double[] LOGP = {-0.4, -0.2, 0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6};
    private static final double[] REFRACTIVITY = {1.29, 1.82, 2.24, 2.45, 2.75, 3.05, 3.63, 3.8, 4.0};
    private static final double[] ESTATE = {-0.390, 0.290, 0.717, 1.165, 1.540, 1.807, 2.05, 4.69, 9.17, 15.0};
    private static final double[] AREA = {4.78, 5.00, 5.410, 5.740, 6.00, 6.07, 6.45, 7.00, 11.0};
    private static final List<String> NAMES = makeNames();

    private static List<String> makeNames() {
        List<String> names = new ArrayList<>();
        add(names, "SlogP_VSA", LOGP);
        add(names, "SMR_VSA", REFRACTIVITY);
        add(names, "EState_VSA", ESTATE);
        add(names, "VSA_EState", AREA);
        names.addAll(List.of("MaxEStateIndex", "MinEStateIndex", "MaxAbsEStateIndex", "MinAbsEStateIndex"));
        return List.copyOf(names);
    }

    private static void add(List<String> names, String prefix, double[] bins) {
        for (int i = 1; i <= bins.length + 1; i++) {
            names.add(prefix + i);
        }
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] of(Molecule molecule) {
        Topology t = new Topology(molecule);
        double[] area = SurfaceArea.labuteAtoms(t);
        double[][] crippen = Crippen.heavyAtoms(molecule, t.atoms);
        double[] state = EState.indices(t);
        double[] out = new double[NAMES.size()];
        int at = fill(out, 0, crippen[0], area, LOGP);
        at = fill(out, at, crippen[1], area, REFRACTIVITY);
        at = fill(out, at, state, area, ESTATE);
        at = fill(out, at, area, state, AREA);
        out[at] = Arrays.stream(state).max().orElse(Double.NaN);
        out[at + 1] = Arrays.stream(state).min().orElse(Double.NaN);
        out[at + 2] = Arrays.stream(state).map(Math::abs).max().orElse(Double.NaN);
        out[at + 3] = Arrays.stream(state).map(Math::abs).min().orElse(Double.NaN);
        return out;
    }

    /** Adds each atom's value to the bin of its key; where the next bins begin. */
    private static int fill(double[] out, int from, double[] key, double[] value, double[] bins) {
        for (int i = 0; i < key.length; i++) {
            int bin = 0;
            while (bin < bins.length && bins[bin] <= key[i]) {
                bin++;
            }
            out[from + bin] += value[i];
        }
        return from + bins.length + 1;
    }
}
