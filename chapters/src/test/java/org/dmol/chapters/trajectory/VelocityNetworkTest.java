package org.dmol.chapters.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.equivariant.Rotations;
import org.dmol.tf.Var;
import org.junit.jupiter.api.Test;

class VelocityNetworkTest {
    private final Pairs pairs =
            new Pairs(new NumpyRandom(4).randn(12, Pairs.BEADS, 3).cast(DType.FLOAT32), 8);

    @Test
    void beginsAtConstantVelocity() {
        try (VelocityNetwork model = VelocityNetwork.of(pairs, 3, 3)) {
            Nd now = pairs.features(2, 6);
            Nd expected = Pairs.sum(now, pairs.displacements(1, 5));
            assertThat(next(model, 2, 6).doubles()).containsExactly(expected.doubles(), within(1e-5));
            assertThat(model.error(pairs, 8, 11)).isCloseTo(Pairs.meanSquare(pairs.changes(1, 8, 11)), within(1e-4));
        }
    }

    @Test
    void targetsAreChangesOfTheDisplacementOfUsualSizeOne() {
        try (VelocityNetwork model = VelocityNetwork.of(pairs, 2, 3)) {
            Nd target = model.data(pairs, 1, pairs.training()).target(0);
            assertThat(target.shape()).containsExactly(7, Pairs.BEADS, 3);
            assertThat(Pairs.meanSquare(target)).isCloseTo(1, within(1e-5));
            double change = pairs.frames().get(2, 7, 1)
                    - 2 * pairs.frames().get(1, 7, 1)
                    + pairs.frames().get(0, 7, 1);
            assertThat(target.get(0, 7, 1) * model.usual()[1]).isCloseTo(change, within(1e-5));
        }
    }

    /** With weights everywhere: what the vectors of the past are multiplied with turns, too. */
    @Test
    void turnsAndReflectsWithItsInput() {
        try (VelocityNetwork model = VelocityNetwork.of(pairs, 4, 3)) {
            NumpyRandom random = new NumpyRandom(1);
            for (Var w : model.change().weights()) {
                w.assign(random.randn(w.shape()).cast(DType.FLOAT32));
            }
            double[][] mirror = Rotations.inverted(Rotations.random(new Random(2)));
            Pairs turned = new Pairs(Rotations.apply(mirror, pairs.frames()), pairs.training());
            Nd expected = Rotations.apply(mirror, change(model, pairs));
            assertThat(Pairs.meanSquare(expected)).isGreaterThan(1e-2);
            assertThat(Pairs.meanSquare(Pairs.difference(change(model, turned), expected)))
                    .isLessThan(1e-9 * Pairs.meanSquare(expected));
        }
    }

    /** Frames that follow from the two before leave nothing to guess. */
    @Test
    void sumsOfDisplacementsAreFitted() {
        double[] flat = new double[12 * Pairs.BEADS * 3];
        for (int i = 0; i < flat.length; i++) {
            int f = i / (Pairs.BEADS * 3);
            flat[i] = Math.sin(0.3 * f + i % (Pairs.BEADS * 3));
        }
        Pairs waves = new Pairs(Nd.of(flat, 12, Pairs.BEADS, 3).cast(DType.FLOAT32), 8);
        assertThat(LinearPast.error(waves, 2)).isLessThan(1e-12);
        assertThat(LinearPast.error(waves, 1)).isGreaterThan(1e-3);
    }

    private Nd next(VelocityNetwork model, int from, int to) {
        return model.next().predict(model.past(pairs, from, to)).get(0);
    }

    private static Nd change(VelocityNetwork model, Pairs p) {
        return model.change().predict(model.past(p, 3, 6)).get(0);
    }
}
