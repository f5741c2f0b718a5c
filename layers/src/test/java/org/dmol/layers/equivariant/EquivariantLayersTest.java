package org.dmol.layers.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers under random rotations, rotations with inversion, and elements of finite groups; made again from their settings. */
class EquivariantLayersTest extends DoublePrecision {
    EquivariantLayersTest() {
        super(5);
    }

    /** The output of the layer; that of its twin made from settings and with the same weights must be the same. */
    private static Nd call(Layer layer, Nd... inputs) {
        try (Fn f = Fn.of((tf, in) ->
                org.dmol.tf.Trace.floats(layer.apply(Ctx.inference(tf), in).get(0)))) {
            Nd y = f.call(inputs);
            Layer twin = LayerRegistry.fromConfig(LayerRegistry.toConfig(layer));
            try (Fn g = Fn.of((tf, in) -> {
                twin.apply(Ctx.inference(tf), in);
                twin.setWeights(layer.getWeights());
                return org.dmol.tf.Trace.floats(
                        twin.apply(Ctx.inference(tf), in).get(0));
            })) {
                assertThat(g.call(inputs).doubles()).containsExactly(y.doubles(), within(1e-12));
            }
            assertThat(twin.config()).isEqualTo(layer.config());
            return y;
        }
    }

    private static void same(Nd a, Nd b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        assertThat(a.doubles()).containsExactly(b.doubles(), within(1e-10));
        assertThat(java.util.Arrays.stream(a.doubles()).map(Math::abs).max().orElse(0))
                .isGreaterThan(1e-3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void layersOnIrrepsCommuteWithRotations(boolean improper) {
        double[][] g = motion(improper);
        String a = "3x0e + 2x1o + 1e + 2e + 0o";
        String b = "2x0e + 1o + 2e";
        String c = "4x0e + 2x1o + 1e + 2x2e + 0o";
        Nd x = normal(2, 3, Irreps.of(a).dim());
        Nd y = normal(2, 3, Irreps.of(b).dim());
        double[][] ga = Irreps.of(a).matrix(g);
        double[][] gc = Irreps.of(c).matrix(g);
        EquivariantLinear linear = new EquivariantLinear(a, c);
        same(call(linear, Rotations.apply(ga, x)), Rotations.apply(gc, call(linear, x)));
        TensorProduct product = new TensorProduct(a, b, c);
        same(
                call(
                        product,
                        Rotations.apply(ga, x),
                        Rotations.apply(Irreps.of(b).matrix(g), y)),
                Rotations.apply(gc, call(product, x, y)));
        Gate gate = new Gate(c, "silu");
        Nd z = normal(4, Gate.input(c).dim());
        same(call(gate, Rotations.apply(Gate.input(c).matrix(g), z)), Rotations.apply(gc, call(gate, z)));
        SphericalEncoding encoding = new SphericalEncoding(4);
        Nd v = normal(6, 3);
        same(
                call(encoding, Rotations.apply(g, v)),
                Rotations.apply(Irreps.sphericalHarmonics(4).matrix(g), call(encoding, v)));
        EquivariantConvolution convolution = new EquivariantConvolution(a, c, 2, 6, 4, 8);
        Nd r = normal(2, 3, 3);
        same(
                call(convolution, Rotations.apply(ga, x), Rotations.apply(g, r)),
                Rotations.apply(gc, call(convolution, x, r)));
        Nd moved = r.map(value -> value + 3);
        same(call(convolution, x, moved), call(convolution, x, r));
    }

    @Test
    void encodingEqualsTheHarmonics() {
        Nd v = Nd.of(new double[] {0.3, -0.2, 0.5, 0, 0, 0}, 2, 3);
        Nd y = call(new SphericalEncoding(5), v);
        double[] expected = SphericalHarmonics.ofIrreps(5, 0.3, -0.2, 0.5);
        for (int k = 0; k < expected.length; k++) {
            assertThat(y.get(0, k)).isCloseTo(expected[k] * Math.sqrt(4 * Math.PI), within(1e-10));
            assertThat(y.get(1, k)).isEqualTo(k == 0 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cyclic", "dihedral", "symmetric"})
    void groupConvolutionCommutesWithLeftTranslations(String kind) {
        FiniteGroup group = switch (kind) {
            case "cyclic" -> FiniteGroup.cyclic(6);
            case "dihedral" -> FiniteGroup.dihedral(4);
            default -> FiniteGroup.symmetric(3);
        };
        GroupConvolution layer = new GroupConvolution(group, 3);
        Nd x = normal(2, group.order(), 2);
        Nd y = call(layer, x);
        for (int a = 0; a < group.order(); a++) {
            same(call(layer, translated(group, a, x)), translated(group, a, y));
        }
    }

    private static Nd translated(FiniteGroup group, int a, Nd x) {
        double[] out = new double[x.size()];
        int c = x.dim(2);
        for (int i = 0; i < x.size(); i++) {
            int b = i / c / group.order();
            int g = i / c % group.order();
            out[i] = x.get(b, group.times(group.inverse(a), g), i % c);
        }
        return Nd.of(out, x.shape());
    }

    @Test
    void p4mConvolutionsCommuteWithTurnsAndMirrors() {
        P4mConvolution lift = new P4mConvolution(2, 3, true);
        P4mConvolution second = new P4mConvolution(3, 5, false);
        Nd x = normal(1, 7, 7, 2);
        Nd y = call(second, call(lift, x));
        assertThat(y.shape()).containsExactly(1, 7, 7, 8, 3);
        for (int k = 0; k < 8; k++) {
            Nd moved = call(second, call(lift, onGrid(x, k)));
            same(moved, onGrid(y, k));
        }
    }

    /** (T_k f)(t, h) = f(k⁻¹ t, k⁻¹ h); pictures have no h. */
    private static Nd onGrid(Nd x, int k) {
        int n = x.dim(1);
        int rest = x.size() / (n * n);
        int channels = x.dim(x.rank() - 1);
        int[][] h = PlaneSymmetry.matrix(PlaneSymmetry.D4.inverse(k));
        double[] out = new double[x.size()];
        for (int i = 0; i < out.length; i++) {
            int a = i / rest / n - n / 2;
            int b = i / rest % n - n / 2;
            int element = i % rest / channels;
            int from = x.rank() == 5
                    ? PlaneSymmetry.D4.times(PlaneSymmetry.D4.inverse(k), element) * channels + i % channels
                    : i % rest;
            int p = h[0][0] * a + h[0][1] * b + n / 2;
            int q = h[1][0] * a + h[1][1] * b + n / 2;
            out[i] = x.doubles()[(p * n + q) * rest + from];
        }
        return Nd.of(out, x.shape());
    }

    @Test
    void everyWeightHasAGradientThatFitsFiniteDifferences() {
        EquivariantConvolution layer = new EquivariantConvolution("2x0e + 1o", "2x0e + 2x1o", 2, 4, 4, 4);
        Nd nodes = normal(1, 3, 5);
        Nd r = normal(1, 3, 3);
        call(layer, nodes, r);
        try (Fn f = Fn.of((tf, in) -> {
                    var y = org.dmol.tf.Trace.floats(layer.apply(Ctx.inference(tf), List.of(in.get(0), in.get(1)))
                            .get(0));
                    return org.dmol.tf.Trace.sum(tf, tf.math.square(y), 0, 1, 2);
                });
                Fn d = f.grad(1)) {
            Nd gradient = d.call(nodes, r);
            double[] p = r.doubles().clone();
            for (int i = 0; i < p.length; i++) {
                double h = 1e-5;
                double[] up = p.clone();
                up[i] += h;
                double[] down = p.clone();
                down[i] -= h;
                double slope = (f.call(nodes, Nd.of(up, 1, 3, 3)).item()
                                - f.call(nodes, Nd.of(down, 1, 3, 3)).item())
                        / (2 * h);
                assertThat(gradient.doubles()[i]).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    @Test
    void badLayersAreExplained() {
        assertThatThrownBy(() -> new TensorProduct("0e", "1o", "2e")).hasMessageContaining("holds no 2e");
        assertThatThrownBy(() -> call(new EquivariantLinear("2x0e", "1x0e"), normal(2, 3)))
                .hasMessageContaining("An array of irreps 2x0e has 2 components, not 3.");
        assertThatThrownBy(() -> new P4mConvolution(2, 4, true)).hasMessageContaining("odd kernel size");
        assertThatThrownBy(() -> new SphericalEncoding(-1)).hasMessageContaining("0 to 10");
        assertThatThrownBy(() -> call(new GroupConvolution(FiniteGroup.cyclic(6), 1), normal(5, 2)))
                .hasMessageContaining("a group of 6 elements");
    }
}
