package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;

class GradTest {
    /** TensorFlow's own builder loses the path from c to h here. */
    @Test
    void aResultMayBeComputedFromAnother() {
        double x = 0.3, q = 0.7;
        Fn f = Fn.multi((tf, in) -> {
            var h = tf.math.tanh(in.get(0));
            var c = tf.math.mul(in.get(1), tf.math.sin(h));
            return Grad.of(tf, List.of(h, c), in, List.of(tf.constant(2.0), tf.constant(3.0)));
        });
        List<Nd> g = f.callAll(Nd.scalar(x), Nd.scalar(q));
        double h = Math.tanh(x);
        assertThat(g.get(0).item()).isCloseTo((2 + 3 * q * Math.cos(h)) * (1 - h * h), within(1e-14));
        assertThat(g.get(1).item()).isCloseTo(3 * Math.sin(h), within(1e-14));
        f.close();
    }
}
