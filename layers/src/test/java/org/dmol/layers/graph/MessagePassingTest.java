package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dmol.layers.graph.GraphSamples.assertSame;
import static org.dmol.layers.graph.GraphSamples.call;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;
import org.dmol.layers.graph.GraphSamples.Edges;
import org.dmol.layers.graph.GraphSamples.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagePassingTest {
    private final MessagePassing layer = new MessagePassing(5, "tanh");
    private final List<Sample> two = GraphSamples.few().subList(0, 2);

    @BeforeEach
    void inDoublePrecision() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(7);
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    /** Edge features are the lengths of the edges. */
    private List<Nd> of(List<Sample> graphs, double... globals) {
        Edges e = GraphSamples.edges(graphs);
        return call(
                layer,
                GraphSamples.stacked(graphs.stream().map(Sample::features).toList()),
                e.distances(),
                Nd.of(globals, globals.length, 1),
                e.senders(),
                e.receivers(),
                GraphSamples.members(graphs));
    }

    @Test
    void aUnionEqualsItsParts() {
        List<Sample> all = GraphSamples.few();
        List<Nd> union = of(all, 1, 2, 3, 4);
        List<List<Nd>> single = IntStream.range(0, all.size())
                .mapToObj(i -> of(List.of(all.get(i)), i + 1))
                .toList();
        for (int output : new int[] {0, 2}) {
            assertSame(
                    union.get(output),
                    GraphSamples.stacked(single.stream().map(y -> y.get(output)).toList()));
        }
    }

    @Test
    void aDisconnectedGraphKeepsItsPartsApart() {
        List<Nd> whole = of(List.of(two.get(0).beside(two.get(1))), 1);
        List<Nd> parts = of(two, 1, 1);
        assertSame(whole.get(0), parts.get(0));
    }

    @Test
    void anAtomAloneAndNoAtomsGiveNumbers() {
        Nd none = Nd.of(new int[0], 0);
        for (int n : new int[] {0, 1}) {
            List<Nd> y = call(
                    layer,
                    Nd.zeros(DType.FLOAT64, n, 3),
                    Nd.zeros(DType.FLOAT64, 0, 1),
                    Nd.of(new double[] {2}, 1, 1),
                    none,
                    none,
                    Nd.of(new int[n], n));
            assertThat(y.get(0).shape()).containsExactly(n, 5);
            assertThat(Arrays.stream(y.get(2).doubles()).boxed()).hasSize(5).allMatch(Double::isFinite);
        }
    }

    @Test
    void nodesMayComeInAnyOrder() {
        int[] p = {3, 0, 4, 1, 2};
        Sample g = two.get(1);
        List<Nd> y = of(List.of(g), 2);
        List<Nd> permuted = of(List.of(g.permuted(p)), 2);
        assertSame(permuted.get(0), y.get(0).take(p));
        assertSame(permuted.get(2), y.get(2));
    }

    @Test
    void motionsDoNotMatter() {
        Sample g = two.get(1);
        assertSame(of(List.of(g.moved()), 2).get(2), of(List.of(g), 2).get(2));
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> call(layer, Nd.zeros(DType.FLOAT64, 3, 2)))
                .hasMessageContaining("message_passing")
                .hasMessageContaining("graph numbers");
    }
}
