package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final double[] FOUR = {1, 2, 3, 4};

    private final Checks checks = new Checks(null, null);

    @Test
    void meansAreComparedInThreeStandardErrors() {
        checks.sameMean("near", FOUR, new double[] {2, 3, 4, 5});
        checks.sameMean("far", FOUR, new double[] {5, 6, 7, 8});
        assertThat(checks.rows()).extracting(Checks.Row::holds).containsExactly(true, false);
        // the variance of each side is 5/3, the error of the difference sqrt(2 * 5/3 / 4)
        double error = Math.sqrt(5.0 / 6);
        assertThat(checks.rows().get(0).difference()).isCloseTo(1 / (3 * error), within(1e-12));
        assertThat(checks.rows().get(1).difference()).isCloseTo(4 / (3 * error), within(1e-12));
        assertThat(checks.allHold()).isFalse();
    }

    @Test
    void meansOfTwoRunsAreRefused() {
        assertThatThrownBy(() -> checks.sameMean("loss", new double[] {1, 2}, FOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Check loss needs three runs or more on each side.");
    }
}
