package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dmol.layers.graph.GraphSamples.assertSame;
import static org.dmol.layers.graph.GraphSamples.call;

import java.util.List;
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
        List<Nd> first = of(two.subList(0, 1), 1);
        List<Nd> second = of(two.subList(1, 2), 2);
        List<Nd> union = of(two, 1, 2);
        assertSame(union.get(0), Nd.concat(first.get(0), second.get(0)));
        assertSame(union.get(2), Nd.concat(first.get(2), second.get(2)));
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
