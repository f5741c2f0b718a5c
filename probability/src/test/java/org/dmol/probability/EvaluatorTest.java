package org.dmol.probability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    @Test
    void aComputationIsCompiledOnceForAKindOfArguments() {
        Evaluator evaluator = new Evaluator(this);
        AtomicInteger compiled = new AtomicInteger();
        Evaluator.Body twice = (c, in) -> {
            compiled.incrementAndGet();
            return List.of(Expr.of(c, in.get(0)).times(2));
        };
        List<Spec> rows = List.of(Spec.of(DType.FLOAT32, -1, 2));
        for (int n = 1; n < 4; n++) {
            Nd x = Nd.full(DType.FLOAT32, n, n, 2);
            List<Nd> y = evaluator.call("twice", List.of(), rows, List.of(x), 0, twice);
            assertThat(y.get(0)).isEqualTo(Nd.full(DType.FLOAT32, 2 * n, n, 2));
        }
        assertThat(compiled).hasValue(1);
        List<Spec> other = List.of(Spec.of(DType.FLOAT32, -1, 3));
        evaluator.call("twice", List.of(), other, List.of(Nd.zeros(DType.FLOAT32, 4, 3)), 0, twice);
        assertThat(compiled).hasValue(2);
    }
}
