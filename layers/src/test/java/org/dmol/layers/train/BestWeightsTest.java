package org.dmol.layers.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dmol.array.Nd;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.BestWeights;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Optimizer;
import org.junit.jupiter.api.Test;

class BestWeightsTest {
    @Test
    void restoresTheEpochThatValidatedBest() {
        Seeds.set(1);
        Nd x = Nd.of(new float[] {1, 2, 3, 4}, 4, 1);
        Nd y = Nd.of(new float[] {2, 4, 6, 8}, 4, 1);
        Nd other = Nd.of(new float[] {1, 2, 3, 4}, 4, 1); // what validation wants is passed on the way
        try (Sequential m = new Sequential(new Dense(1).kernelInitializer(org.dmol.layers.Initializers.zeros()))) {
            m.compile(Optimizer.sgd(0.005), Loss.mse());
            BestWeights best = new BestWeights("val_loss");
            assertThatThrownBy(best::restore).hasMessageContaining("No epoch has ended");
            History h = m.fit(
                    Dataset.of(x, y).batch(4),
                    Fit.epochs(40)
                            .validate(Dataset.of(x, other).batch(4))
                            .with(best)
                            .silent());
            double[] held = h.get("val_loss");
            double last = m.evaluate(Dataset.of(x, other).batch(4)).get("loss");
            assertThat(last).isEqualTo(held[39]);
            best.restore();
            assertThat(best.epoch()).isBetween(1, 38);
            assertThat(m.evaluate(Dataset.of(x, other).batch(4)).get("loss"))
                    .isEqualTo(held[best.epoch()])
                    .isLessThan(last);
        }
    }
}
