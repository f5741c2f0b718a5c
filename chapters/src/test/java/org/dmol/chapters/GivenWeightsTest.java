package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dmol.array.Nd;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.junit.jupiter.api.Test;

class GivenWeightsTest {
    private static final Nd X = Nd.of(new float[] {1, 2}, 1, 2);

    private static Sequential model() {
        return new Sequential(new Dense(1));
    }

    @Test
    void weightsLieOneAfterAnother() {
        try (Model m = model()) {
            m.call(X);
            GivenWeights.set(m, Nd.vector(3f, 4f, 5f));
            assertThat(m.call(X).floats()).containsExactly(3 + 2 * 4 + 5);
        }
        assertThat(GivenWeights.of(model(), X).shape()).containsExactly(3);
    }

    @Test
    void anotherNumberOfWeightsIsRefused() {
        try (Model m = model()) {
            m.call(X);
            for (Nd wrong : new Nd[] {Nd.vector(1f, 2f), Nd.vector(1f, 2f, 3f, 4f)}) {
                assertThatThrownBy(() -> GivenWeights.set(m, wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(wrong.size() + " numbers were given for the 3 parameters of the model.");
            }
        }
    }
}
