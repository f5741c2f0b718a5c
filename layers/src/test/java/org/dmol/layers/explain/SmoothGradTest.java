package org.dmol.layers.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.convolution.Conv1D;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Flatten;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.pooling.MaxPooling1D;
import org.dmol.tf.Fn;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;

class SmoothGradTest {
    /** The mean of the derivative of x³ around x under noise is 3 (x² + sigma²). */
    @Test
    void widthOfTheNoiseShows() {
        try (Score cube =
                Score.of(Fn.of((tf, in) -> Trace.sum(tf, tf.math.mul(in.get(0), tf.math.square(in.get(0))), 1)))) {
            Nd x = Nd.vector(0f, 1f);
            double[] g =
                    SmoothGrad.samples(20000).sigma(0.5).seed(1).of(cube, x).doubles();
            assertThat(g[0]).isCloseTo(3 * 0.25, within(0.03));
            assertThat(g[1]).isCloseTo(3 * 1.25, within(0.08));
            assertThat(SmoothGrad.samples(100).seed(1).of(cube, x))
                    .isEqualTo(SmoothGrad.samples(100).seed(1).of(cube, x))
                    .isNotEqualTo(SmoothGrad.samples(100).seed(2).of(cube, x));
        }
    }

    @Test
    void simplexMakesDistributions() {
        Nd rows = SmoothGrad.simplex().apply(Nd.of(new float[] {1.2f, -0.1f, 0.25f, 0f, 0f, 0f}, 1, 2, 3));
        assertThat(rows.floats()).containsExactly(new float[] {0.8f, 0, 0.2f, 0, 0, 0}, within(1e-6f));
    }

    /** A convolution with tanh and a dense layer: the rescale rule adds up; a maximum is refused. */
    @Test
    void rescaleRuleAddsUpForConvolutions() {
        try (Sequential model =
                        new Sequential(new Conv1D(4, 3, "tanh"), new Flatten(), new Dense(5, "sigmoid"), new Dense(1));
                Sequential pooled =
                        new Sequential(new Conv1D(4, 3), new MaxPooling1D(2), new Flatten(), new Dense(1))) {
            model.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, 8, 2)));
            Nd x = Nd.arange(32)
                    .map(v -> v * 7 % 11)
                    .cast(DType.FLOAT32)
                    .map(v -> v / 6 - 1)
                    .reshape(2, 8, 2);
            Nd start = Nd.full(DType.FLOAT32, 0.3, 8, 2);
            double[] a = DeepLift.of(model, start).of(x).doubles();
            try (Score score = Score.of(model)) {
                double[] value = score.values(x);
                for (int k = 0; k < 2; k++) {
                    double sum = 0;
                    for (int i = 0; i < 16; i++) {
                        sum += a[16 * k + i];
                    }
                    assertThat(sum).isCloseTo(value[k] - score.value(start), within(1e-5));
                }
            }
            assertThatThrownBy(() -> DeepLift.of(pooled, start)).hasMessageContaining("MaxPooling1D");
        }
    }

    @Test
    void unbuiltModelsAndAbsentOutputs() {
        try (Sequential model = new Sequential(new Dense(2))) {
            assertThatThrownBy(() -> Score.of(model)).hasMessageContaining("no weights yet");
            model.ensureBuilt(List.of(Spec.of(DType.FLOAT32, -1, 3)));
            try (Score second = Score.of(model, 1);
                    Score third = Score.of(model, 2)) {
                Nd x = Nd.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
                Nd y = model.predict(x);
                assertThat(second.values(x)[1]).isCloseTo(y.get(1, 1), within(1e-6));
                assertThatThrownBy(() -> third.values(x)).hasMessageContaining("no number 2");
            }
        }
    }
}
