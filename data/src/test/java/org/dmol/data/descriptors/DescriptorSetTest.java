package org.dmol.data.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorSetTest {
    private static final List<Molecule> MOLECULES = Stream.of(
                    "CC(=O)Oc1ccccc1C(=O)O",
                    "OC(=O)c1ccccc1OC(C)=O",
                    "CN1C=NC2=C1C(=O)N(C(=O)N2C)C",
                    "*C(=O)O",
                    "[Pt+2].[Cl-].[Cl-]",
                    "C")
            .map(Smiles::parse)
            .toList();
    private static final DescriptorTable TABLE = DescriptorSet.standard().compute(MOLECULES);

    @Test
    void theStandardSetHasMoreThanFifteenHundredNames() {
        assertThat(DescriptorSet.standard().names()).hasSizeGreaterThan(1500).doesNotHaveDuplicates();
        assertThat(TABLE.values().shape()).containsExactly(6, TABLE.names().size());
    }

    @Test
    void theOrderOfTheAtomsDoesNotMatter() {
        double[] a = TABLE.values().row(0).doubles();
        double[] b = TABLE.values().row(1).doubles();
        for (int k = 0; k < a.length; k++) {
            assertThat(b[k]).as(TABLE.names().get(k)).isCloseTo(a[k], org.assertj.core.api.Assertions.within(1e-6));
        }
    }

    @Test
    void drugsMissNothingAndExoticAtomsMissSomething() {
        for (int row : new int[] {0, 2}) {
            assertThat(Arrays.stream(TABLE.values().row(row).doubles()).filter(Double::isNaN))
                    .isEmpty();
        }
        assertThat(Arrays.stream(TABLE.values().row(3).doubles())
                        .filter(Double::isNaN)
                        .count())
                .isBetween(1L, 200L);
        assertThat(Arrays.stream(TABLE.missing()).sum()).isPositive();
    }

    @Test
    void usableColumnsAreCompleteAndVary() {
        DescriptorTable usable = TABLE.usable();
        assertThat(Arrays.stream(usable.missing()).sum()).isZero();
        assertThat(usable.names()).contains("MolWt", "ALogP").doesNotContain("VABC", "NumSe");
    }

    @Test
    void gapsAreFilledWithTheMedianOfTheTrainingRows() {
        DescriptorTable t = new DescriptorTable(List.of("a", "b", "c"), Nd.matrix(new double[][] {
            {1, Double.NaN, 1}, {5, Double.NaN, 2}, {Double.NaN, 3, 3}, {100, 4, 4}
        }));
        DescriptorTable filled = t.imputed(0.4, 0, 1, 2);
        assertThat(filled.names()).containsExactly("a", "c");
        assertThat(filled.column("a")).containsExactly(1, 5, 3, 100);
        assertThat(t.imputed(0.9).names()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> t.column("d")).hasMessage("There is no descriptor d among the 3.");
    }

    @Test
    void aFailingBlockIsMissingAndTheOthersAreNot() {
        DescriptorBlock failing = DescriptorBlock.of(List.of("x", "y"), m -> {
            throw new IllegalStateException("never");
        });
        double[] values = DescriptorSet.of(failing, DescriptorBlock.rdkit()).compute(MOLECULES.get(0));
        assertThat(values[0]).isNaN();
        assertThat(values[1]).isNaN();
        assertThat(values[2]).isCloseTo(180.159, org.assertj.core.api.Assertions.within(1e-3));
        assertThatThrownBy(() -> DescriptorSet.of(DescriptorBlock.rdkit(), DescriptorBlock.rdkit()))
                .hasMessage("The descriptor name MolWt occurs twice; names must be unique within a set.");
    }

    @Test
    void progressCountsEveryMolecule() {
        AtomicInteger calls = new AtomicInteger();
        DescriptorSet.of(DescriptorBlock.rdkit()).compute(MOLECULES, done -> calls.incrementAndGet());
        assertThat(calls).hasValue(6);
    }

    @Test
    void aTableSurvivesItsFile(@TempDir Path directory) throws IOException {
        TABLE.write(directory.resolve("table.npz"));
        DescriptorTable back = DescriptorTable.read(directory.resolve("table.npz"));
        assertThat(back.names()).isEqualTo(TABLE.names());
        assertThat(back.values()).isEqualTo(TABLE.values());
    }

    @Test
    void noMoleculesGiveNoRows() {
        assertThat(DescriptorSet.standard().compute(List.of()).values().dim(0)).isZero();
        assertThat(RdkitDescriptors.of(List.of()).shape()).containsExactly(0, 17);
    }
}
