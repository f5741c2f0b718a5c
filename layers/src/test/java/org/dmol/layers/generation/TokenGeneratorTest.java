package org.dmol.layers.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Initializers;
import org.dmol.layers.Seeds;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.recurrent.GRU;
import org.dmol.layers.recurrent.LSTM;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.Test;

class TokenGeneratorTest {
    private static Sequential model() {
        Seeds.set(5);
        Sequential m = new Sequential(
                new Embedding(7, 4).embeddingsInitializer(Initializers.randomUniform(-2, 2)),
                new GRU(6).resetAfter(false).returnSequences(true),
                new LSTM(5).returnSequences(true),
                new Dense(7).kernelInitializer(Initializers.randomUniform(-3, 3)));
        m.ensureBuilt(List.of(Spec.of(DType.INT32, -1, -1)));
        return m;
    }

    /** With the likeliest token always taken, a sequence follows from the whole model applied to what there is so far. */
    @Test
    void goesOnAsTheWholeModel() {
        try (Sequential m = model();
                TokenGenerator g = TokenGenerator.of(m, 3)) {
            int[] expected = new int[9];
            expected[0] = 2; // the start, then a prefix of 4, 1
            expected[1] = 4;
            expected[2] = 1;
            for (int n = 3; n < expected.length; n++) {
                Nd logits = m.call(Nd.of(Arrays.copyOf(expected, n), 1, n));
                int from = (n - 1) * 7;
                int best = 0;
                for (int k = 0; k < 7; k++) {
                    best = logits.getFlat(from + k) > logits.getFlat(from + best) ? k : best;
                }
                expected[n] = best;
            }
            List<int[]> made = g.start(2).longest(8).generate(TokenSampler.temperature(1e-4), 0, 4, 1);
            assertThat(made)
                    .hasSize(3)
                    .allSatisfy(t -> assertThat(t).containsExactly(Arrays.copyOfRange(expected, 1, 9)));
        }
    }

    @Test
    void endsAndRepeats() {
        try (Sequential m = model();
                TokenGenerator g = TokenGenerator.of(m, 40).end(3).longest(12)) {
            List<int[]> a = g.generate(TokenSampler.temperature(1), 1);
            assertThat(a)
                    .hasSize(40)
                    .allSatisfy(t -> assertThat(t).doesNotContain(3).hasSizeLessThanOrEqualTo(12));
            assertThat(a.stream().mapToInt(t -> t.length).distinct().count()).isGreaterThan(3);
            assertThat(g.generate(TokenSampler.temperature(1), 1))
                    .usingRecursiveComparison()
                    .isEqualTo(a);
            assertThat(g.generate(TokenSampler.temperature(1), 2))
                    .usingRecursiveComparison()
                    .isNotEqualTo(a);
            Nd first = m.call(Nd.of(new int[] {0}, 1, 1));
            assertThat(g.firstLogits()).containsExactly(first.doubles(), within(1e-6));
        }
    }

    /** Before one of the needed tokens the end has no probability, and the others keep their ratios. */
    @Test
    void endsOnlyAfterWhatIsNeeded() {
        int rows = 4000;
        try (Sequential m = model();
                TokenGenerator g = TokenGenerator.of(m, rows).end(3).longest(12)) {
            TokenSampler sampler = TokenSampler.temperature(100);
            assertThat(g.generate(sampler, 1)).anyMatch(t -> Arrays.stream(t).noneMatch(k -> k >= 5));
            List<int[]> made = g.endOnlyAfter(k -> k >= 5).generate(sampler, 1);
            assertThat(made)
                    .filteredOn(t -> t.length < 12)
                    .hasSizeGreaterThan(rows / 2)
                    .allMatch(t -> Arrays.stream(t).anyMatch(k -> k >= 5));
            double[] p = sampler.probabilities(g.firstLogits());
            for (int k = 0; k < 7; k++) {
                int token = k;
                double share = made.stream().filter(t -> t[0] == token).count() / (double) rows;
                assertThat(share).isCloseTo(k == 3 ? 0 : p[k] / (1 - p[3]), within(0.025)); // four deviations
            }
        }
    }

    @Test
    void whatIsNoGenerator() {
        try (Sequential dense = new Sequential(new Embedding(3, 2), new Dense(3))) {
            assertThatThrownBy(() -> TokenGenerator.of(dense, 1)).hasMessageContaining("is not built yet");
            dense.ensureBuilt(List.of(Spec.of(DType.INT32, -1, -1)));
            assertThatThrownBy(() -> TokenGenerator.of(dense, 1)).hasMessageContaining("has no recurrent layer");
        }
        try (Sequential m = model();
                TokenGenerator g = TokenGenerator.of(m, 1).longest(2)) {
            assertThatThrownBy(() -> g.generate(TokenSampler.temperature(1), 0, 1, 2, 3))
                    .hasMessageContaining("3 tokens, more than the greatest length 2");
        }
    }
}
