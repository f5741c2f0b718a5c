package org.dmol.data.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.qsar.IMolecularDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ChiClusterDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.ChiPathDescriptor;
import org.openscience.cdk.qsar.result.DoubleArrayResult;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** The depth-first search against CDK's slow descriptors of the same names. */
class ConnectivityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CCCC",
                "CC(C)(C)CC",
                "C1CC1",
                "C1CC2CCC1C2",
                "CC(=O)Oc1ccccc1C(=O)O",
                "Clc1ccc2ncccc2c1",
                "CN1C=NC2=C1C(=O)N(C(=O)N2C)C",
                "C12C3C4C1C5C2C3C45",
                "CCBr",
                "O.CCCCCC(O)=O"
            })
    void agreesWithCdk(String smiles) throws Exception {
        Molecule m = Smiles.parse(smiles);
        Connectivity block = new Connectivity();
        double[] ours = block.of(m);
        for (IMolecularDescriptor cdk :
                new IMolecularDescriptor[] {new ChiPathDescriptor(), new ChiClusterDescriptor()}) {
            cdk.initialise(SilentChemObjectBuilder.getInstance());
            IAtomContainer copy = m.container().clone();
            AtomContainerManipulator.percieveAtomTypesAndConfigureAtoms(copy);
            DoubleArrayResult theirs = (DoubleArrayResult) cdk.calculate(copy).getValue();
            int compared = 0;
            for (int k = 0; k < theirs.length(); k++) {
                int column = block.names().indexOf(cdk.getDescriptorNames()[k]);
                if (column >= 0) {
                    compared++;
                    assertThat(ours[column]).as(cdk.getDescriptorNames()[k]).isCloseTo(theirs.get(k), within(1e-9));
                }
            }
            assertThat(compared).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void ringsOfTheirSize() {
        Connectivity block = new Connectivity();
        double[] norbornane = block.of(Smiles.parse("C1CC2CCC1C2"));
        // Two rings of 5: degrees 3, 2, 2, 3, 2; one of 6: degrees 3, 2, 2, 3, 2, 2.
        assertThat(norbornane[block.names().indexOf("SR-5")]).isCloseTo(2 / Math.sqrt(72), within(1e-12));
        assertThat(norbornane[block.names().indexOf("SR-6")]).isCloseTo(1 / 12.0, within(1e-12));
        assertThat(norbornane[block.names().indexOf("SR-7")]).isZero();
        double[] cubane = block.of(Smiles.parse("C12C3C4C1C5C2C3C45"));
        assertThat(cubane[block.names().indexOf("SR-4")]).isCloseTo(6 / 9.0, within(1e-12));
        assertThat(cubane[block.names().indexOf("SR-6")]).isCloseTo(16 / 27.0, within(1e-12));
    }
}
