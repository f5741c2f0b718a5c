package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WassersteinTest {
    /** The examples of scipy's documentation, and what follows from the definition. */
    @Test
    void knownDistances() {
        assertThat(Wasserstein.distance(new double[] {0, 1, 3}, new double[] {5, 6, 8}))
                .isCloseTo(5, within(1e-12));
        assertThat(Wasserstein.distance(new double[] {0}, new double[] {0, 1})).isEqualTo(0.5);
        assertThat(Wasserstein.distance(new double[] {2, 2, 1}, new double[] {1, 2, 2}))
                .isZero();
        assertThat(Wasserstein.distance(new double[] {0, 4}, new double[] {1, 1, 2, 4}))
                .isCloseTo(1.0, within(1e-12));
    }

    @Test
    void ofEqualNumbersIsTheMeanDifferenceOfSortedValues() {
        Random random = new Random(1);
        double[] a = random.doubles(50).sorted().toArray();
        double[] b = random.doubles(50).map(v -> 3 * v).sorted().toArray();
        double mean = 0;
        for (int i = 0; i < 50; i++) {
            mean += Math.abs(a[i] - b[i]) / 50;
        }
        assertThat(Wasserstein.distance(a, b)).isCloseTo(mean, within(1e-12));
        assertThat(Wasserstein.distance(b, a)).isCloseTo(mean, within(1e-12));
    }

    @Test
    void needsValues() {
        assertThatThrownBy(() -> Wasserstein.distance(new double[0], new double[] {1}))
                .hasMessage("Both samples need at least one value.");
    }
}
