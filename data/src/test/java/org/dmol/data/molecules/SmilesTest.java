package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SmilesTest {
    @Test
    void methanolKeepsItsOrder() {
        Molecule m = Smiles.parse("CO").withHydrogens();
        assertThat(m.atomCount()).isEqualTo(6);
        assertThat(m.atomicNumber(1)).isEqualTo(8);
        assertThat(m.atom(5).getBond(m.atom(1))).isNotNull();
    }

    @Test
    void nitroGroupIsChargeSeparated() {
        assertThat(Smiles.parse("CN(=O)=O").canonicalSmiles())
                .isEqualTo(Smiles.parse("C[N+](=O)[O-]").canonicalSmiles());
    }

    @Test
    void tooManyBondsAreNamed() {
        assertThatThrownBy(() -> Smiles.parse("CN(C)(C)C"))
                .isInstanceOf(InvalidSmilesException.class)
                .hasMessageContaining("atom 1 (N");
    }
}
