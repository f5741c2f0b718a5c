package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.tf.Backend;
import org.dmol.tf.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of random numbers: what is true of every draw, in training. */
class GoldenRandomLayersTest {
    static Stream<GoldenCase> dropouts() {
        return GoldenGroup.cases("dropout", "regularization").stream();
    }

    static Stream<GoldenCase> noises() {
        return GoldenGroup.cases("noise", "regularization").stream();
    }

    static Stream<GoldenCase> positions() {
        return GoldenGroup.cases("positions", "masking").stream();
    }

    private static Nd train(GoldenCase golden, Nd x, boolean training, Backend backend) {
        Layer layer = GoldenCases.layer(golden);
        layer.ensureBuilt(List.of(Spec.like(x)));
        return new LayerRun(layer, List.of(x), List.of(), List.of(), training, false)
                .run(backend)
                .get("y0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dropouts")
    void keptValuesAreScaledAndDropsAreShared(GoldenCase golden) {
        int[] shape = ints(golden.list("shape"));
        int[] noise = ints(golden.list("noise_shape"));
        double scale = golden.number("scale");
        double rate = golden.number("rate");
        int[] many = shape.clone();
        many[0] = 200;
        Nd y = train(golden, Nd.full(DType.FLOAT32, 1, many), true, Backend.SESSION);
        double dropped = 0;
        for (int i = 0; i < y.size(); i++) {
            double v = y.getFlat(i);
            assertThat(v == 0 || Math.abs(v - scale) < 1e-6).as("value %s", v).isTrue();
            dropped += v == 0 ? 1 : 0;
        }
        long draws = 200L;
        for (int a = 1; a < noise.length; a++) {
            draws *= noise[a];
        }
        assertThat(dropped / y.size()).isCloseTo(rate, within(5 * Math.sqrt(rate * (1 - rate) / draws) + 1e-12));
        for (int axis = 1; axis < noise.length; axis++) {
            if (noise[axis] == 1) {
                assertEqualAlong(y, axis);
            }
        }
    }

    private static void assertEqualAlong(Nd y, int axis) {
        int inner = 1;
        for (int a = axis + 1; a < y.rank(); a++) {
            inner *= y.dim(a);
        }
        int n = y.dim(axis);
        for (int i = 0; i < y.size(); i++) {
            int first = i - (i / inner % n) * inner;
            assertThat(y.getFlat(i)).as("along axis " + axis).isEqualTo(y.getFlat(first));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noises")
    void noiseHasMeanAndDeviation(GoldenCase golden) {
        int n = 40_000;
        double stddev = golden.number("stddev");
        Nd y = train(golden, Nd.full(DType.FLOAT32, 3, n, 1), true, Backend.SESSION);
        double unit = golden.json().get("relative").equals(true) ? 3 : 1;
        double[] e = new double[n];
        for (int i = 0; i < n; i++) {
            e[i] = (y.getFlat(i) - 3) / unit;
        }
        double mean = Arrays.stream(e).average().orElse(0);
        double variance =
                Arrays.stream(e).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        assertThat(mean).isCloseTo(golden.number("mean"), within(5 * stddev / Math.sqrt(n)));
        assertThat(Math.sqrt(variance)).isCloseTo(stddev, within(5 * stddev / Math.sqrt(2.0 * n)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("positions")
    void positionsFollowTheFormula(GoldenCase golden) {
        Nd x = Nd.full(DType.FLOAT32, 0.5, ints(golden.list("shape")));
        for (Backend backend : Backend.values()) {
            Closeness.assertClose(golden + "", train(golden, x, false, backend), golden.array("output"), 1e-5);
        }
    }

    private static int[] ints(List<?> numbers) {
        return numbers.stream().mapToInt(n -> ((Number) n).intValue()).toArray();
    }
}
