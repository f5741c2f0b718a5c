package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class ScanTest {
    /** Gradient descent on |w - x|² with rate 1/4: the distance halves with each step. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void descendsAndRecords(boolean compiled) {
        Fn session = Fn.multi((tf, in) -> Scan.of(tf, 6, in, (f, i, s) -> {
            Operand<TFloat32> loss = Trace.sum(f, f.math.squaredDifference(s.get(0), s.get(1)));
            Operand<TFloat32> g = Trace.floats(Grad.of(f, loss, s.subList(0, 1)).get(0));
            return Scan.step(f.math.sub(s.get(0), f.math.mul(Trace.scalar(f, g, 0.25), g)))
                    .record(loss, s.get(0));
        }));
        try (Fn descent = compiled ? session.compiled() : session) {
            List<Nd> out = descent.callAll(Nd.vector(8.0, 0.0), Nd.vector(0.0, 16.0));
            assertThat(out.get(0).doubles()).containsExactly(8 / 64.0, 16 - 16 / 64.0);
            assertThat(out.get(1).doubles()).containsExactly(0, 16);
            assertThat(out.get(2).doubles()).containsExactly(320, 80, 20, 5, 1.25, 0.3125);
            assertThat(out.get(3).shape()).containsExactly(6, 2);
            assertThat(out.get(3).row(1).doubles()).containsExactly(4, 8);
        }
    }

    @Test
    void countsItsSteps() {
        try (Fn sum = Fn.multi((tf, in) ->
                Scan.of(tf, 5, in, (f, i, s) -> Scan.step(f.math.add(s.get(0), f.dtypes.cast(i, TFloat32.class)))))) {
            assertThat(sum.callAll(Nd.scalar(1f)).get(0).item()).isEqualTo(11);
        }
    }
}
