package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.dmol.array.Nd;

/** Comparison of arrays: the largest difference relative to the largest expected value. */
final class Closeness {
    /** Below this, an expected value is noise of float32: an array whose values are smaller is compared as if it had one so large. */
    private static final double SMALL = 0.01;

    /** Rounding of sums of numbers around one. */
    private static final double ZERO = 2e-6;

    private Closeness() {}

    static void assertClose(String what, Nd actual, Nd expected, double tolerance) {
        assertThat(actual.shape()).as("shape of " + what).isEqualTo(expected.shape());
        double scale = Math.max(SMALL, largest(expected));
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

    /** What is zero in exact arithmetic is at most {@code bound}, or the rounding of sums of numbers around one. */
    static void assertZero(String what, Nd actual, double bound) {
        assertThat(largest(actual)).as(what + ": expected 0").isLessThanOrEqualTo(Math.max(ZERO, bound));
    }

    static double largest(Nd array) {
        double largest = 0;
        for (int i = 0; i < array.size(); i++) {
            largest = Math.max(largest, Math.abs(array.getFlat(i)));
        }
        return largest;
    }
}
