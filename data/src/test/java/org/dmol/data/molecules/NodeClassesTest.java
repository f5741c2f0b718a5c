package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeClassesTest {
    private static MoleculeGraph graph(String smiles) {
        return MoleculeGraph.of(Smiles.parse(smiles).withHydrogens());
    }

    @ParameterizedTest
    @CsvSource({
        "CO, 4, 4", // C, O, three H alike, H of O
        "c1ccccc1, 4, 2",
        "C, 4, 2",
        "CCCCCCCC, 4, 8", // four kinds of carbon, four of hydrogen
        "CCCCCCCC, 1, 3", // carbon with three or two hydrogens, hydrogen
        "CCCCCCCC, 0, 2",
        "[Na+].[Cl-], 4, 2",
        "[H][H], 4, 1"
    })
    void countsClassesOfAtoms(String smiles, int depth, int classes) {
        assertThat(NodeClasses.of(graph(smiles), depth).count()).isEqualTo(classes);
    }

    @Test
    void sizesAddUpAndFirstNodesBelong() {
        MoleculeGraph g = graph("CC(C)Cc1ccc(cc1)C(C)C(=O)O");
        NodeClasses c = NodeClasses.of(g, 4);
        assertThat(IntStream.range(0, c.count()).map(c::size).sum()).isEqualTo(g.nodeCount());
        for (int k = 0; k < c.count(); k++) {
            assertThat(c.of(c.first(k))).isEqualTo(k);
            assertThat(k == 0 || c.first(k) > c.first(k - 1)).isTrue();
        }
    }

    @Test
    void aRingOfSixIsNotTwoRingsOfThreeButLooksAlike() {
        int[] labels = new int[6];
        NodeClasses six = NodeClasses.of(labels, i -> new long[] {(i + 1) % 6, (i + 5) % 6}, 6);
        NodeClasses threes =
                NodeClasses.of(labels, i -> new long[] {i / 3 * 3 + (i + 1) % 3, i / 3 * 3 + (i + 2) % 3}, 6);
        assertThat(six.count()).isEqualTo(1);
        assertThat(threes.count()).isEqualTo(1);
    }

    @Test
    void labelsOfEdgesCount() {
        int[] labels = new int[4];
        NodeClasses same = NodeClasses.of(labels, i -> new long[] {(i + 1) % 4, (i + 3) % 4}, 4);
        // a square with sides 1, 2, 1, 3
        int[] side = {1, 2, 1, 3};
        NodeClasses sides = NodeClasses.of(
                labels,
                i -> new long[] {(long) side[i] << 32 | (i + 1) % 4, (long) side[(i + 3) % 4] << 32 | (i + 3) % 4},
                4);
        assertThat(same.count()).isEqualTo(1);
        assertThat(sides.count()).isEqualTo(2);
    }
}
