package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dmol.layers.graph.GraphSamples.F;
import static org.dmol.layers.graph.GraphSamples.assertSame;
import static org.dmol.layers.graph.GraphSamples.call;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;
import org.dmol.layers.graph.GraphSamples.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadoutTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"sum", "mean", "max", "attention", "set"})
    void batchesEqualOneGraphAtATime(String kind) {
        Readout layer = new Readout(kind);
        List<Nd> single =
                graphs.stream().map(g -> call(layer, g.features()).get(0)).toList();
        List<Nd> nodes = graphs.stream().map(Sample::features).toList();
        double[] mask = new double[graphs.size() * 6];
        for (int b = 0; b < graphs.size(); b++) {
            Arrays.fill(mask, b * 6, b * 6 + graphs.get(b).size(), 1);
        }
        Nd batch = call(layer, GraphSamples.padded(nodes, graphs.size(), 6, F), Nd.of(mask, graphs.size(), 6))
                .get(0);
        Nd union = call(
                        layer,
                        GraphSamples.stacked(nodes),
                        GraphSamples.members(graphs),
                        Nd.zeros(DType.FLOAT64, graphs.size()))
                .get(0);
        for (int b = 0; b < graphs.size(); b++) {
            assertSame(batch.row(b), single.get(b));
            assertSame(union.row(b), single.get(b));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "mean", "max", "attention", "set"})
    void theOrderOfNodesDoesNotMatter(String kind) {
        Readout layer = new Readout(kind);
        Nd x = graphs.get(1).features();
        assertSame(
                call(layer, x.take(new int[] {4, 2, 0, 1, 3})).get(0),
                call(layer, x).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "mean", "max", "attention", "set"})
    void anEmptyGraphOfAUnionGivesNumbers(String kind) {
        // the second of three graphs has no nodes
        Nd y = call(
                        new Readout(kind),
                        graphs.get(0).features(),
                        Nd.of(new int[] {0, 0, 2}, 3),
                        Nd.zeros(DType.FLOAT64, 3))
                .get(0);
        assertThat(y.shape()).containsExactly(3, F);
        assertThat(Arrays.stream(y.doubles())).allMatch(Double::isFinite);
    }

    @Test
    void unknownKindsAreNamed() {
        assertThatThrownBy(() -> new Readout("avg")).hasMessageContaining("nearest");
    }
}
