package org.dmol.layers.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.layers.LayerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The features turn by Wigner matrices, equal their formula with one neighbour, and are sums over neighbours. */
class AceFeaturesTest extends DoublePrecision {
    private static final String IN = "2x0e + 1x1o";

    AceFeaturesTest() {
        super(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void turnsByWignerMatrices(boolean improper) {
        AceFeatures ace = new AceFeatures(IN, 2, 2, 2, 6, 4, 8);
        double[][] g = motion(improper);
        Nd h = normal(2, 5, 5);
        Nd x = normal(2, 5, 3);
        Nd y = output(ace, h, x);
        Nd z = output(
                ace,
                Rotations.apply(Irreps.of(IN).matrix(g), h),
                Rotations.apply(g, x).map(v -> v + 2));
        double[] expected = Rotations.apply(ace.features().matrix(g), y).doubles();
        assertThat(Arrays.stream(expected).map(Math::abs).max().orElse(0)).isGreaterThan(0.1);
        assertThat(z.doubles()).containsExactly(expected, within(1e-10));
    }

    /** One neighbour with scalars only: A is a number for each path and channel times the harmonics of the direction. */
    @Test
    void ofOneNeighbourIsAHarmonic() {
        AceFeatures ace = new AceFeatures("1x0e", 3, 2, 2, 6, 4, 8);
        assertThat(ace.features()).isEqualTo(Irreps.of("3x0e + 3x1o + 3x2e"));
        double[] v = {0.7, -1.1, 0.4};
        Nd x = Nd.of(new double[] {0, 0, 0, v[0], v[1], v[2]}, 1, 2, 3);
        Nd a = output(ace, Nd.of(new double[] {1, 1}, 1, 2, 1), x);
        double[] harmonics = SphericalHarmonics.ofIrreps(2, v[0], v[1], v[2]);
        int at = 0;
        for (int l = 0; l <= 2; l++) {
            for (int k = 0; k < 3; k++) {
                double ratio = a.get(0, 0, at) / harmonics[l * l];
                assertThat(ratio).isNotZero();
                for (int m = 0; m < 2 * l + 1; m++, at++) {
                    assertThat(a.get(0, 0, at)).isEqualTo(ratio * harmonics[l * l + m], within(1e-10));
                }
            }
        }
    }

    @Test
    void isASumOverNeighboursWithinTheCutoff() {
        AceFeatures ace = new AceFeatures(IN, 2, 2, 1, 6, 4, 8);
        Nd h = normal(1, 4, 5);
        double[] x = {0, 0, 0, 1, 0.5, -1, -2, 1, 0, 9, 9, 9};
        double[] all = output(ace, h, Nd.of(x, 1, 4, 3)).row(0).row(0).doubles();
        double[] sum = new double[all.length];
        for (int j = 1; j < 4; j++) {
            Nd pair = Nd.of(new double[] {0, 0, 0, x[3 * j], x[3 * j + 1], x[3 * j + 2]}, 1, 2, 3);
            double[] one = output(
                            ace,
                            Nd.concat(h.row(0).rows(0, 1), h.row(0).rows(j, j + 1))
                                    .reshape(1, 2, 5),
                            pair)
                    .row(0)
                    .row(0)
                    .doubles();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
            if (j == 3) {
                assertThat(Arrays.stream(one).map(Math::abs).max().orElse(1)).isZero();
            }
        }
        assertThat(all).containsExactly(sum, within(1e-12));
    }

    @Test
    void isNamedInFilesAndRefusesWhatCannotBe() {
        AceFeatures ace = new AceFeatures(IN, 2, 2, 2, 6, 4, 8);
        assertThat(LayerRegistry.fromConfig(LayerRegistry.toConfig(ace)).config())
                .isEqualTo(ace.config());
        assertThatThrownBy(() -> output(ace, normal(1, 4, 6), normal(1, 4, 3))).hasMessageContaining("5 components");
        assertThatThrownBy(() -> new AceFeatures("1x3o", 1, 0, 1, 6, 4, 8))
                .hasMessageContaining("No product of 1x3o with harmonics up to degree 0 has a degree up to 1");
        assertThat(ace.features().terms()).hasSize(9);
    }
}
