package org.dmol.data.molecules;

import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** Hydrogens as atoms or as counts. */
final class Hydrogens {
    private Hydrogens() {}

    static IAtomContainer explicit(IAtomContainer heavy) {
        try {
            IAtomContainer copy = heavy.clone();
            AtomContainerManipulator.convertImplicitToExplicitHydrogens(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
