package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FnTest {
    /** f(x, y) = sum(x^2 y). */
    private final Fn f = Fn.of((tf, in) -> tf.reduceSum(
            tf.math.mul(tf.math.square(in.get(0)), in.get(1)),
            tf.range(tf.constant(0), tf.rank(in.get(0)), tf.constant(1))));

    private final Nd x = Nd.vector(1.0, 2.0, 3.0);
    private final Nd y = Nd.vector(0.5, -1.0, 2.0);

    @Test
    void computesInTheTypeOfItsArguments() {
        assertThat(f.call(x, y)).isEqualTo(Nd.scalar(14.5));
        assertThat(f.call(x.cast(DType.FLOAT32), y.cast(DType.FLOAT32))).isEqualTo(Nd.scalar(14.5f));
    }

    @Test
    void differentiatesByChosenArguments() {
        assertThat(f.grad(0, 1).callAll(x, y)).containsExactly(Nd.vector(1.0, -4.0, 12.0), Nd.vector(1.0, 4.0, 9.0));
        assertThat(f.valueAndGrad(1).callAll(x, y)).containsExactly(Nd.scalar(14.5), Nd.vector(1.0, 4.0, 9.0));
    }

    @Test
    void differentiatesTwice() {
        assertThat(f.hessian(x, y).doubles()).containsExactly(new double[] {1, 0, 0, 0, -2, 0, 0, 0, 4}, within(1e-15));
        assertThat(f.hvp().call(x, y, Nd.vector(1.0, 1.0, 0.5))).isEqualTo(Nd.vector(1.0, -2.0, 2.0));
    }

    @Test
    void jacobianProductsAgreeWithTheJacobian() {
        Fn g = Fn.of((tf, in) -> tf.math.mul(tf.math.sin(in.get(0)), tf.math.square(in.get(0))));
        Nd jacobian = g.jacobian(x);
        double[] expected = new double[3];
        for (int i = 0; i < 3; i++) {
            double v = x.get(i);
            expected[i] = Math.cos(v) * v * v + 2 * v * Math.sin(v);
            assertThat(jacobian.get(i, i)).isCloseTo(expected[i], within(1e-12));
            assertThat(jacobian.get(i, (i + 1) % 3)).isZero();
        }
        Nd tangent = Nd.vector(1.0, -2.0, 0.5);
        assertThat(g.jvp().call(x, tangent).get(1)).isCloseTo(-2 * expected[1], within(1e-12));
        assertThat(g.vjp().call(x, tangent).get(2)).isCloseTo(0.5 * expected[2], within(1e-12));
    }

    @Test
    void argumentsWithoutInfluenceHaveZeroGradients() {
        Fn first = Fn.of((tf, in) -> tf.math.square(in.get(0)));
        assertThat(first.grad(1).call(x, y)).isEqualTo(Nd.vector(0.0, 0.0, 0.0));
        Fn stopped = Fn.of((tf, in) -> tf.math.mul(tf.stopGradient(in.get(0)), in.get(1)));
        assertThat(stopped.grad(0).call(x, y)).isEqualTo(Nd.vector(0.0, 0.0, 0.0));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void programsCheckTheirInputs(Backend backend) {
        try (Program p = Program.of(
                List.of(Spec.of(DType.FLOAT32, -1, 2)),
                backend,
                (tf, in) -> List.of(tf.math.neg(Trace.floats(in.get(0))), in.get(0)))) {
            Nd a = Nd.of(new float[] {1, 2, 3, 4}, 2, 2);
            assertThat(p.call(a)).containsExactly(Nd.of(new float[] {-1, -2, -3, -4}, 2, 2), a);
            assertThatThrownBy(() -> p.call(Nd.vector(1f, 2f)))
                    .hasMessage("Input 0 must be float32[?, 2], not float32[2].");
        }
    }
}
