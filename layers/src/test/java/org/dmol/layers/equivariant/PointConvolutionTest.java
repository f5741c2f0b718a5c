package org.dmol.layers.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The convolution and the gates of e3nn's network for points: sizes, symmetry, and the products written out with vectors. */
class PointConvolutionTest extends DoublePrecision {
    private static final String HIDDEN = "5x0e + 5x0o + 5x1e + 5x1o";

    PointConvolutionTest() {
        super(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void commutesWithRotationsReflectionsTranslationsAndPermutations(boolean improper) {
        double[][] g = motion(improper);
        Gate gate = new Gate(HIDDEN, "silu").odd("tanh").normalized(true);
        PointConvolution conv = new PointConvolution(HIDDEN, gate.input().toString(), 3, 10, 3.5, 16, 4);
        double[][] turn = Irreps.of(HIDDEN).matrix(g);
        Nd h = normal(2, 5, turn.length);
        Nd x = normal(2, 5, 3);
        double[] expected =
                Rotations.apply(turn, output(gate, output(conv, h, x))).doubles();
        assertThat(Arrays.stream(expected).map(Math::abs).max().orElse(0)).isGreaterThan(0.1);
        Nd moved = Rotations.apply(g, x).map(v -> v - 7);
        assertThat(output(gate, output(conv, Rotations.apply(turn, h), moved)).doubles())
                .containsExactly(expected, within(1e-10));
        int[] order = {3, 0, 4, 1, 2};
        double[] plain = output(conv, h.rows(0, 1), x.rows(0, 1)).doubles();
        double[] swapped = output(conv, permuted(h, order), permuted(x, order)).doubles();
        int width = plain.length / 5;
        for (int i = 0; i < 5; i++) {
            assertThat(Arrays.copyOfRange(swapped, i * width, (i + 1) * width))
                    .containsExactly(
                            Arrays.copyOfRange(plain, order[i] * width, (order[i] + 1) * width), within(1e-10));
        }
    }

    /** Row 0 of a batch with its points in another order. */
    private static Nd permuted(Nd a, int[] order) {
        int width = a.dim(2);
        double[] out = new double[order.length * width];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(a.doubles(), order[i] * width, out, i * width, width);
        }
        return Nd.of(out, 1, order.length, width);
    }

    /** The sizes of the four layers of the network, with 10 radial functions and 128 units. */
    @Test
    void hasTheParametersOfTheNetwork() {
        String[][] layers = {
            {"1x0e", "10x0e + 5x1o"},
            {"5x0e + 5x1o", "15x0e + 5x1o + 5x1e"},
            {"5x0e + 5x1e + 5x1o", "15x0e + 5x0o + 5x1o + 5x1e"},
            {HIDDEN, "1x1o"}
        };
        List<Long> sizes = new ArrayList<>();
        for (String[] l : layers) {
            PointConvolution conv = new PointConvolution(l[0], l[1], 3, 10, 3.5, 128, 11);
            output(conv, normal(1, 3, Irreps.of(l[0]).dim()), normal(1, 3, 3));
            sizes.add(conv.countParams());
        }
        assertThat(sizes).containsExactly(1562L, 5520L, 8230L, 3965L);
    }

    /** Each product of a degree-1 or degree-0 feature with a unit vector n has mean square 1, and is what vectors make of it. */
    @Test
    void couplingsAreThoseOfVectors() {
        double[] n = {0.48, -0.6, 0.64};
        double[] v = {0.3, 1.1, -0.7};
        double dot = n[0] * v[0] + n[1] * v[1] + n[2] * v[2];
        double[] cross = {v[1] * n[2] - v[2] * n[1], v[2] * n[0] - v[0] * n[2], v[0] * n[1] - v[1] * n[0]};
        double[] quadrupole = new double[3];
        for (int k = 0; k < 3; k++) {
            cross[k] *= Math.sqrt(1.5);
            quadrupole[k] = (3 * n[k] * dot - v[k]) / Math.sqrt(2);
        }
        same(product(v, n, 1, 0), dot);
        same(product(v, n, 0, 1), v);
        same(product(v, n, 1, 1), cross);
        same(product(v, n, 2, 1), quadrupole);
    }

    /** Equal but for the sign of the whole, which is a convention. */
    private static void same(double[] coupled, double... vectors) {
        double sign = Math.signum(coupled[0] * vectors[0]);
        assertThat(coupled)
                .containsExactly(Arrays.stream(vectors).map(x -> sign * x).toArray(), within(1e-12));
    }

    private static double[] product(double[] v, double[] n, int l, int to) {
        double[] all = SphericalHarmonics.ofIrreps(2, n[0], n[1], n[2]);
        double[][][] c = ClebschGordan.real(1, l, to);
        double[] out = new double[2 * to + 1];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2 * l + 1; j++) {
                for (int k = 0; k < out.length; k++) {
                    out[k] += v[i] * all[l * l + j] * Math.sqrt(4 * Math.PI) * c[i][j][k];
                }
            }
        }
        return out;
    }

    @Test
    void activationsHaveASecondMomentOfOne() {
        assertThat(SecondMoment.factor("silu")).isCloseTo(1.6765, within(1e-4));
        assertThat(SecondMoment.factor("tanh")).isCloseTo(1.5925, within(1e-4));
        assertThat(SecondMoment.factor("sigmoid")).isCloseTo(1.8462, within(1e-4));
        assertThatThrownBy(() -> SecondMoment.factor("relu")).hasMessageContaining("'relu' cannot be normalized");
    }

    @Test
    void settingsMakeTheSameLayers() {
        for (Layer layer : List.of(
                new PointConvolution("2x0e + 1o", "3x0e", 2, 6, 4, 8, 5),
                new Gate(HIDDEN, "silu").odd("tanh").normalized(true))) {
            assertThat(LayerRegistry.fromConfig(LayerRegistry.toConfig(layer)).config())
                    .isEqualTo(layer.config());
        }
        assertThatThrownBy(() -> new PointConvolution("0e", "0o", 1, 6, 3, 8, 5))
                .hasMessage("No product of 1x0e with harmonics up to degree 1 gives any of 1x0o.");
        assertThatThrownBy(() -> new PointConvolution("0e", "0e", 1, 1, 3, 8, 5))
                .hasMessageContaining("at least 2 radial functions");
    }
}
