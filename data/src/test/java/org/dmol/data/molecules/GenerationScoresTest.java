package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerationScoresTest {
    @Test
    void countsValidDistinctAndNovelMolecules() {
        Set<String> known = GenerationScores.canonical(List.of("OCC", "c1ccccc1", "no molecule"));
        GenerationScores s = GenerationScores.of(List.of("CCO", "OCC", "CO", "C1=CC=CC=C1", "C1CC", "", "CN"), known);
        assertThat(known).hasSize(2);
        assertThat(s.validity()).isEqualTo(5.0 / 7);
        assertThat(s.uniqueness()).isEqualTo(4.0 / 5);
        assertThat(s.novelty()).isEqualTo(2.0 / 4);
        assertThat(s.distinct()).extracting(Molecule::smiles).containsExactly("CCO", "CO", "C1=CC=CC=C1", "CN");
        assertThat(s.rejected()).extracting(MoleculeBatch.Rejected::row).containsExactly(4, 5);
    }
}
