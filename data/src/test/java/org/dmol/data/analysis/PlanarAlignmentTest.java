package org.dmol.data.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;

class PlanarAlignmentTest {
    private final Random random = new Random(3);

    private double[][] frame() {
        double[][] out = new double[7][2];
        for (double[] p : out) {
            p[0] = 3 * random.nextGaussian();
            p[1] = random.nextGaussian();
        }
        return out;
    }

    @Test
    void rotatedAndMovedFramesGiveTheSame() {
        double[][] reference = frame();
        for (int n = 0; n < 200; n++) {
            double[][] p = frame();
            double[][] q = PlanarAlignment.moved(
                    PlanarAlignment.turned(p, 6.3 * random.nextDouble()), random.nextGaussian(), 5);
            for (PlanarAlignment.Alignment a : List.<PlanarAlignment.Alignment>of(
                    PlanarAlignment::onFirstPoints,
                    PlanarAlignment::onPrincipalAxes,
                    PlanarAlignment.kabsch(reference))) {
                assertThat(PlanarAlignment.distance(a.of(p), a.of(q))).isLessThan(1e-11);
            }
        }
    }

    @Test
    void withoutTheSignRuleSomeFramesComeBackTurned() {
        int turned = 0;
        for (int n = 0; n < 200; n++) {
            double[][] p = frame();
            double[][] a = PlanarAlignment.onPrincipalAxesWithoutSign(p);
            double[][] b =
                    PlanarAlignment.onPrincipalAxesWithoutSign(PlanarAlignment.turned(p, 6.3 * random.nextDouble()));
            turned += PlanarAlignment.distance(a, b) > 1e-6 ? 1 : 0;
        }
        assertThat(turned).isBetween(20, 180);
    }

    @Test
    void principalAxesAreUncorrelatedAndSorted() {
        double[][] p = PlanarAlignment.onPrincipalAxes(frame());
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (double[] q : p) {
            xx += q[0] * q[0];
            yy += q[1] * q[1];
            xy += q[0] * q[1];
        }
        assertThat(xy).isCloseTo(0, within(1e-12 * xx));
        assertThat(xx).isGreaterThan(yy);
    }

    @Test
    void pointOneLiesOnTheNegativeAxis() {
        double[][] p = PlanarAlignment.onFirstPoints(frame());
        assertThat(p[0]).containsExactly(0, 0);
        assertThat(p[1][0]).isNegative();
        assertThat(p[1][1]).isCloseTo(0, within(1e-14));
    }

    @Test
    void otherShapesAreNamed() {
        assertThatThrownBy(() -> PlanarAlignment.frames(Nd.of(new double[6], 1, 2, 3)))
                .hasMessageContaining("(frames, points, 2)");
    }
}
