package org.dmol.data.standin;

import org.dmol.data.descriptors.RdkitDescriptors;
import org.dmol.data.molecules.Molecule;

/** Properties of a molecule by simple formulas of its descriptors. */
record Estimates(double[] descriptors, double aromaticShare) {
    static Estimates of(Molecule molecule) {
        int aromatic = 0;
        int heavy = 0;
        for (int i = 0; i < molecule.atomCount(); i++) {
            aromatic += molecule.aromatic(i) ? 1 : 0;
            heavy += molecule.atomicNumber(i) > 1 ? 1 : 0;
        }
        return new Estimates(RdkitDescriptors.of(molecule), aromatic / (double) Math.max(1, heavy));
    }

    private double get(String name) {
        return descriptors[RdkitDescriptors.NAMES.indexOf(name)];
    }

    double weight() {
        return get("MolWt");
    }

    double logP() {
        return get("MolLogP");
    }

    double polarArea() {
        return get("TPSA");
    }

    double donors() {
        return get("NumHDonors");
    }

    double rotatable() {
        return get("NumRotatableBonds");
    }

    double rings() {
        return get("RingCount");
    }

    /** Delaney's linear model of log10 solubility in mol/L (J. Chem. Inf. Comput. Sci. 2004, 44, 1000). */
    double solubility() {
        return 0.16 - 0.63 * logP() - 0.0062 * weight() + 0.066 * rotatable() - 0.74 * aromaticShare;
    }
}
