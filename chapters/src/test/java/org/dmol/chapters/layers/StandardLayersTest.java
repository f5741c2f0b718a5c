package org.dmol.chapters.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.GoldenValues;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Fit;
import org.junit.jupiter.api.Test;

class StandardLayersTest {
    /** Made by {@code chapters/python/layers.py exact}. */
    @Test
    void networksEqualThoseOfKeras() throws Exception {
        Map<String, Nd> theirs = GoldenValues.read("layers");
        Map<String, double[]> ours = LayersReference.of(theirs);
        assertThat(ours).hasSize(12);
        GoldenValues.assertEqual(ours, theirs, LayersCheck.TOLERANCE);
    }

    @Test
    void secondEditionKeepsThePaddingAtZero() {
        Edition edition = Edition.of("2026");
        try (Model m = ProteinNetworks.plain(edition)) {
            Nd tokens = new NumpyRandom(1).randint(0, 21, 16, Proteins.LENGTH).cast(DType.INT32);
            Nd labels = new NumpyRandom(2).randint(0, 2, 16, 1).cast(DType.FLOAT32);
            m.fit(tokens, labels, Fit.epochs(2).silent());
            assertThat(m.countParams()).isEqualTo(edition.parameters());
            Nd table = m.getWeights().get(0);
            assertThat(table.row(0).get(0)).isZero();
            assertThat(table.row(0).get(1)).isZero();
            assertThat(table.row(1).floats()).doesNotContain(0f);
        }
    }

    @Test
    void anyLengthNetworkIgnoresPadding() {
        try (Model m = ProteinNetworks.anyLength(16)) {
            Nd tokens = new NumpyRandom(1).randint(1, 21, 8, 41).cast(DType.INT32);
            Nd y = m.call(tokens);
            for (int more : new int[] {1, 2, 3, 5, 8, 100}) {
                Nd z = m.call(Proteins.padded(tokens, more));
                for (int i = 0; i < 8; i++) {
                    assertThat(Math.abs(y.getFlat(i) - z.getFlat(i))).isLessThan(1e-6);
                }
            }
        }
    }
}
