package org.dmol.layers.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Constraint;
import org.dmol.layers.Constraints;
import org.dmol.layers.Initializers;
import org.dmol.layers.Regularizer;
import org.dmol.layers.Seeds;
import org.dmol.tf.Fn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Initializers by limits, mean and deviation; constraints and regularizers by values. */
class GoldenWeightsTest {
    static Stream<GoldenCase> random() {
        return GoldenGroup.cases("initializer", "weights").stream();
    }

    static Stream<GoldenCase> constant() {
        return GoldenGroup.cases("constant", "weights").stream();
    }

    static Stream<GoldenCase> orthogonal() {
        return GoldenGroup.cases("orthogonal", "weights").stream();
    }

    static Stream<GoldenCase> constraints() {
        return GoldenGroup.cases("constraint", "weights").stream();
    }

    static Stream<GoldenCase> regularizers() {
        return GoldenGroup.cases("regularizer", "weights").stream();
    }

    private static int[] shape(GoldenCase golden) {
        return golden.list("shape").stream()
                .mapToInt(n -> ((Number) n).intValue())
                .toArray();
    }

    private static Nd draw(GoldenCase golden) {
        Map<String, Object> object = golden.map("initializer");
        return Initializers.of((String) object.get("class_name"), Config.map(object, "config"))
                .initialize(shape(golden), Seeds.generator(5, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("random")
    void distribution(GoldenCase golden) {
        Nd v = draw(golden);
        double mean = golden.number("mean");
        double stddev = golden.number("stddev");
        double sum = 0;
        double square = 0;
        double largest = 0;
        double cube = 0;
        for (int i = 0; i < v.size(); i++) {
            double d = v.getFlat(i) - mean;
            sum += d;
            square += d * d;
            cube += d * d * d;
            largest = Math.max(largest, Math.abs(d));
        }
        double n = v.size();
        assertThat(sum / n).as("mean").isCloseTo(0, within(5 * stddev / Math.sqrt(n)));
        assertThat(Math.sqrt(square / n)).as("deviation").isCloseTo(stddev, within(5 * stddev / Math.sqrt(2 * n)));
        // A one-sided or skewed draw of the right deviation would show here: sixth moment of a normal is 15.
        assertThat(cube / n).as("skewness").isCloseTo(0, within(5 * Math.sqrt(15 / n) * Math.pow(stddev, 3)));
        if (golden.has("limit")) {
            double limit = golden.number("limit");
            assertThat(largest).as("largest").isBetween(0.95 * limit, limit * (1 + 1e-6));
        } else {
            assertThat(largest).as("largest").isGreaterThan(3 * stddev);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("constant")
    void constants(GoldenCase golden) {
        Nd v = draw(golden);
        int k = 0;
        for (Object row : golden.list("value")) {
            for (Object expected : (java.util.List<?>) row) {
                assertThat(v.getFlat(k++)).isCloseTo(((Number) expected).doubleValue(), within(1e-7));
            }
        }
        assertThat(v.size()).isEqualTo(k);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orthogonal")
    void orthogonality(GoldenCase golden) {
        Nd v = draw(golden);
        int columns = v.dim(v.rank() - 1);
        Nd matrix = v.reshape(v.size() / columns, columns);
        Nd tall = matrix.dim(0) >= columns ? matrix : matrix.transpose();
        double gain = golden.number("gain");
        for (int i = 0; i < tall.dim(1); i++) {
            for (int j = 0; j < tall.dim(1); j++) {
                double dot = 0;
                for (int k = 0; k < tall.dim(0); k++) {
                    dot += tall.get(k, i) * tall.get(k, j);
                }
                assertThat(dot).isCloseTo(i == j ? gain * gain : 0, within(1e-6));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("constraints")
    void projection(GoldenCase golden) {
        Constraint constraint = Constraints.from(golden.json(), "constraint");
        try (Fn f = Fn.of((tf, in) -> constraint.of(tf, in.get(0)))) {
            Closeness.assertClose(golden + "", f.call(golden.array("input")), golden.array("output"), 1e-6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("regularizers")
    void penalty(GoldenCase golden) {
        Regularizer regularizer = Regularizer.from(golden.json(), "regularizer");
        try (Fn f = Fn.of((tf, in) -> regularizer.of(tf, in.get(0)));
                Fn g = f.grad(0)) {
            Nd w = golden.array("input");
            Closeness.assertClose(golden + ": value", f.call(w).item(), golden.number("value"), 1e-6);
            if (golden.has("gradient")) {
                Closeness.assertClose(golden + ": gradient", g.call(w), golden.array("gradient"), 1e-5);
            } else {
                Closeness.assertZero(golden + ": gradient", g.call(w), 0);
            }
        }
    }
}
