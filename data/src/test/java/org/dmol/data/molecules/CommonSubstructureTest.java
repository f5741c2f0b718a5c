package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.data.descriptors.Stoned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonSubstructureTest {
    private static final Molecule LENALIDOMIDE = Smiles.parse("C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N");

    /** Sizes from RDKit's rdFMCS.FindMCS with its default settings, under which aromatic bonds also match single and double ones. */
    @ParameterizedTest
    @CsvSource({
        "CCO, CCO, 3",
        "CCO, CCN, 2",
        "CCO, c1ccccc1, 0",
        "c1ccccc1O, c1ccccc1N, 6",
        "c1ccccc1CCO, c1ccccc1CCN, 8",
        "CC(=O)Oc1ccccc1C(=O)O, OC(=O)c1ccccc1O, 10",
        "C1CCCCC1, C1CCCC1, 5",
        "C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N, O=C1CCC(N2C(=O)C3=CC=CC(N)=C3C2)C(=S)N1, 18",
        "C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N, O=C1CC(=O)CCC1N1C(=O)C2=CC=CC(N)=C2C1, 18"
    })
    void sizes(String a, String b, int size) {
        CommonSubstructure ab = CommonSubstructure.of(Smiles.parse(a), Smiles.parse(b));
        assertThat(ab.isComplete()).isTrue();
        assertThat(ab.size()).isGreaterThanOrEqualTo(size);
        assertThat(ab.size()).isLessThanOrEqualTo(size + 1); // an atom that hangs on by another way
    }

    @Test
    void theSameMoleculeInAnotherOrderHasNoChange() {
        Molecule other = Smiles.parse("Nc1cccc2c1CN(C2=O)C1CCC(=O)NC1=O");
        CommonSubstructure same = CommonSubstructure.of(LENALIDOMIDE, other);
        assertThat(same.size()).isEqualTo(19);
        assertThat(same.changedAtoms()).isEmpty();
        assertThat(same.changedBonds()).isEmpty();
    }

    @Test
    void whatIsExchangedAndWhereItHangs() {
        // The second oxygen becomes sulphur: atom 3 and its carbon 1, whose neighbour it is.
        CommonSubstructure c = CommonSubstructure.of(Smiles.parse("CC(=O)OCC"), Smiles.parse("CC(=O)SCC"));
        assertThat(c.changedAtoms()).contains(3, 1);
        assertThat(c.changedAtoms()).doesNotContain(0, 2);
        assertThat(c.match()[3]).isEqualTo(-1);
        // A double bond becomes a single one: no atom is lost, one bond differs.
        CommonSubstructure ring = CommonSubstructure.of(Smiles.parse("C1CCCCC1"), Smiles.parse("C1CC=CCC1"));
        assertThat(ring.size()).isEqualTo(6);
        assertThat(ring.changedBonds()).hasSize(1);
    }

    /** Whatever is matched has the same element, once, and hangs together by the same bonds. */
    @Test
    void matchesOfMutantsAreMatches() {
        List<Stoned.Neighbour> mutants = Stoned.medium().samples(120).sample(LENALIDOMIDE);
        for (Stoned.Neighbour n : mutants) {
            Molecule b = n.molecule();
            int[] match = CommonSubstructure.of(LENALIDOMIDE, b).match();
            int[] used = Arrays.stream(match).filter(i -> i >= 0).toArray();
            assertThat(Arrays.stream(used).distinct().count()).isEqualTo(used.length);
            for (int j = 0; j < match.length; j++) {
                int i = match[j];
                if (i >= 0) {
                    assertThat(LENALIDOMIDE.atomicNumber(i)).isEqualTo(b.atomicNumber(j));
                    int at = j;
                    assertThat(used.length == 1
                                    || IntStream.range(0, b.degree(j))
                                            .anyMatch(k -> shared(b, match, at, b.neighbor(at, k))))
                            .as(b.smiles())
                            .isTrue();
                }
            }
        }
    }

    private static boolean shared(Molecule b, int[] match, int j, int k) {
        if (match[k] < 0) {
            return false;
        }
        int bond = LENALIDOMIDE.bondBetween(match[j], match[k]);
        return bond >= 0 && LENALIDOMIDE.bondType(bond) == b.bondType(b.bondBetween(j, k));
    }

    @Test
    void drawnLikeTheOther() {
        Molecule b = Smiles.parse("NCc1cccc2C(=O)N(Cc12)C1CCC(=O)NC1=O");
        int[] match = CommonSubstructure.of(LENALIDOMIDE, b).match();
        double[][] model = PlanarLayout.of(LENALIDOMIDE);
        double[][] grown = PlanarLayout.like(b, model, match);
        for (int j = 0; j < match.length; j++) {
            if (match[j] >= 0) {
                assertThat(grown[j]).containsExactly(model[match[j]], org.assertj.core.api.Assertions.within(1e-6));
            }
        }
        // With a smaller ring the free layout is turned: atoms lie near their partners, bonds keep their length.
        Molecule smaller = Smiles.parse("Nc1cccc2C(=O)N(Cc12)C1CC(=O)NC1=O");
        double[][] turned = PlanarLayout.like(
                smaller, model, CommonSubstructure.of(LENALIDOMIDE, smaller).match());
        double[][] free = PlanarLayout.of(smaller);
        for (int k = 0; k < smaller.bondCount(); k++) {
            assertThat(length(turned, smaller, k))
                    .isCloseTo(length(free, smaller, k), org.assertj.core.api.Assertions.within(1e-9));
        }
        MoleculeDrawing drawing =
                MoleculeDrawing.of(b).like(LENALIDOMIDE, match).highlightBonds(Color.GREEN, 0);
        assertThat(drawing.image().getWidth()).isEqualTo(250);
        assertThatThrownBy(() -> MoleculeDrawing.of(b).like(LENALIDOMIDE, new int[3]))
                .hasMessageContaining("3 partners for the 20 atoms");
    }

    private static double length(double[][] p, Molecule m, int k) {
        int i = m.bondBegin(k);
        int j = m.bondEnd(k);
        return Math.hypot(p[i][0] - p[j][0], p[i][1] - p[j][1]);
    }
}
