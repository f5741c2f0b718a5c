package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.dmol.array.Nd;

/** Comparison of arrays: the largest difference relative to the largest expected value. */
final class Closeness {
    /** Below this, an expected value is noise of float32: an array whose values are smaller is compared as if it had one so large. */
    private static final double SMALL = 0.01;

    /** How far from zero a value may be that is zero in exact arithmetic. */
    private static final double ZERO = 2e-6;

    private Closeness() {}

    static void assertClose(String what, Nd actual, Nd expected, double tolerance) {
        assertThat(actual.shape()).as("shape of " + what).isEqualTo(expected.shape());
        double scale = SMALL;
        for (int i = 0; i < expected.size(); i++) {
            scale = Math.max(scale, Math.abs(expected.getFlat(i)));
        }
        for (int i = 0; i < expected.size(); i++) {
            double difference = Math.abs(actual.getFlat(i) - expected.getFlat(i));
            assertThat(difference)
                    .as("%s: element %d is %s, expected %s", what, i, actual.getFlat(i), expected.getFlat(i))
                    .isLessThanOrEqualTo(tolerance * scale);
        }
    }

    static void assertClose(String what, double actual, double expected, double tolerance) {
        assertThat(Math.abs(actual - expected))
                .as("%s is %s, expected %s", what, actual, expected)
                .isLessThanOrEqualTo(tolerance * Math.max(Math.abs(expected), SMALL));
    }

    static void assertZero(String what, Nd actual) {
        for (int i = 0; i < actual.size(); i++) {
            assertThat(Math.abs(actual.getFlat(i)))
                    .as("%s: element %d, expected 0", what, i)
                    .isLessThanOrEqualTo(ZERO);
        }
    }
}
