package org.dmol.chapters.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.GoldenValues;
import org.dmol.data.text.Special;
import org.dmol.data.text.TextEncoder;
import org.dmol.data.text.Tokenizer;
import org.dmol.data.text.Vocabulary;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Model;
import org.junit.jupiter.api.Test;

class SequencesTest {
    /** Made by {@code chapters/python/sequences.py exact}. */
    @Test
    void networksEqualThoseOfKeras() throws Exception {
        Map<String, Nd> theirs = GoldenValues.read("sequences");
        Map<String, double[]> ours = SequencesReference.of(theirs);
        assertThat(ours).hasSize(6);
        GoldenValues.assertEqual(ours, theirs, SequencesCheck.TOLERANCE);
    }

    @Test
    void stringsThatCannotBePredictedAreRefused() {
        Vocabulary vocabulary =
                Vocabulary.settings().special(Special.PADDING, "").of(List.of("C", "O", "=", "(", ")"));
        TextEncoder encoder = new TextEncoder(Tokenizer.characters(), vocabulary);
        Seeds.set(0);
        try (Model m = SolubilityNetworks.recurrent()) {
            List<SmilesPredictor.Prediction> all =
                    new SmilesPredictor(m, encoder).predict(List.of("CO", "C[Xe]", "C".repeat(97), "", "C=O"));
            assertThat(all)
                    .extracting(SmilesPredictor.Prediction::isKnown)
                    .containsExactly(true, false, false, false, true);
            assertThat(all.get(1).remark()).isEqualTo("The token \"[\" is not among the 6 tokens of the vocabulary.");
            assertThat(all.get(2).remark()).isEqualTo("It has 97 characters; at most 96 are allowed.");
            assertThat(all.get(3).remark()).isEqualTo("The string is empty.");
            assertThat(all.get(1).solubility()).isNaN();
            assertThat(all.get(4).solubility())
                    .isNotEqualTo(all.get(0).solubility())
                    .isFinite();
        }
    }
}
