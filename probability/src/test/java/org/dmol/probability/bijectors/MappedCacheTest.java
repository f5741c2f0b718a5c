package org.dmol.probability.bijectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import org.dmol.array.DType;
import org.dmol.probability.Mapped;
import org.dmol.probability.distributions.MultivariateNormalDiag;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.math.Dims;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.op.Ops;

/** Nothing is computed twice in a trace: the ops of the networks are counted. */
class MappedCacheTest {
    private static final int LAYERS = 3; // matrix products of one network

    private final Chain bijector =
            new Chain(MaskedAutoregressiveFlow.of(3, 8, 8), new Permute(2, 0, 1), MaskedAutoregressiveFlow.of(3, 8, 8));
    private final TransformedDistribution flow =
            new TransformedDistribution(MultivariateNormalDiag.standard(3), bijector);

    private static int products(Graph graph) {
        int n = 0;
        for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
            n += all.next().type().equals("MatMul") ? 1 : 0;
        }
        return n;
    }

    private static Ctx trace(Ops tf) {
        return Ctx.builder(tf).weights(v -> Trace.placeholder(tf, v.spec())).build();
    }

    @Test
    void aDensityTakesOnePassAndASampleOneForEachElement() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            flow.logProb(trace(tf), Trace.placeholder(tf, Spec.of(DType.FLOAT32, 5, 3)));
            assertThat(products(graph)).isEqualTo(2 * LAYERS);
        }
        try (Graph graph = new Graph()) {
            flow.sample(trace(Ops.create(graph)), 5);
            assertThat(products(graph)).isEqualTo(2 * 3 * LAYERS);
        }
    }

    @Test
    void theDensityOfASampleCostsNothingMore() {
        try (Graph graph = new Graph()) {
            Ctx c = trace(Ops.create(graph));
            Expr x = flow.sample(c, 5);
            int sampled = products(graph);
            flow.logProb(c, x);
            flow.logProb(c, x);
            assertThat(products(graph)).isEqualTo(sampled);
        }
        try (Graph graph = new Graph()) {
            Ctx c = trace(Ops.create(graph));
            flow.sampleAndLogProb(c, Dims.of(5));
            assertThat(products(graph)).isEqualTo(2 * 3 * LAYERS);
        }
    }

    @Test
    void thereAndBackIsTheArgumentItself() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Ctx c = trace(tf);
            Expr y = Expr.of(c, Trace.placeholder(tf, Spec.of(DType.FLOAT32, 5, 3)));
            Mapped x = bijector.inverseAndLogDet(c, y);
            int before = products(graph);
            assertThat(bijector.forward(c, x.value())).isEqualTo(y);
            assertThat(products(graph)).isEqualTo(before);
            // Another trace of the same graph has nothing of it.
            bijector.forward(trace(tf), x.value());
            assertThat(products(graph)).isGreaterThan(before);
        }
    }
}
