package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Seeds;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer on padded batches, on disjoint unions and on one graph at a time; under permutations, rotations and translations. */
class GraphLayersTest {
    private static final int F = 4;
    private final Random random = new Random(1);
    private final List<Molecule> graphs = List.of(graph(3), graph(5), graph(1), graph(4));

    private record Molecule(double[][] nodes, double[][] positions, int[][] adjacency) {}

    @BeforeEach
    void inDoublePrecision() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(7);
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    /** A random connected graph with self loops. */
    private Molecule graph(int n) {
        double[][] nodes = new double[n][F];
        double[][] positions = new double[n][3];
        int[][] a = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < F; k++) {
                nodes[i][k] = random.nextGaussian();
            }
            for (int k = 0; k < 3; k++) {
                positions[i][k] = random.nextGaussian();
            }
            a[i][i] = 1;
            int j = random.nextInt(n);
            a[i][j] = 1;
            a[j][i] = 1;
        }
        return new Molecule(nodes, positions, a);
    }

    static Stream<Supplier<Layer>> layers() {
        return Stream.of(
                () -> new GraphConvolution(6, "tanh"),
                () -> new GraphConvolution(6, "tanh").normalization(GraphConvolution.Normalization.MEAN),
                () -> new GraphConvolution(6, "tanh").normalization(GraphConvolution.Normalization.SUM),
                () -> new GraphSage(6, "tanh"),
                () -> new GraphSage(6, "tanh").aggregate("max"),
                () -> new GraphIsomorphism(6, "tanh"),
                () -> new GraphAttention(3, 2, "tanh"),
                () -> new GraphAttention(3, 2, "tanh").concat(false),
                () -> new GatedGraph(F, 2));
    }

    private static List<Nd> call(Layer layer, Nd... inputs) {
        return Fn.multi((tf, in) -> layer.apply(Ctx.inference(tf), in)).callAll(inputs);
    }

    private static Nd adjacency(Molecule g) {
        return Nd.matrix(g.adjacency).cast(DType.FLOAT64);
    }

    private static Nd padded(List<Nd> parts, int... shape) {
        double[] flat = new double[Nd.sizeOf(shape)];
        int stride = flat.length / shape[0];
        for (int b = 0; b < parts.size(); b++) {
            Nd p = parts.get(b);
            for (int i = 0; i < p.dim(0); i++) {
                for (int j = 0; j < p.dim(1); j++) {
                    flat[b * stride + i * shape[2] + j] = p.get(i, j);
                }
            }
        }
        return Nd.of(flat, shape);
    }

    private record Edges(Nd senders, Nd receivers) {}

    /** The edges of the graphs one after another, and one padding edge. */
    private static Edges edges(List<Molecule> graphs) {
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        int offset = 0;
        for (Molecule g : graphs) {
            for (int i = 0; i < g.nodes.length; i++) {
                for (int j = 0; j < g.nodes.length; j++) {
                    if (g.adjacency[i][j] != 0) {
                        from.add(offset + j);
                        to.add(offset + i);
                    }
                }
            }
            offset += g.nodes.length;
        }
        from.add(0);
        to.add(-1);
        return new Edges(ints(from), ints(to));
    }

    private static Nd ints(List<Integer> values) {
        return Nd.of(values.stream().mapToInt(Integer::intValue).toArray(), values.size());
    }

    private static void assertSame(Nd actual, Nd expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.doubles()).containsExactly(expected.doubles(), within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void batchesEqualOneGraphAtATime(Supplier<Layer> make) {
        Layer layer = make.get();
        List<Nd> single = graphs.stream()
                .map(g -> call(layer, Nd.matrix(g.nodes), adjacency(g)).get(0))
                .toList();
        int units = single.get(0).dim(1);
        Nd batch = call(
                        layer,
                        padded(graphs.stream().map(g -> Nd.matrix(g.nodes)).toList(), graphs.size(), 6, F),
                        padded(graphs.stream().map(GraphLayersTest::adjacency).toList(), graphs.size(), 6, 6))
                .get(0);
        Edges e = edges(graphs);
        Nd union = call(
                        layer,
                        Nd.concat(graphs.stream().map(g -> Nd.matrix(g.nodes)).toArray(Nd[]::new)),
                        e.senders,
                        e.receivers)
                .get(0);
        assertSame(union, Nd.concat(single.toArray(Nd[]::new)));
        for (int b = 0; b < graphs.size(); b++) {
            assertSame(batch.row(b).rows(0, single.get(b).dim(0)), single.get(b));
        }
        assertThat(units).isPositive();
        assertThat(Arrays.stream(single.get(1).doubles()).distinct().count()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void nodesMayComeInAnyOrder(Supplier<Layer> make) {
        Layer layer = make.get();
        Molecule g = graphs.get(1);
        int[] p = {3, 0, 4, 1, 2};
        int[][] a = new int[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                a[i][j] = g.adjacency[p[i]][p[j]];
            }
        }
        Nd y = call(layer, Nd.matrix(g.nodes), adjacency(g)).get(0);
        Nd permuted = call(layer, Nd.matrix(g.nodes).take(p), Nd.matrix(a).cast(DType.FLOAT64))
                .get(0);
        assertSame(permuted, y.take(p));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void configMakesTheSameLayer(Supplier<Layer> make) {
        Layer layer = make.get();
        Molecule g = graphs.get(1);
        Nd y = call(layer, Nd.matrix(g.nodes), adjacency(g)).get(0);
        Layer again = LayerRegistry.fromConfig(LayerRegistry.toConfig(layer));
        call(again, Nd.matrix(g.nodes), adjacency(g));
        again.setWeights(layer.getWeights());
        assertThat(again.config()).isEqualTo(layer.config());
        assertSame(call(again, Nd.matrix(g.nodes), adjacency(g)).get(0), y);
    }

    @Test
    void kipfAndWellingByHand() {
        GraphConvolution layer = new GraphConvolution(1, "linear");
        Nd a = Nd.matrix(new double[][] {{1, 1}, {1, 1}});
        call(layer, Nd.matrix(new double[][] {{1.0}, {3.0}}), a);
        layer.setWeights(List.of(Nd.matrix(new double[][] {{2}}), Nd.vector(0.5)));
        assertSame(call(layer, Nd.matrix(new double[][] {{1.0}, {3.0}}), a).get(0), Nd.matrix(new double[][] {
            {4.5}, {4.5}
        }));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"sum", "mean", "max", "attention", "set"})
    void readoutsOfBatchesEqualThoseOfOneGraphAtATime(String kind) {
        Readout layer = new Readout(kind);
        List<Nd> single =
                graphs.stream().map(g -> call(layer, Nd.matrix(g.nodes)).get(0)).toList();
        double[] mask = new double[graphs.size() * 6];
        List<Integer> ids = new ArrayList<>();
        for (int b = 0; b < graphs.size(); b++) {
            for (int i = 0; i < graphs.get(b).nodes.length; i++) {
                mask[b * 6 + i] = 1;
                ids.add(b);
            }
        }
        Nd nodes = padded(graphs.stream().map(g -> Nd.matrix(g.nodes)).toList(), graphs.size(), 6, F);
        Nd batch = call(layer, nodes, Nd.of(mask, graphs.size(), 6)).get(0);
        Nd union = call(
                        layer,
                        Nd.concat(graphs.stream().map(g -> Nd.matrix(g.nodes)).toArray(Nd[]::new)),
                        ints(ids),
                        Nd.zeros(DType.FLOAT64, graphs.size()))
                .get(0);
        for (int b = 0; b < graphs.size(); b++) {
            assertSame(batch.row(b), single.get(b));
            assertSame(union.row(b), single.get(b));
        }
    }

    @Test
    void egnnTurnsWithItsPositions() {
        Egnn layer = new Egnn(F, "silu");
        Molecule g = graphs.get(3);
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        // an improper rotation and a shift
        double[][] rotation = {{c, -s, 0}, {s, c, 0}, {0, 0, -1}};
        Nd moved = transformed(Nd.matrix(g.positions), rotation);
        List<Nd> y = call(layer, Nd.matrix(g.nodes), Nd.matrix(g.positions), adjacency(g));
        List<Nd> z = call(layer, Nd.matrix(g.nodes), moved, adjacency(g));
        assertSame(z.get(0), y.get(0));
        assertSame(z.get(1), transformed(y.get(1), rotation));
        assertThat(y.get(1)).isNotEqualTo(Nd.matrix(g.positions));
        Edges e = edges(List.of(g));
        assertSame(
                call(layer, Nd.matrix(g.nodes), Nd.matrix(g.positions), e.senders, e.receivers)
                        .get(1),
                y.get(1));
    }

    private static Nd transformed(Nd x, double[][] r) {
        double[][] out = new double[x.dim(0)][3];
        for (int i = 0; i < x.dim(0); i++) {
            for (int k = 0; k < 3; k++) {
                out[i][k] = 0.3 * (k + 1);
                for (int l = 0; l < 3; l++) {
                    out[i][k] += r[k][l] * x.get(i, l);
                }
            }
        }
        return Nd.matrix(out);
    }

    @Test
    void schNetIsTheSameOnEdgesAndOnMatrices() {
        SchNetInteraction layer = new SchNetInteraction(8, 10, 3.0);
        Molecule g = graphs.get(1);
        int n = g.nodes.length;
        double[] d = new double[n * n];
        List<Double> onEdges = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double square = 0;
                for (int k = 0; k < 3; k++) {
                    square += Math.pow(g.positions[i][k] - g.positions[j][k], 2);
                }
                d[i * n + j] = Math.sqrt(square);
                if (g.adjacency[i][j] != 0) {
                    onEdges.add(d[i * n + j]);
                }
            }
        }
        onEdges.add(1.0);
        Edges e = edges(List.of(g));
        Nd dense =
                call(layer, Nd.matrix(g.nodes), Nd.of(d, n, n, 1), adjacency(g)).get(0);
        Nd list = call(
                        layer,
                        Nd.matrix(g.nodes),
                        Nd.of(onEdges.stream().mapToDouble(Double::doubleValue).toArray(), onEdges.size(), 1),
                        e.senders,
                        e.receivers)
                .get(0);
        assertSame(list, dense);
        assertThat(dense).isNotEqualTo(Nd.matrix(g.nodes));
    }

    @Test
    void messagePassingOfAUnionEqualsThatOfItsParts() {
        MessagePassing layer = new MessagePassing(5, "tanh");
        List<Molecule> two = List.of(graphs.get(0), graphs.get(1));
        List<Nd> x = new ArrayList<>();
        List<Nd> u = new ArrayList<>();
        for (int b = 0; b < 2; b++) {
            Edges e = edges(List.of(two.get(b)));
            List<Nd> y = call(
                    layer,
                    Nd.matrix(two.get(b).nodes),
                    edgeFeatures(e),
                    Nd.matrix(new double[][] {{b + 1.0}}),
                    e.senders,
                    e.receivers,
                    Nd.zeros(DType.INT32, two.get(b).nodes.length));
            x.add(y.get(0));
            u.add(y.get(2));
        }
        Edges e = edges(two);
        int[] ids = new int[8];
        Arrays.fill(ids, 3, 8, 1);
        List<Nd> union = call(
                layer,
                Nd.concat(Nd.matrix(two.get(0).nodes), Nd.matrix(two.get(1).nodes)),
                edgeFeatures(e),
                Nd.matrix(new double[][] {{1}, {2}}),
                e.senders,
                e.receivers,
                Nd.of(ids, 8));
        assertSame(union.get(0), Nd.concat(x.get(0), x.get(1)));
        assertSame(union.get(2), Nd.concat(u.get(0), u.get(1)));
    }

    private static Nd edgeFeatures(Edges e) {
        return Nd.full(DType.FLOAT64, 0.5, e.senders.size(), 2);
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> call(new GraphConvolution(2, "relu"), Nd.zeros(DType.FLOAT64, 3, 2)))
                .hasMessageContaining("graph_convolution")
                .hasMessageContaining("(nodes, adjacency) or (nodes, senders, receivers)");
        assertThatThrownBy(
                        () -> call(new GatedGraph(3, 1), Nd.zeros(DType.FLOAT64, 3, 2), Nd.zeros(DType.FLOAT64, 3, 3)))
                .hasMessageContaining("3 features");
        assertThatThrownBy(() -> new Readout("avg")).hasMessageContaining("nearest");
    }
}
