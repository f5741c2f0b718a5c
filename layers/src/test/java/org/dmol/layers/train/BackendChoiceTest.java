package org.dmol.layers.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.Backend;
import org.dmol.tf.Var;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {
    private static final Dataset ROWS =
            Dataset.of(Nd.zeros(DType.FLOAT32, 640, 2)).batch(32);

    private static Backend choose(Fit settings, Dataset data, int weights, boolean kernelBound) {
        return BackendChoice.choose(
                settings, List.of(new Var("w", Nd.zeros(DType.FLOAT32, weights), true)), data, kernelBound);
    }

    @Test
    void manyStepsOfSmallNetworksAreCompiled() {
        assertThat(choose(Fit.epochs(10), ROWS, 1000, false)).isEqualTo(Backend.COMPILED);
    }

    @Test
    void fewStepsAreNot() {
        assertThat(choose(Fit.epochs(9), ROWS, 1000, false)).isEqualTo(Backend.SESSION);
        assertThat(choose(Fit.epochs(10), ROWS.batch(64), 1000, false)).isEqualTo(Backend.SESSION);
    }

    @Test
    void largeProductsAndKernelsOfTheirOwnAreNot() {
        assertThat(choose(Fit.epochs(10), ROWS, 4_000_000, false)).isEqualTo(Backend.SESSION);
        assertThat(choose(Fit.epochs(10), ROWS, 1000, true)).isEqualTo(Backend.SESSION);
    }

    @Test
    void settingsHaveTheLastWord() {
        assertThat(choose(Fit.epochs(1).backend(Backend.COMPILED), ROWS, 1000, true))
                .isEqualTo(Backend.COMPILED);
    }
}
