package org.dmol.layers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.dmol.array.Nd;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Seeds;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.TransformerEncoder;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Var;
import org.junit.jupiter.api.Test;

class TransformerBlockTest {
    private static final TransformerEncoder SMALL =
            new TransformerEncoder(9, 8, 2, 12, 2).positions(7, 1).padding(5);

    @Test
    void paddingChangesNothing() {
        Seeds.set(3);
        try (Model m = SMALL.build()) {
            Nd full = m.call(Nd.of(new int[] {1, 2, 3, 1, 2, 8}, 2, 3));
            Nd padded = m.call(Nd.of(new int[] {1, 2, 3, 5, 5, 5, 1, 2, 8, 5, 5, 5}, 2, 6));
            for (int row = 0; row < 2; row++) {
                assertThat(padded.row(row).rows(0, 3).doubles())
                        .containsExactly(full.row(row).doubles(), Offset.offset(1e-5));
            }
            assertThatThrownBy(() -> m.call(Nd.of(new int[7], 1, 7)))
                    .hasMessageContaining("the sequence is longer than the 6 steps of its table.");
            assertThatThrownBy(() -> m.predict(Nd.of(new int[] {9}, 1, 1)))
                    .hasMessageContaining("knows the tokens 0 to 8; its input int32[1, 1] holds 9.");
        }
    }

    @Test
    void trainingMovesEveryWeightAndTheSettingsMakeTheSameLayers() {
        Seeds.set(4);
        try (Model m = SMALL.build()) {
            m.compile(Optimizer.sgd(0.1), Loss.mse());
            List<Nd> before = m.getWeights();
            assertThat(before).hasSize(5 + 2 * 16);
            Nd x = Nd.of(new int[] {1, 2, 3, 5, 4, 6, 7, 8}, 2, 4);
            Nd y = Nd.arange(2 * 4 * 8).map(Math::sin).reshape(2, 4, 8).cast(org.dmol.array.DType.FLOAT32);
            m.fit(Dataset.of(x, y).batch(2), Fit.epochs(1).silent());
            for (int i = 0; i < before.size(); i++) {
                Var v = m.weights().get(i);
                // The softmax over the keys does not see what all of them share.
                boolean keyBias = (i - 5) % 16 == 3 && i > 5;
                assertThat(v.value().equals(before.get(i)) && !keyBias)
                        .as(i + " " + v)
                        .isFalse();
            }
            for (var layer : m.layers().subList(1, 4)) {
                Map<String, Object> c = layer.config();
                assertThat(LayerRegistry.fromConfig(LayerRegistry.toConfig(layer))
                                .config())
                        .isEqualTo(c);
            }
        }
    }
}
