package org.dmol.probability.bijectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Seeds;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.junit.jupiter.api.Test;

class AutoregressiveNetworkTest {
    @Test
    void degreesAreSpacedEqually() {
        List<int[]> d = Autoregression.degrees(new int[] {1, 2, 3}, new int[] {8, 8}, null);
        assertThat(d.get(1)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
        assertThat(d.get(2)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
        List<int[]> four = Autoregression.degrees(new int[] {1, 2, 3, 4}, new int[] {7}, null);
        assertThat(four.get(1)).containsExactly(1, 1, 2, 2, 2, 3, 3); // ceil(u * 3 / 8)
        List<int[]> two = Autoregression.degrees(new int[] {1, 2}, new int[] {5}, null);
        assertThat(two.get(1)).containsOnly(1);
    }

    @Test
    void masksConnectUpwardsOnly() {
        List<Nd> m = Autoregression.masks(List.of(new int[] {1, 2}, new int[] {1, 1}), 2);
        assertThat(m.get(0).floats()).containsExactly(1, 1, 0, 0);
        assertThat(m.get(1).floats()).containsExactly(0, 0, 1, 1, 0, 0, 1, 1);
    }

    @Test
    void theBooksNetworkHasItsSizes() {
        AutoregressiveNetwork made = new AutoregressiveNetwork(2, 128, 128).buildFor(2);
        assertThat(made.countParams()).isEqualTo(17412);
        double active = made.masks().stream()
                .mapToDouble(m -> {
                    double sum = 0;
                    for (float v : m.floats()) {
                        sum += v;
                    }
                    return sum;
                })
                .sum();
        assertThat(active + 128 + 128 + 4).isEqualTo(17028);
        float largest = 0;
        for (float v : made.getWeights().get(2).floats()) {
            largest = Math.max(largest, Math.abs(v));
        }
        assertThat(largest).isBetween(0.150f, 0.1531f);
    }

    @Test
    void outputsDependOnEarlierElementsOnly() {
        Seeds.set(2);
        AutoregressiveNetwork made = new AutoregressiveNetwork(3, 16, 16).inputOrder(2, 4, 1, 3);
        made.buildFor(4);
        int[] place = {2, 4, 1, 3};
        try (Fn f = Fn.of((tf, in) -> made.apply(Ctx.inference(tf), in.get(0)))) {
            Nd x = BijectorContractTest.normal(3, 1, 4).cast(DType.FLOAT32);
            Nd jacobian = f.jacobian(x); // 1, 4, 3, 1, 4
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double sum = 0;
                    for (int p = 0; p < 3; p++) {
                        sum += Math.abs(jacobian.get(0, i, p, 0, j));
                    }
                    assertThat(sum > 0).as("output %d, input %d", i, j).isEqualTo(place[j] < place[i]);
                }
            }
        }
    }

    @Test
    void badSettingsAreNamed() {
        assertThatThrownBy(() -> new AutoregressiveNetwork(0, 3)).hasMessageContaining("positive");
        assertThatThrownBy(() ->
                        new AutoregressiveNetwork(2, 3).inputOrder(1, 1, 2).buildFor(3))
                .hasMessageContaining("once");
        assertThatThrownBy(() -> new MaskedAutoregressiveFlow(2, new AutoregressiveNetwork(3, 4)))
                .hasMessageContaining("2 parameters");
        assertThatThrownBy(() -> new Permute(0, 0, 1)).hasMessageContaining("[0, 0, 1]");
        MaskedAutoregressiveFlow flow = MaskedAutoregressiveFlow.of(2, 4);
        assertThatThrownBy(() -> flow.forward(Nd.zeros(DType.FLOAT32, 5, 3))).hasMessageContaining("of 2 elements");
        assertThat(Arrays.toString(flow.forward(Nd.zeros(DType.FLOAT32, 5, 2)).shape()))
                .isEqualTo("[5, 2]");
    }
}
