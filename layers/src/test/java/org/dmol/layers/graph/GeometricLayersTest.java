package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dmol.layers.graph.GraphSamples.F;
import static org.dmol.layers.graph.GraphSamples.assertSame;
import static org.dmol.layers.graph.GraphSamples.call;

import java.util.Arrays;
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

/** SchNet and EGNN: rotations, reflections, translations, permutations; batches, unions and one graph at a time. */
class GeometricLayersTest {
    private static final int[] ORDER = {3, 0, 4, 1, 2};

    private final List<Sample> graphs = GraphSamples.few();
    private final Sample g = graphs.get(1);

    @BeforeEach
    void inDoublePrecision() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(7);
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    private static Nd schNet(SchNetInteraction layer, Sample s) {
        return call(layer, s.features(), s.distances(), s.matrix()).get(0);
    }

    private static List<Nd> egnn(Egnn layer, Sample s) {
        return call(layer, s.features(), s.places(), s.matrix());
    }

    @Test
    void schNetDoesNotMindMotionsAndTurnsWithPermutations() {
        SchNetInteraction layer = new SchNetInteraction(8, 10, 3.0);
        Nd y = schNet(layer, g);
        assertSame(schNet(layer, g.moved()), y);
        assertSame(schNet(layer, g.permuted(ORDER)), y.take(ORDER));
        assertThat(y).isNotEqualTo(g.features());
    }

    @Test
    void schNetOfBatchesEqualsOneGraphAtATime() {
        SchNetInteraction layer = new SchNetInteraction(8, 10, 3.0);
        List<Nd> single = graphs.stream().map(s -> schNet(layer, s)).toList();
        int b = graphs.size();
        Nd batch = call(
                        layer,
                        GraphSamples.padded(
                                graphs.stream().map(Sample::features).toList(), b, 6, F),
                        GraphSamples.padded(
                                graphs.stream().map(Sample::distances).toList(), b, 6, 6, 1),
                        GraphSamples.padded(graphs.stream().map(Sample::matrix).toList(), b, 6, 6))
                .get(0);
        Edges e = GraphSamples.edges(graphs);
        Nd union = call(
                        layer,
                        GraphSamples.stacked(
                                graphs.stream().map(Sample::features).toList()),
                        e.distances(),
                        e.senders(),
                        e.receivers())
                .get(0);
        assertSame(union, GraphSamples.stacked(single));
        for (int k = 0; k < b; k++) {
            assertSame(batch.row(k).rows(0, graphs.get(k).size()), single.get(k));
        }
    }

    @Test
    void egnnMovesWithItsPositions() {
        Egnn layer = new Egnn(F, "silu");
        List<Nd> y = egnn(layer, g);
        List<Nd> moved = egnn(layer, g.moved());
        assertSame(moved.get(0), y.get(0));
        assertSame(moved.get(1), moved(y.get(1)));
        List<Nd> permuted = egnn(layer, g.permuted(ORDER));
        assertSame(permuted.get(0), y.get(0).take(ORDER));
        assertSame(permuted.get(1), y.get(1).take(ORDER));
        assertThat(y.get(1)).isNotEqualTo(g.places());
    }

    private static Nd moved(Nd positions) {
        double[][] x = new double[positions.dim(0)][];
        for (int i = 0; i < x.length; i++) {
            x[i] = positions.row(i).doubles();
        }
        return Nd.matrix(GraphSamples.moved(x));
    }

    @Test
    void egnnOfBatchesEqualsOneGraphAtATime() {
        Egnn layer = new Egnn(F, "silu");
        List<List<Nd>> single = graphs.stream().map(s -> egnn(layer, s)).toList();
        int b = graphs.size();
        List<Nd> batch = call(
                layer,
                GraphSamples.padded(graphs.stream().map(Sample::features).toList(), b, 6, F),
                GraphSamples.padded(graphs.stream().map(Sample::places).toList(), b, 6, 3),
                GraphSamples.padded(graphs.stream().map(Sample::matrix).toList(), b, 6, 6));
        Edges e = GraphSamples.edges(graphs);
        List<Nd> union = call(
                layer,
                GraphSamples.stacked(graphs.stream().map(Sample::features).toList()),
                GraphSamples.stacked(graphs.stream().map(Sample::places).toList()),
                e.senders(),
                e.receivers());
        for (int output = 0; output < 2; output++) {
            int o = output;
            assertSame(
                    union.get(o),
                    GraphSamples.stacked(single.stream().map(y -> y.get(o)).toList()));
            for (int k = 0; k < b; k++) {
                assertSame(
                        batch.get(o).row(k).rows(0, graphs.get(k).size()),
                        single.get(k).get(o));
            }
        }
    }

    @Test
    void disconnectedGraphsAreTheirParts() {
        SchNetInteraction interaction = new SchNetInteraction(8, 10, 3.0);
        Egnn egnn = new Egnn(F, "silu");
        Sample other = graphs.get(2);
        Sample whole = g.beside(other);
        assertSame(schNet(interaction, whole), Nd.concat(schNet(interaction, g), schNet(interaction, other)));
        for (int output = 0; output < 2; output++) {
            assertSame(
                    egnn(egnn, whole).get(output),
                    Nd.concat(egnn(egnn, g).get(output), egnn(egnn, other).get(output)));
        }
    }

    @Test
    void atomsWithoutNeighboursAndNoAtomsWork() {
        SchNetInteraction interaction = new SchNetInteraction(8, 10, 3.0);
        Egnn egnn = new Egnn(F, "silu");
        Nd none = Nd.of(new int[0], 0);
        Nd noLengths = Nd.zeros(DType.FLOAT64, 0, 1);
        Nd x = Nd.matrix(new double[][] {{1, 2, 3, 4}, {1, 2, 3, 4}});
        Nd places = Nd.matrix(new double[][] {{0, 0, 0}, {5, 1, 2}});
        Nd lonely = call(interaction, x, noLengths, none, none).get(0);
        assertThat(Arrays.stream(lonely.doubles())).allMatch(Double::isFinite);
        assertSame(lonely.row(0), lonely.row(1));
        List<Nd> still = call(egnn, x, places, none, none);
        assertThat(Arrays.stream(still.get(0).doubles())).allMatch(Double::isFinite);
        assertSame(still.get(1), places);
        Nd empty = Nd.zeros(DType.FLOAT64, 0, F);
        assertThat(call(interaction, empty, noLengths, none, none).get(0).dim(0))
                .isZero();
        assertThat(call(egnn, empty, Nd.zeros(DType.FLOAT64, 0, 3), none, none)
                        .get(1)
                        .dim(0))
                .isZero();
    }
}
