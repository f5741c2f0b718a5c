package org.dmol.layers.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;

/** The axioms, games with known values, and linear functions. */
class ShapleyTest {
    private static Game game(int n, ToDoubleFunction<boolean[]> value) {
        return new Game() {
            @Override
            public int players() {
                return n;
            }

            @Override
            public double[] values(boolean[][] members, int[] scenarios) {
                double[] out = new double[members.length];
                for (int k = 0; k < out.length; k++) {
                    out[k] = value.applyAsDouble(members[k]);
                }
                return out;
            }
        };
    }

    private static int count(boolean[] s) {
        int n = 0;
        for (boolean b : s) {
            n += b ? 1 : 0;
        }
        return n;
    }

    /** Two left gloves and one right one; a pair is worth 1. */
    private static final Game GLOVES = game(3, s -> s[2] && (s[0] || s[1]) ? 1 : 0);

    /** Player 0 and 1 alike, player 3 adds nothing, everything interacts. */
    private static final Game MIXED = game(4, s -> {
        int n = (s[0] ? 1 : 0) + (s[1] ? 1 : 0);
        return Math.pow(2, n) * (s[2] ? 3 : 1) + 0.5;
    });

    @Test
    void knownGame() {
        assertThat(Shapley.exact(GLOVES).values())
                .containsExactly(new double[] {1 / 6.0, 1 / 6.0, 4 / 6.0}, within(1e-12));
        double[] sampled = Shapley.permutations(GLOVES, 20000, 3).values();
        assertThat(sampled).containsExactly(new double[] {1 / 6.0, 1 / 6.0, 4 / 6.0}, within(0.012));
    }

    @Test
    void axioms() {
        ShapleyValues v = Shapley.exact(MIXED);
        assertThat(v.values()[0]).as("symmetry").isCloseTo(v.values()[1], within(1e-12));
        assertThat(v.values()[3]).as("dummy").isCloseTo(0, within(1e-12));
        assertThat(v.gap()).as("efficiency").isCloseTo(0, within(1e-12));
        assertThat(v.full() - v.empty()).isEqualTo(11);
        Game sum = game(3, s -> 2 * GLOVES.values(new boolean[][] {s}, new int[1])[0] + count(s));
        assertThat(Shapley.exact(sum).values())
                .as("linearity")
                .containsExactly(new double[] {4 / 3.0, 4 / 3.0, 7 / 3.0}, within(1e-12));
    }

    @Test
    void samplesOfOneOrderAddUp() {
        ShapleyValues v = Shapley.permutations(MIXED, 7, 0);
        for (int m = 1; m <= 7; m++) {
            assertThat(v.sumOfFirst(m)).isCloseTo(11, within(1e-12));
        }
        assertThat(v.sumStandardError()).isCloseTo(0, within(1e-12));
        assertThat(v.values()[3]).isZero();
    }

    /** For "all of five needed" the three ways to draw coalitions tell different things, each its own formula. */
    @Test
    void estimatorsOfTheLiterature() {
        Game all = game(5, s -> count(s) == 5 ? 1 : 0);
        int m = 40000;
        assertThat(Shapley.exact(all).values()).containsExactly(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, within(1e-12));
        assertThat(mean(MarginalSampling.UNIFORM_SIZE.sample(all, m, 1))).isCloseTo(0.2, within(0.004));
        assertThat(mean(MarginalSampling.HALF.sample(all, m, 2))).isCloseTo(1 / 16.0, within(0.003));
        assertThat(mean(MarginalSampling.SHORTENED.sample(all, m, 3))).isCloseTo(1 / 25.0, within(0.003));
    }

    private static double mean(ShapleyValues v) {
        return v.sum() / v.values().length;
    }

    /** phi_i = w_i (x_i - mean of the background). */
    @Test
    void linearFunction() {
        double[] w = {1, -2, 0.5};
        Nd weights = Nd.vector(w);
        Nd x = Nd.vector(3.0, 1.0, -1.0);
        Nd background = Nd.matrix(new double[][] {{1, 0, 2}, {2, -4, 0}});
        double[] expected = {1.5, -6, -1};
        try (Score score = Score.of(Fn.of((tf, in) ->
                Trace.sum(tf, tf.math.mul(in.get(0), Trace.floats(Trace.constant(tf, weights))), 1)))) {
            FeatureGame game = FeatureGame.of(score, x, background);
            assertThat(Shapley.exact(game).values()).containsExactly(expected, within(1e-12));
            assertThat(Shapley.permutations(game, 2, 5).values()).containsExactly(expected, within(1e-12));
            assertThat(MarginalSampling.HALF.sample(game, 2, 5).values()).containsExactly(expected, within(1e-12));
            ShapleyValues grouped = Shapley.exact(game.groups(new int[] {0, 2}, new int[] {1}));
            assertThat(grouped.values()).containsExactly(new double[] {0.5, -6}, within(1e-12));
            ShapleyValues first = Shapley.exact(game.first(2));
            assertThat(first.values()).containsExactly(new double[] {1.5, -6}, within(1e-12));
            assertThat(first.empty()).as("the third stays that of x").isCloseTo(1.5 + 4 - 0.5, within(1e-12));
            assertThat(Gradients.timesInput(score, x).doubles())
                    .containsExactly(new double[] {3, -2, -0.5}, within(1e-12));
            IntegratedGradients.Result ig = IntegratedGradients.steps(2).of(score, x);
            assertThat(ig.attributions().doubles()).containsExactly(new double[] {3, -2, -0.5}, within(1e-12));
            assertThat(ig.gap()).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void sentencesForBadInput() {
        assertThatThrownBy(() -> Shapley.exact(game(25, s -> 0)))
                .hasMessageContaining("25 players")
                .hasMessageContaining("at most 20");
        assertThatThrownBy(() -> Shapley.permutations(GLOVES, 0, 0)).hasMessageContaining("at least 1");
        try (Score score = Score.of(Fn.of((tf, in) -> Trace.sum(tf, in.get(0), 1)))) {
            Nd x = Nd.zeros(DType.FLOAT32, 3);
            assertThatThrownBy(() -> FeatureGame.of(score, x, Nd.zeros(DType.FLOAT32, 2, 4)))
                    .hasMessageContaining("float32[2, 4]");
            FeatureGame game = FeatureGame.of(score, x, Nd.zeros(DType.FLOAT32, 1, 3));
            assertThatThrownBy(() -> game.first(4)).hasMessageContaining("Entry 3");
            assertThatThrownBy(() -> IntegratedGradients.steps(1)).hasMessageContaining("at least 2");
            assertThatThrownBy(() -> IntegratedGradients.steps(8)
                            .baseline(Nd.zeros(DType.FLOAT32, 2))
                            .of(score, x))
                    .hasMessageContaining("baseline");
        }
    }
}
