package org.dmol.layers.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSamplerTest {
    private static final double[] LOGITS = {0.3, -1.2, 2.0, 0.9, 1.9};

    @Test
    void aLowTemperatureTakesTheLikeliest() {
        TokenSampler cold = TokenSampler.temperature(1e-3);
        for (double u : new double[] {0, 0.3, 0.999999}) {
            assertThat(cold.draw(LOGITS, u)).isEqualTo(2);
        }
    }

    @Test
    void aHighTemperatureIsNearlyUniform() {
        for (double p : TokenSampler.temperature(100).probabilities(LOGITS)) {
            assertThat(p).isCloseTo(0.2, within(0.2 * 0.03));
        }
        for (double p : TokenSampler.temperature(1000).probabilities(LOGITS)) {
            assertThat(p).isCloseTo(0.2, within(0.2 * 0.003));
        }
    }

    /** 4 degrees of freedom: 18.5 is the 99.9 % quantile. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3})
    void drawsFollowTheSoftmax(double temperature) {
        TokenSampler sampler = TokenSampler.temperature(temperature);
        int n = 100_000;
        int[] counts = new int[LOGITS.length];
        Random random = new Random(3);
        for (int i = 0; i < n; i++) {
            counts[sampler.draw(LOGITS, random.nextDouble())]++;
        }
        double sum = 0;
        for (double v : LOGITS) {
            sum += Math.exp(v / temperature);
        }
        double chi = 0;
        for (int i = 0; i < LOGITS.length; i++) {
            double expected = n * Math.exp(LOGITS[i] / temperature) / sum;
            chi += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertThat(chi).isLessThan(18.5);
    }

    @Test
    void topKAndTopPLeaveTokensOut() {
        double a = Math.exp(2.0), b = Math.exp(1.9);
        assertThat(TokenSampler.temperature(1).topK(2).probabilities(LOGITS))
                .containsExactly(new double[] {0, 0, a / (a + b), 0, b / (a + b)}, within(1e-12));
        // The probabilities are 0.072, 0.016, 0.395, 0.131, 0.357, ...: two tokens hold 0.7, three hold 0.8.
        assertThat(TokenSampler.temperature(1).topP(0.7).probabilities(LOGITS))
                .containsExactly(new double[] {0, 0, a / (a + b), 0, b / (a + b)}, within(1e-12));
        assertThat(TokenSampler.temperature(1).topP(0.8).probabilities(LOGITS)[3])
                .isPositive();
        assertThat(TokenSampler.temperature(1).topP(1e-9).probabilities(LOGITS)[2])
                .isEqualTo(1);
        assertThat(TokenSampler.temperature(1).topK(1).draw(LOGITS, 0.99)).isEqualTo(2);
    }

    @Test
    void extremeLogitsAreNoProblem() {
        assertThat(TokenSampler.temperature(0.1).probabilities(new double[] {1e5, -1e5, Double.NEGATIVE_INFINITY}))
                .containsExactly(1, 0, 0);
        assertThatThrownBy(() -> TokenSampler.temperature(1).draw(new double[] {Double.NaN, 1}, 0.5))
                .hasMessageContaining("must be a finite number, not NaN");
        assertThatThrownBy(() -> TokenSampler.temperature(0)).hasMessageContaining("must be above 0, not 0.0");
        assertThatThrownBy(() -> TokenSampler.temperature(1).topK(0)).hasMessageContaining("topK");
        assertThatThrownBy(() -> TokenSampler.temperature(1).topP(1.5)).hasMessageContaining("topP");
    }
}
