package org.dmol.chapters.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.GoldenValues;
import org.dmol.layers.Seeds;
import org.dmol.layers.train.Dataset;
import org.junit.jupiter.api.Test;

class PretrainingTest {
    private static final List<String> SOME =
            List.of("CCO", "c1ccccc1", "CC(=O)Oc1ccccc1C(=O)O", "C".repeat(150), "O", "[Na+].[Cl-]");

    /** Made by {@code chapters/python/pretraining.py exact}. */
    @Test
    void encoderLossGradientsAndStepsEqualThoseOfKeras() throws Exception {
        Map<String, Nd> theirs = GoldenValues.read("pretraining");
        Map<String, double[]> ours = PretrainingReference.of(theirs);
        assertThat(ours).hasSize(6);
        GoldenValues.assertEqual(ours, theirs, PretrainingCheck.TOLERANCE);
    }

    @Test
    void samplesAreTheBooksSizesWithoutOverlap() {
        Sample s = Sample.draw(9982, 0);
        assertThat(s.train()).hasSize(798);
        assertThat(s.test()).hasSize(200).doesNotContain(s.train());
        assertThat(Sample.draw(9982, 1).test()).isNotEqualTo(s.test());
        assertThat(s.labels(50).train()).containsExactly(java.util.Arrays.copyOf(s.train(), 50));
        assertThat(s.labels(50).test()).isEqualTo(s.test());
    }

    @Test
    void stringsAreFramedCutAndPutIntoNarrowBuckets() {
        SmilesTokens tokens = SmilesTokens.of(List.of("CCO", "CCO", "CCO", "c1ccccc1", "N"));
        assertThat(tokens.encoder().vocabulary().tokens().subList(0, 4))
                .containsExactly("<pad>", "<start>", "<mask>", "<unknown>");
        List<int[]> sequences = tokens.sequences(SOME);
        assertThat(sequences.get(0)).startsWith(SmilesTokens.START).hasSize(4);
        assertThat(sequences.get(3)).hasSize(SmilesTokens.LONGEST);
        assertThat(tokens.sequence("N")[1]).as("seen once only").isEqualTo(3);
        List<SmilesTokens.Bucket> buckets = SmilesTokens.buckets(sequences);
        assertThat(buckets).hasSize(2);
        assertThat(buckets.get(0).members()).containsExactly(0, 1, 2, 4, 5);
        assertThat(buckets.get(1).members()).containsExactly(3);
    }

    @Test
    void onlyChosenTokensChangeAndTheirNamesAreKept() {
        SmilesTokens tokens = SmilesTokens.of(SOME);
        List<int[]> sequences = tokens.sequences(SOME);
        int versions = 50;
        Dataset d =
                new MaskedTexts(tokens.size(), 1).draw(sequences, versions, 4).get(0);
        List<int[]> members =
                IntStream.of(0, 1, 2, 4, 5).mapToObj(sequences::get).toList();
        assertThat(d.size()).isEqualTo(5);
        int width = d.inputs().get(0).dim(1);
        int n = d.inputs().get(1).dim(1);
        boolean differ = false;
        for (int row = 0; row < 5 * versions; row++) {
            int[] whole = members.get(row % 5);
            int[] seen = d.inputs().get(0).row(row).ints();
            int[] places = d.inputs().get(1).row(row).ints();
            int[] labels = d.targets().get(0).row(row).ints();
            float[] weights = d.sampleWeights().row(row).floats();
            assertThat(places).hasSize(n);
            int counted = 0;
            for (int j = 0; j < n; j++) {
                if (weights[j] > 0) {
                    counted++;
                    assertThat(labels[j]).isEqualTo(whole[places[j]]);
                    assertThat(places[j]).isBetween(1, whole.length - 1);
                    seen[places[j]] = labels[j];
                }
            }
            assertThat(counted).isEqualTo(MaskedTexts.chosen(whole.length));
            assertThat(seen).startsWith(whole).hasSize(width);
            assertThat(IntStream.range(whole.length, width).map(i -> seen[i]).sum())
                    .isZero();
            differ |= row % 5 == 2
                    && !java.util.Arrays.equals(places, d.inputs().get(1).row(2).ints());
        }
        assertThat(differ).as("each version has masks of its own").isTrue();
    }

    @Test
    void manyStringsGetMoreWidths() {
        List<int[]> many =
                IntStream.range(0, 3000).mapToObj(i -> new int[1 + i % 100]).toList();
        assertThat(SmilesTokens.buckets(many))
                .extracting(SmilesTokens.Bucket::width)
                .containsExactly(24, 40, 60, 100);
        for (int i : SmilesTokens.buckets(many).get(1).members()) {
            assertThat(i % 100).isBetween(24, 39);
        }
    }

    /** Freezing is exact: vectors computed once are those of the encoder in the network. */
    @Test
    void vectorsOfBucketsAreThoseOfOneWideBatch() {
        SmilesTokens tokens = SmilesTokens.of(SOME);
        List<int[]> sequences = tokens.sequences(SOME);
        Seeds.set(5);
        try (Networks n = Networks.of(PretrainingReference.settings().positions(SmilesTokens.LONGEST, 0))) {
            Nd byLength = new Embedder(n.pooled()).vectors(sequences, 1);
            int[] all = IntStream.range(0, sequences.size()).toArray();
            Nd wide = n.pooled()
                    .predict(List.of(Embedder.pad(sequences, all, SmilesTokens.LONGEST)))
                    .get(1);
            assertThat(byLength.doubles()).containsExactly(wide.doubles(), org.assertj.core.data.Offset.offset(1e-5));
        }
    }
}
