package org.dmol.probability.bijectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.FloatX;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.bijectors.BijectorContractTest.Case;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Var;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Gradients of values and log-determinants with respect to the argument and all weights, by finite differences in float64. */
class BijectorGradientsTest {
    static Stream<Case> cases() {
        return BijectorContractTest.cases();
    }

    @AfterAll
    static void restore() {
        FloatX.set(DType.FLOAT32);
    }

    /** A number that depends on each element of the value and of the log-determinant. */
    private static Expr number(Ops tf, List<Operand<TFloat32>> in, Bijector b, boolean forward) {
        List<Var> vars = b.vars();
        Ctx c = Ctx.builder(tf).weights(v -> in.get(1 + vars.indexOf(v))).build();
        Mapped m = forward ? b.forwardAndLogDet(c, in.get(0)) : b.inverseAndLogDet(c, in.get(0));
        return m.value().sin().sum().plus(m.logDet().square().sum());
    }

    private static List<Nd> moved(List<Nd> at, List<Nd> along, double h) {
        List<Nd> out = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            double[] v = at.get(i).doubles().clone();
            for (int j = 0; j < v.length; j++) {
                v[j] += h * along.get(i).getFlat(j);
            }
            out.add(
                    v.length == 1 && at.get(i).rank() == 0
                            ? Nd.scalar(v[0])
                            : Nd.of(v, at.get(i).shape()));
        }
        return out;
    }

    private static void check(Bijector b, Nd x, boolean forward) {
        List<Nd> at = new ArrayList<>(List.of(x));
        b.vars().forEach(v -> at.add(v.value().cast(DType.FLOAT64)));
        NumpyRandom random = new NumpyRandom(11);
        List<Nd> along = at.stream().map(v -> random.randn(v.shape())).toList();
        int[] all = IntStream.range(0, at.size()).toArray();
        try (Fn f = Fn.of((tf, in) -> number(tf, in, b, forward));
                Fn slope = f.grad(all)) {
            double h = 1e-6;
            double up = f.call(moved(at, along, h).toArray(Nd[]::new)).item();
            double down = f.call(moved(at, along, -h).toArray(Nd[]::new)).item();
            List<Nd> gradient = slope.callAll(at.toArray(Nd[]::new));
            double sum = 0;
            double size = 1;
            for (int i = 0; i < at.size(); i++) {
                for (int j = 0; j < at.get(i).size(); j++) {
                    double part = gradient.get(i).getFlat(j) * along.get(i).getFlat(j);
                    sum += part;
                    size += Math.abs(part);
                }
            }
            assertThat(sum).isCloseTo((up - down) / (2 * h), within(1e-7 * size));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofTheForwardMapping(Case k) {
        check(k.bijector(), k.x(), true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofTheInverseMapping(Case k) {
        check(k.bijector(), k.bijector().forward(k.x()), false);
    }
}
