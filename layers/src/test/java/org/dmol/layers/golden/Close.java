package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.dmol.array.Nd;

/** Comparison relative to the largest element of the expected array. */
final class Close {
    private Close() {}

    static void assertClose(String what, Nd actual, Nd expected, double relative) {
        assertThat(actual.shape()).as(what + " shape").isEqualTo(expected.shape());
        double scale = 0;
        for (int i = 0; i < expected.size(); i++) {
            scale = Math.max(scale, Math.abs(expected.getFlat(i)));
        }
        double worst = 0;
        int at = 0;
        for (int i = 0; i < expected.size(); i++) {
            double e = Math.abs(actual.getFlat(i) - expected.getFlat(i));
            if (!(e <= worst)) {
                worst = e;
                at = i;
            }
        }
        if (!(worst <= relative * Math.max(scale, 1e-30))) {
            throw new AssertionError(what + ": element " + at + " is " + actual.getFlat(at) + ", expected "
                    + expected.getFlat(at) + " (difference " + worst + ", scale " + scale + ")");
        }
    }
}
