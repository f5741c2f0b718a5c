package org.dmol.layers.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private final Dataset two =
            Dataset.of(Nd.arange(6).reshape(6, 1)).versions(2).batch(2);

    @Test
    void eachEpochVisitsItsVersionAndBeginsAnewAfterTheLast() {
        assertThat(two.size()).isEqualTo(3);
        assertThat(two.batches()).isEqualTo(2);
        assertThat(two.order(0, 0)).containsExactly(0, 1, 2);
        assertThat(two.order(0, 1)).containsExactly(3, 4, 5);
        assertThat(two.order(0, 2)).containsExactly(0, 1, 2);
        assertThat(two.shuffle().order(7, 1)).containsExactlyInAnyOrder(3, 4, 5);
        assertThat(two.skip(1).order(0, 1)).containsExactly(4, 5);
        assertThat(Bundles.epoch(List.of(two), 0, 1, 8).get(0).batches())
                .containsExactly(new int[] {3, 4}, new int[] {5});
    }

    @Test
    void versionsNeedEqualSizes() {
        assertThatThrownBy(() -> Dataset.of(Nd.arange(7)).versions(2))
                .hasMessage("The 7 rows of the data set cannot be 2 versions of the same examples.");
    }
}
