package org.dmol.layers.reshaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.junit.jupiter.api.Test;

class TakeStepsTest {
    @Test
    void stepsOfEachRowAreTakenAndTheirGradientsAddUp() {
        Sym ids = Input.of("ids", DType.INT32, -1, -1);
        Sym places = Input.of("places", DType.INT32, -1, -1);
        Sym taken =
                new TakeSteps().on(new Embedding(6, 1).on(ids).one(), places).one();
        try (Functional m = Model.of(List.of(ids, places), List.of(taken))) {
            m.setWeights(List.of(Nd.of(new float[] {0, 1, 2, 3, 4, 5}, 6, 1)));
            Nd x = Nd.of(new int[] {5, 4, 3, 2, 1, 0}, 2, 3);
            Nd p = Nd.of(new int[] {2, 0, 0, 1, 1, 2}, 2, 3);
            assertThat(m.predict(List.of(x, p)).get(0).doubles()).containsExactly(3, 5, 5, 1, 1, 0);
            m.compile(Optimizer.sgd(1), Loss.mse());
            Nd targets = Nd.zeros(DType.FLOAT32, 2, 3, 1);
            m.fit(
                    Dataset.of(List.of(x, p), List.of(targets)).batch(2),
                    Fit.epochs(1).silent());
            // d mean(w^2) / dw = 2 w / 6 for each time that a row of the table is taken
            assertThat(m.getWeights().get(0).doubles())
                    .containsExactly(
                            new double[] {0, 1 - 2 * 2 * 1 / 6., 2, 3 - 2 * 3 / 6., 4, 5 - 2 * 2 * 5 / 6.},
                            within(1e-6));
        }
    }
}
