package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlanarChainsTest {
    private static final double[][] CHAIN = {{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 3}};

    @Test
    void internalCoordinatesOfACornerAndBack() {
        double[] q = PlanarChains.internalCoordinates(CHAIN);
        assertThat(q).containsExactly(new double[] {2, 1, 1, 2, Math.PI / 2, Math.PI / 2, -Math.PI / 2}, within(1e-15));
        double[][] moved = PlanarAlignment.moved(PlanarAlignment.turned(CHAIN, 2.2), -3, 8);
        assertThat(PlanarChains.internalCoordinates(moved)).containsExactly(q, within(1e-14));
        assertThat(PlanarAlignment.distance(PlanarChains.fromInternalCoordinates(q), CHAIN))
                .isLessThan(1e-14);
    }

    @Test
    void momentsAndSpread() {
        assertThat(PlanarChains.secondMoments(CHAIN)).containsExactly(10, 11, 6);
        double[] e = PlanarChains.principalMoments(CHAIN);
        assertThat(e[0] + e[1]).isEqualTo(21, within(1e-12));
        assertThat(e[0] * e[1]).isEqualTo(10 * 11 - 36, within(1e-12));
        double[][][] two = {{{0, 0}, {1, 1}}, {{2, 0}, {1, 5}}};
        assertThat(PlanarChains.variances(two)).containsExactly(1, 4);
        assertThat(PlanarChains.rmsd(two[0], two[1])).isEqualTo(Math.sqrt((4 + 16) / 2.0), within(1e-15));
    }
}
