package org.dmol.data.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FingerprintTest {
    private static final Molecule BASE = Smiles.parse("C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N");
    private static final Molecule THIO = Smiles.parse("O=C1CCC(N2C(=O)C3=CC=CC(N)=C3C2)C(=S)N1");
    private static final Molecule ASPIRIN = Smiles.parse("CC(=O)Oc1ccccc1C(=O)O");

    @Test
    void lenalidomideAndItsThioAnalogue() {
        CountFingerprint base = Morgan.counts(BASE, 2);
        CountFingerprint thio = Morgan.counts(THIO, 2);
        assertThat(base.total()).isEqualTo(53);
        assertThat(base.size()).isEqualTo(39);
        assertThat(Tanimoto.of(base, thio)).isEqualTo(47.0 / 59);
        assertThat(Tanimoto.of(base.bits(2048), thio.bits(2048))).isCloseTo(0.7778, within(5e-5));
    }

    @Test
    void similarityIsSymmetricAndOneToItself() {
        List<CountFingerprint> all = List.of(Morgan.counts(BASE, 2), Morgan.counts(THIO, 2), Morgan.counts(ASPIRIN, 2));
        Nd s = Tanimoto.counts(all, all);
        for (int i = 0; i < 3; i++) {
            assertThat(s.get(i, i)).isEqualTo(1);
            for (int j = 0; j < 3; j++) {
                assertThat(s.get(i, j)).isEqualTo(s.get(j, i)).isBetween(0.0, 1.0);
            }
        }
        List<BitFingerprint> bits = all.stream().map(f -> f.bits(512)).toList();
        assertThat(Tanimoto.bits(bits, bits.subList(0, 1)).shape()).containsExactly(3, 1);
    }

    @Test
    void theOrderOfTheAtomsDoesNotMatter() {
        assertThat(Morgan.counts(Smiles.parse("OC(=O)c1ccccc1OC(C)=O"), 2)).isEqualTo(Morgan.counts(ASPIRIN, 2));
    }

    @Test
    void foldingKeepsTheCounts() {
        CountFingerprint f = Morgan.counts(ASPIRIN, 2);
        float[] folded = f.folded(64);
        double sum = 0;
        for (float v : folded) {
            sum += v;
        }
        assertThat(sum).isEqualTo(f.total());
        assertThat(f.bits(64).onBits())
                .isEqualTo(IntStream.range(0, 64).filter(i -> folded[i] > 0).toArray());
    }

    @Test
    void largerRadiusAddsFeatures() {
        assertThat(Morgan.counts(ASPIRIN, 0).total()).isEqualTo(13);
        assertThat(Morgan.counts(ASPIRIN, 3).size())
                .isGreaterThan(Morgan.counts(ASPIRIN, 2).size());
        assertThatThrownBy(() -> Morgan.counts(ASPIRIN, -1)).hasMessage("The radius is -1; it must be at least 0.");
    }

    @Test
    void sizesMustAgree() {
        assertThatThrownBy(() -> Tanimoto.of(Morgan.bits(BASE, 2, 64), Morgan.bits(BASE, 2, 128)))
                .hasMessage("The fingerprints have 64 and 128 bits; only fingerprints of one size can be compared.");
    }

    @ParameterizedTest
    @EnumSource(FingerprintType.class)
    void everyTypeHasNamesAndGivesTheSameBitsInAnyAtomOrder(FingerprintType type) {
        BitFingerprint f = type.of(ASPIRIN);
        assertThat(f.size()).isEqualTo(type.size());
        assertThat(type.names()).hasSize(type.size()).doesNotHaveDuplicates();
        assertThat(f.cardinality()).isPositive();
        assertThat(type.of(Smiles.parse("OC(=O)c1ccccc1OC(C)=O"))).isEqualTo(f);
        assertThat(Arrays.stream(f.onBits()).max().orElseThrow()).isLessThan(type.size());
        assertThat(ASPIRIN.atomCount()).as("the molecule is left as it was").isEqualTo(13);
    }
}
