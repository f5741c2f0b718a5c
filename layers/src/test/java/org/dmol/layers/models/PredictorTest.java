package org.dmol.layers.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dense;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;

class PredictorTest {
    /** A model whose inner layer is built when it is first applied. */
    private static final class Nested extends Model {
        private Dense dense;

        @Override
        protected void build(Weights weights, List<Spec> inputs) {
            dense = weights.add(new Dense(1));
        }

        @Override
        protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> in) {
            return List.of(dense.apply(c, in.get(0)));
        }
    }

    @Test
    void predictionsFollowWeightsThatAreSetAfterTheFirst() {
        Nd x = Nd.of(new float[] {1, 2}, 1, 2);
        try (Nested model = new Nested()) {
            model.call(x);
            model.setWeights(List.of(Nd.of(new float[] {3, 4}, 2, 1), Nd.vector(0.5f)));
            assertThat(model.call(x).getFlat(0)).isEqualTo(11.5);
            assertThat(model.predict(x).getFlat(0)).isEqualTo(11.5);
        }
    }
}
