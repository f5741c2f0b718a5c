package org.dmol.layers.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dmol.array.Nd;
import org.dmol.layers.Initializers;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.junit.jupiter.api.Test;

class WeightDecayTest {
    /** Where the gradient is zero only the decay moves a weight. */
    @Test
    void exemptWeightsDoNotDecay() {
        try (Sequential m = new Sequential(
                new Dense(1).kernelInitializer(Initializers.constant(2)).biasInitializer(Initializers.constant(3)))) {
            m.compile(
                    new AdamW(0.1)
                            .weightDecay(0.5)
                            .excludeFromWeightDecay(v -> v.name().equals("bias")),
                    Loss.mse());
            Nd x = Nd.of(new float[] {1, -1}, 2, 1);
            m.fit(
                    Dataset.of(x, Nd.of(new float[] {5, 1}, 2, 1)).batch(2),
                    Fit.epochs(1).silent());
            assertThat(m.getWeights().get(0).item()).isCloseTo(2 - 0.1 * 0.5 * 2, within(1e-5));
            assertThat(m.getWeights().get(1).item()).isEqualTo(3);
        }
    }

    @Test
    void linearWarmupRisesAndFalls() {
        LearningRate rate = Schedules.linearWarmup(2, 4, 12);
        assertThat(rate.at(0)).isZero();
        assertThat(rate.at(2)).isEqualTo(1);
        assertThat(rate.at(4)).isEqualTo(2);
        assertThat(rate.at(8)).isEqualTo(1);
        assertThat(rate.at(12)).isZero();
        assertThat(rate.at(13)).isZero();
        assertThat(Schedules.linearWarmup(2, 0, 4).at(1)).isEqualTo(1.5);
        assertThatThrownBy(() -> Schedules.linearWarmup(1, 5, 5))
                .hasMessage("A linear warm-up needs fewer steps than the whole training, not 5 of 5.");
    }
}
