package org.dmol.chapters.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;
import org.junit.jupiter.api.Test;

class OnePointSetTest {
    /** More sets than sizes, random ones and lattices whose few distances need further lines. */
    private static final List<Nd> SETS = sets();

    private static final int[] LABELS = {0, 5, 16, 3, 9, 1};

    @Test
    void trainsAsTheNetworkOnEveryPoint() throws Exception {
        List<double[]> losses = new ArrayList<>();
        List<double[][]> logits = new ArrayList<>();
        for (boolean compiled : new boolean[] {false, true}) {
            Seeds.set(6);
            try (PlaneGroupNet net = new PlaneGroupNet(PlaneGroupNet.fineBasis());
                    PickedPoints picked = new PickedPoints(net)) {
                PointSetStore each = new PointSetStore(SETS, false);
                losses.add(compiled ? compiled(net) : session(picked, each));
                logits.add(each.logits(picked, new int[] {0, 1, 2, 3, 4, 5}));
            }
        }
        assertThat(losses.get(1)[0]).isGreaterThan(losses.get(1)[4] + 0.1);
        assertThat(losses.get(1)).containsExactly(losses.get(0), within(1e-5));
        for (int s = 0; s < LABELS.length; s++) {
            assertThat(logits.get(1)[s]).as("set %s", s).containsExactly(logits.get(0)[s], within(1e-4));
        }
    }

    private static double[] session(PickedPoints picked, PointSetStore store) {
        picked.compile(Optimizer.adam(5e-3), Crossentropy.sparseCategorical(true));
        return loss(picked.fit(
                store.dataset(LABELS).batch(1),
                Fit.epochs(5).backend(Backend.SESSION).silent()));
    }

    private static double[] compiled(PlaneGroupNet net) {
        SizedPoints store = new SizedPoints(SETS);
        try (OnePointSet one = new OnePointSet(net, store)) {
            one.compile(Optimizer.adam(5e-3));
            return loss(one.fit(
                    store.dataset(LABELS).batch(1),
                    Fit.epochs(5).backend(Backend.COMPILED).silent()));
        }
    }

    private static double[] loss(History h) {
        return h.get("loss");
    }

    @Test
    void sizesHoldTheirSets() {
        List<PointSize> sizes = new SizedPoints(SETS).sizes();
        assertThat(sizes).hasSizeGreaterThan(1);
        for (Nd set : SETS) {
            PointTables t = PointTables.of(LayeredPoints.of(set, true));
            assertThat(sizes).anyMatch(s -> s.distances() >= t.counts()[0] && s.points(3) > t.counts()[4]);
        }
    }

    @Test
    void aFanNamesEachPlaceOnce() {
        int[] row = {2, 0, 2, 2, 2, 0, 2};
        Fan fan = Fan.of(row, new int[] {10, 11, 12, 13, 14, 15, 16}, 3, 2);
        assertThat(fan.lines()).containsExactly(11, 15, Fan.EMPTY, Fan.EMPTY, 10, 12);
        assertThat(fan.more()).containsExactly(13, 14, 16, Fan.EMPTY);
        assertThat(fan.owners()).containsExactly(2, 2);
    }

    private static List<Nd> sets() {
        List<Nd> out = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int n = 20 + 30 * i;
            out.add(new NumpyRandom(i).uniform(0, 3 + 2 * i, 2 * n).reshape(n, 2));
        }
        for (int side : new int[] {5, 8, 12}) {
            double[] p = new double[2 * side * side];
            Arrays.setAll(p, i -> i % 2 == 0 ? i / 2 % side : 1.1 * (i / 2 / side));
            out.add(Nd.of(p, side * side, 2));
        }
        return out;
    }
}
