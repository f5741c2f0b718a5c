package org.dmol.data.selfies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfiesBatchTest {
    @Test
    void badRowsAreLeftOutAndListed() {
        SelfiesBatch batch = Selfies.standard().encodeAll(List.of("CO", "C1CC", "CN(=O)=O", "c1ccccc1"), 2);
        assertThat(batch.texts()).containsExactly("[C][O]", "[C][=C][C][=C][C][=C][Ring1][=Branch1]");
        assertThat(batch.rows()).containsExactly(0, 3);
        assertThat(batch.errors()).extracting(e -> e.row()).containsExactly(1, 2);
        assertThat(batch.errors().get(1).reason()).contains("the atom N has 5 bonds where the constraints allow 3");
    }

    @Test
    void threadsDoNotChangeTheResult() {
        List<String> selfies =
                new ArrayList<>(GoldenLines.random(Selfies.standard().robustAlphabet(), 3000, 99, 60));
        selfies.addAll(Collections.nCopies(10, "[X]"));
        SelfiesBatch one = Selfies.standard().decodeAll(selfies, 1);
        SelfiesBatch four = Selfies.standard().decodeAll(selfies, 4);
        assertThat(four.texts()).hasSize(3000).isEqualTo(one.texts());
        assertThat(four.errors()).hasSize(10).isEqualTo(one.errors());
        assertThat(four.rows()).isEqualTo(one.rows());
        assertThatIllegalArgumentException().isThrownBy(() -> Selfies.standard().decodeAll(selfies, 0));
    }

    @Test
    void benchCountsWhatWasTranslated() throws InterruptedException {
        SelfiesBench.Rates rates = SelfiesBench.java(Collections.nCopies(200, "c1ccccc1C(=O)O"), 2);
        assertThat(rates.cpu().encoding()).isBetween(1e2, 1e8);
        assertThat(rates.wall().decoding()).isBetween(1e2, 1e8);
    }
}
