package org.dmol.chapters.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.GoldenValues;
import org.dmol.tf.Fn;
import org.junit.jupiter.api.Test;

class AttentionLayersTest {
    /** Made by {@code chapters/python/attention.py exact}. */
    @Test
    void equalsNumpyAndKeras() throws Exception {
        Map<String, Nd> theirs = GoldenValues.read("attention");
        Map<String, double[]> formulas = AttentionReference.formulas();
        Map<String, double[]> layer = AttentionReference.layer(theirs);
        assertThat(formulas).hasSize(7);
        assertThat(layer).hasSize(4);
        GoldenValues.assertEqual(formulas, theirs, AttentionCheck.DOUBLE);
        GoldenValues.assertEqual(layer, theirs, AttentionCheck.SINGLE);
    }

    @Test
    void aBatchGivesWhatItsSequencesGive() {
        Nd[] in = ExampleArrays.fixed().heads();
        Nd x = new NumpyRandom(1).normal(0, 1, 3, 11, 4);
        try (Fn f = Fn.of(Formulas::twoHeads)) {
            Nd[] batch = in.clone();
            batch[0] = x;
            Nd all = f.call(batch);
            for (int i = 0; i < 3; i++) {
                Nd[] one = in.clone();
                one[0] = x.row(i);
                assertThat(all.row(i).doubles()).containsExactly(f.call(one).doubles(), within(1e-14));
            }
        }
    }
}
