package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.dmol.layers.graph.GraphSamples.F;
import static org.dmol.layers.graph.GraphSamples.assertSame;
import static org.dmol.layers.graph.GraphSamples.call;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Seeds;
import org.dmol.layers.graph.GraphSamples.Edges;
import org.dmol.layers.graph.GraphSamples.Sample;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** PaiNN: scalars do not change and vectors turn under motions; permutations, unions, cutoff, derivatives. */
class PainnInteractionTest {
    private static final int[] ORDER = {3, 0, 4, 1, 2};

    private final List<Sample> graphs = GraphSamples.few();
    private final Sample g = graphs.get(1);
    private final PainnInteraction layer = new PainnInteraction(6, 4.0);

    @BeforeEach
    void inDoublePrecision() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(7);
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    private static Nd vectors(int n) {
        Random random = new Random(n);
        double[] v = new double[n * 3 * F];
        Arrays.setAll(v, i -> random.nextGaussian());
        return Nd.of(v, n, 3 * F);
    }

    private List<Nd> painn(Sample s, Nd v) {
        return call(layer, s.features(), v, s.places(), s.matrix());
    }

    /** The orthogonal matrix of {@link GraphSamples#moved}, without its shift. */
    private static Nd turned(Nd v) {
        int n = v.dim(0);
        double[] out = new double[v.size()];
        double[][] origin = GraphSamples.moved(new double[][] {{0, 0, 0}});
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < F; k++) {
                double[] one = {v.get(i, k), v.get(i, F + k), v.get(i, 2 * F + k)};
                double[] r = GraphSamples.moved(new double[][] {one})[0];
                for (int c = 0; c < 3; c++) {
                    out[i * 3 * F + c * F + k] = r[c] - origin[0][c];
                }
            }
        }
        return Nd.of(out, n, 3 * F);
    }

    @Test
    void scalarsStayAndVectorsTurn() {
        Nd v = vectors(5);
        List<Nd> y = painn(g, v);
        List<Nd> moved = painn(g.moved(), turned(v));
        assertSame(moved.get(0), y.get(0));
        assertSame(moved.get(1), turned(y.get(1)));
        assertThat(y.get(1)).isNotEqualTo(turned(y.get(1)));
        assertThat(y.get(0)).isNotEqualTo(g.features());
        List<Nd> permuted = painn(g.permuted(ORDER), v.take(ORDER));
        assertSame(permuted.get(0), y.get(0).take(ORDER));
        assertSame(permuted.get(1), y.get(1).take(ORDER));
    }

    @Test
    void aUnionOfGraphsEqualsOneAtATime() {
        List<List<Nd>> single =
                graphs.stream().map(s -> painn(s, vectors(s.size()))).toList();
        Edges e = GraphSamples.edges(graphs);
        List<Nd> union = call(
                layer,
                GraphSamples.stacked(graphs.stream().map(Sample::features).toList()),
                GraphSamples.stacked(graphs.stream().map(s -> vectors(s.size())).toList()),
                GraphSamples.stacked(graphs.stream().map(Sample::places).toList()),
                e.senders(),
                e.receivers());
        for (int output = 0; output < 2; output++) {
            int o = output;
            assertSame(
                    union.get(o),
                    GraphSamples.stacked(single.stream().map(y -> y.get(o)).toList()));
        }
    }

    @Test
    void vectorsComeFromDirectionsAndNothingFromBeyondTheCutoff() {
        Nd s = Nd.of(new double[] {1, 2, 3, 4, 1, 2, 3, 4}, 2, F);
        Nd none = Nd.of(new double[2 * 3 * F], 2, 3 * F);
        Nd both = Nd.of(new double[] {0, 1, 1, 0}, 2, 2);
        Nd near = call(layer, s, none, Nd.of(new double[] {0, 0, 0, 0, 0, 2}, 2, 3), both)
                .get(1);
        for (int k = 0; k < 2 * F; k++) {
            assertThat(near.get(0, k)).isZero();
            assertThat(near.get(0, 2 * F + k % F)).isNotZero().isEqualTo(-near.get(1, 2 * F + k % F), within(1e-12));
        }
        List<Nd> far = call(layer, s, none, Nd.of(new double[] {0, 0, 0, 0, 0, 4.001}, 2, 3), both);
        List<Nd> alone = call(layer, s, none, Nd.of(new double[6], 2, 3), Nd.of(new double[4], 2, 2));
        assertSame(far.get(0), alone.get(0));
        assertThat(Arrays.stream(far.get(1).doubles()).map(Math::abs).max().orElse(1))
                .isZero();
    }

    /** The derivative by the positions, with self loops and vectors that are zero, by central differences. */
    @Test
    void hasFiniteDerivatives() {
        Nd s = g.features();
        Nd v = Nd.of(new double[5 * 3 * F], 5, 3 * F);
        Nd a = g.matrix();
        try (Fn f = Fn.of((tf, in) -> {
                    Operand<?> y = layer.apply(
                                    Ctx.inference(tf),
                                    List.of(
                                            Trace.constant(tf, s),
                                            Trace.constant(tf, v),
                                            in.get(0),
                                            Trace.constant(tf, a)))
                            .get(0);
                    Operand<TFloat32> all = tf.math.square(Trace.floats(y));
                    return Trace.sum(tf, all, 0, 1);
                });
                Fn slope = f.grad(0)) {
            Nd x = g.places();
            double[] exact = slope.call(x).doubles();
            double[] at = x.doubles();
            for (int i = 0; i < at.length; i++) {
                double[] up = at.clone();
                double[] down = at.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double difference = (f.call(Nd.of(up, 5, 3)).item()
                                - f.call(Nd.of(down, 5, 3)).item())
                        / 2e-5;
                assertThat(exact[i]).isEqualTo(difference, within(1e-6 * Math.max(1, Math.abs(difference))));
            }
        }
    }

    @Test
    void isNamedInFilesAndRefusesOtherShapes() {
        assertThat(LayerRegistry.fromConfig(LayerRegistry.toConfig(layer)).config())
                .isEqualTo(layer.config());
        assertThatThrownBy(() -> call(new PainnInteraction(6, 4), g.features(), g.features(), g.places(), g.matrix()))
                .hasMessageContaining("with 4 scalars an atom has 12 numbers for its vectors");
        assertThatThrownBy(() -> new PainnInteraction(0, 4)).hasMessageContaining("at least one radial function");
    }
}
