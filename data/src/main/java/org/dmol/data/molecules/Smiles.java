package org.dmol.data.molecules;

import org.dmol.data.molecules.InvalidSmilesException.Reason;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;
import org.openscience.cdk.tools.manipulator.HydrogenState;

/** SMILES to molecules with RDKit's rules. */
public final class Smiles {
    private Smiles() {}

    /**
     * Reads one SMILES string.
     *
     * @throws InvalidSmilesException if it is not a molecule by RDKit's rules; names the reason
     */
    public static Molecule parse(String smiles) {
        return new Molecule(smiles, container(smiles), null);
    }

    private static IAtomContainer container(String smiles) {
        IAtomContainer m;
        try {
            m = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        } catch (org.openscience.cdk.exception.InvalidSmilesException e) {
            throw new InvalidSmilesException(Reason.SYNTAX, -1, smiles, e.getMessage());
        }
        AtomContainerManipulator.normalizeHydrogens(m, HydrogenState.Minimal);
        CleanUp.apply(m);
        Valences.check(m, smiles);
        Aromaticity.apply(Aromaticity.Model.Daylight, m);
        return m;
    }
}
