package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dmol.layers.graph.GraphSamples.F;
import static org.dmol.layers.graph.GraphSamples.assertSame;
import static org.dmol.layers.graph.GraphSamples.call;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Seeds;
import org.dmol.layers.graph.GraphSamples.Edges;
import org.dmol.layers.graph.GraphSamples.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of nodes and a graph: padded batches, disjoint unions and one graph at a time; permutations; settings. */
class GraphLayersTest {
    private final List<Sample> graphs = GraphSamples.few();

    @BeforeEach
    void inDoublePrecision() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(7);
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    static Stream<Supplier<Layer>> layers() {
        return Stream.of(
                () -> new GraphConvolution(6, "tanh"),
                () -> new GraphConvolution(6, "tanh").normalization(GraphConvolution.Normalization.MEAN),
                () -> new GraphConvolution(6, "tanh").normalization(GraphConvolution.Normalization.SUM),
                () -> new GraphSage(6, "tanh"),
                () -> new GraphSage(6, "tanh").aggregate("sum"),
                () -> new GraphSage(6, "tanh").aggregate("max"),
                () -> new GraphIsomorphism(6, "tanh"),
                () -> new GraphAttention(3, 2, "tanh"),
                () -> new GraphAttention(3, 2, "tanh").concat(false),
                () -> new GatedGraph(F, 2));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void batchesEqualOneGraphAtATime(Supplier<Layer> make) {
        Layer layer = make.get();
        List<Nd> single = graphs.stream()
                .map(g -> call(layer, g.features(), g.matrix()).get(0))
                .toList();
        Nd batch = call(
                        layer,
                        GraphSamples.padded(
                                graphs.stream().map(Sample::features).toList(), graphs.size(), 6, F),
                        GraphSamples.padded(graphs.stream().map(Sample::matrix).toList(), graphs.size(), 6, 6))
                .get(0);
        Edges e = GraphSamples.edges(graphs);
        Nd union = call(
                        layer,
                        GraphSamples.stacked(
                                graphs.stream().map(Sample::features).toList()),
                        e.senders(),
                        e.receivers())
                .get(0);
        assertSame(union, GraphSamples.stacked(single));
        for (int b = 0; b < graphs.size(); b++) {
            assertSame(batch.row(b).rows(0, single.get(b).dim(0)), single.get(b));
        }
        assertThat(Arrays.stream(single.get(1).doubles()).distinct().count()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void nodesMayComeInAnyOrder(Supplier<Layer> make) {
        Layer layer = make.get();
        Sample g = graphs.get(1);
        int[] p = {3, 0, 4, 1, 2};
        Sample q = g.permuted(p);
        Nd y = call(layer, g.features(), g.matrix()).get(0);
        assertSame(call(layer, q.features(), q.matrix()).get(0), y.take(p));
        Edges e = GraphSamples.edges(List.of(q));
        assertSame(call(layer, q.features(), e.senders(), e.receivers()).get(0), y.take(p));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void configMakesTheSameLayer(Supplier<Layer> make) {
        Layer layer = make.get();
        Sample g = graphs.get(1);
        Nd y = call(layer, g.features(), g.matrix()).get(0);
        Layer again = LayerRegistry.fromConfig(LayerRegistry.toConfig(layer));
        call(again, g.features(), g.matrix());
        again.setWeights(layer.getWeights());
        assertThat(again.config()).isEqualTo(layer.config());
        assertSame(call(again, g.features(), g.matrix()).get(0), y);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void graphsWithoutEdgesAndWithoutNodesWork(Supplier<Layer> make) {
        Layer layer = make.get();
        Nd none = Nd.of(new int[0], 0);
        Nd lonely = call(layer, Nd.matrix(new double[][] {{1, 2, 3, 4}, {1, 2, 3, 4}}), none, none)
                .get(0);
        assertThat(Arrays.stream(lonely.doubles())).allMatch(Double::isFinite);
        assertSame(lonely.row(0), lonely.row(1));
        assertThat(call(layer, Nd.zeros(DType.FLOAT64, 0, F), none, none).get(0).dim(0))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aDisconnectedGraphIsItsParts(Supplier<Layer> make) {
        Layer layer = make.get();
        Sample whole = graphs.get(0).beside(graphs.get(1)).beside(graphs.get(2));
        assertSame(
                call(layer, whole.features(), whole.matrix()).get(0),
                GraphSamples.stacked(graphs.subList(0, 3).stream()
                        .map(g -> call(layer, g.features(), g.matrix()).get(0))
                        .toList()));
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

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> call(new GraphConvolution(2, "relu"), Nd.zeros(DType.FLOAT64, 3, 2)))
                .hasMessageContaining("graph_convolution")
                .hasMessageContaining("(nodes, adjacency) or (nodes, senders, receivers)");
        assertThatThrownBy(
                        () -> call(new GatedGraph(3, 1), Nd.zeros(DType.FLOAT64, 3, 2), Nd.zeros(DType.FLOAT64, 3, 3)))
                .hasMessageContaining("3 features");
    }
}
