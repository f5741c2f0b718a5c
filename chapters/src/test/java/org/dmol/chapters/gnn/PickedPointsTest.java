package org.dmol.chapters.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.layers.Seeds;
import org.junit.jupiter.api.Test;

class PickedPointsTest {
    @Test
    void alikePointsAndPickingChangeNothing() {
        Nd copies = copies();
        Nd random = new NumpyRandom(3).uniform(0, 6, 80).reshape(40, 2);
        List<Nd> sets = List.of(copies, random);
        Seeds.set(4);
        try (PlaneGroupNet net = new PlaneGroupNet(PlaneGroupNet.fineBasis());
                PickedPoints picked = new PickedPoints(net)) {
            PointSetStore merged = new PointSetStore(sets, true);
            assertThat(merged.nodes(0)).isEqualTo(20);
            assertThat(merged.nodes(1)).isEqualTo(40);
            double[][] fast = merged.logits(picked, new int[] {0, 1});
            double[][] each = new PointSetStore(sets, false).logits(picked, new int[] {0, 1});
            for (int s = 0; s < 2; s++) {
                double[] direct = direct(net, sets.get(s));
                double[] alone = merged.logits(picked, new int[] {s})[0];
                for (int i = 0; i < PlaneGroupNet.CLASSES; i++) {
                    assertThat(fast[s][i]).isCloseTo(direct[i], within(1e-5));
                    assertThat(each[s][i]).isCloseTo(direct[i], within(1e-5));
                    assertThat(alone[i]).isCloseTo(direct[i], within(1e-5));
                }
            }
        }
    }

    /** The network on every point. */
    private static double[] direct(PlaneGroupNet net, Nd points) {
        NearestNeighbors near = NearestNeighbors.of(points, PlaneGroupNet.NEIGHBOURS);
        int n = points.dim(0);
        int[] which = new int[n * PlaneGroupNet.NEIGHBOURS];
        Arrays.setAll(which, i -> i);
        return net.call(List.of(
                        near.distances().cast(DType.FLOAT32).reshape(which.length),
                        Nd.of(which, n, PlaneGroupNet.NEIGHBOURS),
                        near.indices(),
                        Nd.full(DType.FLOAT32, 1.0 / n, n),
                        Nd.zeros(DType.INT32, n),
                        Nd.zeros(DType.INT32, 1, 1)))
                .get(0)
                .doubles();
    }

    /** Twenty points, and the same ones again far away. */
    private static Nd copies() {
        double[] p = new NumpyRandom(8).uniform(0, 4, 40).doubles();
        double[] both = Arrays.copyOf(p, 80);
        for (int i = 0; i < 40; i++) {
            both[40 + i] = p[i] + 50;
        }
        return Nd.of(both, 40, 2);
    }

    @Test
    void tooFewPointsAreAnError() {
        assertThatThrownBy(() -> new PointSetStore(List.of(Nd.zeros(DType.FLOAT64, 9, 2)), true))
                .hasMessage("A point set of 9 points is too small: the network looks at 16 neighbours.");
    }
}
