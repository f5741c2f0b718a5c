package org.dmol.data.descriptors;

import java.io.IOException;
import java.util.List;
import org.openscience.cdk.config.Isotopes;
import org.openscience.cdk.interfaces.IIsotope;

/** RDKit's element data. */
final class Elements {
    private static final int COUNT = 119;
    private static final double[] WEIGHT = new double[COUNT];
    private static final double[] RB0 = new double[COUNT];
    private static final int[] OUTER = new int[COUNT];

    static {
        for (List<String> row : Tables.read("elements.tsv")) {
            int z = Integer.parseInt(row.get(0));
            WEIGHT[z] = Double.parseDouble(row.get(2));
            RB0[z] = Double.parseDouble(row.get(3));
            OUTER[z] = Integer.parseInt(row.get(4));
        }
    }

    private Elements() {}

    /** Mean atomic weight in g/mol; 0 for the wildcard atom. */
    static double weight(int z) {
        return WEIGHT[z];
    }

    /** Bond radius in Angstrom. */
    static double rb0(int z) {
        return RB0[z];
    }

    static int outerElectrons(int z) {
        return OUTER[z];
    }

    /** Mass of one atom: of its isotope if one is given, which an unknown one is taken to be the mass number of. */
    static double mass(int z, int isotope) {
        if (isotope == 0) {
            return WEIGHT[z];
        }
        try {
            IIsotope known = Isotopes.getInstance()
                    .getIsotope(org.openscience.cdk.config.Elements.ofNumber(z).symbol(), isotope);
            return known == null || known.getExactMass() == null ? isotope : known.getExactMass();
        } catch (IOException e) {
            throw new IllegalStateException("The isotope table of CDK cannot be read.", e);
        }
    }
}
