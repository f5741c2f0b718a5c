package org.dmol.tf.grad;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.dmol.tf.Grad;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * Builds and trains 24 graphs on 4 threads with garbage collections in between: losses with second derivatives through
 * many of the gradients written in Java. Ends the process with an error if one does not learn.
 */
final class GradientStress {
    private GradientStress() {}

    public static void main(String[] args) throws Exception {
        GradientRegistry.install();
        collect();
        var pool = Executors.newFixedThreadPool(4);
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 24; i++) {
            int seed = i;
            tasks.add(() -> train(seed));
        }
        boolean good = true;
        for (var result : pool.invokeAll(tasks)) {
            good &= result.get();
        }
        pool.shutdown();
        System.out.println(good ? "all trained" : "a loss did not fall");
        System.exit(good ? 0 : 1);
    }

    private static void collect() {
        System.gc();
        System.runFinalization();
        System.gc();
    }

    private static boolean train(int seed) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var x = tf.constant(new double[][] {{0.1, -0.4}, {0.7, 0.2}, {-0.5, 0.9}, {0.3, 0.3}});
            var w = tf.placeholder(TFloat64.class, Placeholder.shape(org.tensorflow.ndarray.Shape.of(2, 2)));
            var loss = loss(tf, x, w);
            if (seed % 6 == 0) {
                collect();
            }
            var step = tf.math.sub(
                    w,
                    tf.math.mul(
                            tf.constant(0.02),
                            GradientCase.float64(Grad.of(tf, loss, List.of(w)).get(0))));
            double[] at = new Random(seed).doubles(4, -1, 1).toArray();
            double first = Double.NaN, last = Double.NaN;
            try (Session session = new Session(graph)) {
                for (int i = 0; i < 40; i++) {
                    try (var fed = TFloat64.tensorOf(w.shape(), DataBuffers.of(at));
                            var result = session.runner()
                                    .feed(w, fed)
                                    .fetch(loss)
                                    .fetch(step)
                                    .run()) {
                        last = ((TFloat64) result.get(0)).getDouble();
                        first = i == 0 ? last : first;
                        ((TFloat64) result.get(1))
                                .asRawTensor()
                                .data()
                                .asDoubles()
                                .read(at);
                    }
                }
            }
            return last < first;
        }
    }

    /** A gradient penalty on an energy, plus a few operations whose gradients are written in Java. */
    private static Operand<TFloat64> loss(Ops tf, Operand<TFloat64> x, Operand<TFloat64> w) {
        var z = tf.linalg.matMul(x, w);
        var energy = tf.math.add(tf.math.tanh(z), tf.math.mul(z, tf.math.sigmoid(z)));
        var force = GradientCase.float64(Grad.of(tf, energy, List.of(x)).get(0));
        var logits = tf.math.add(z, tf.math.softplus(force));
        var labels = tf.constant(new int[] {0, 1, 1, 0});
        var fit = tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, labels).loss();
        var top = GradientCase.float64(
                new Raw(tf, "TopKV2").in(logits, tf.constant(1)).val());
        var ids = tf.constant(new int[] {0, 0, 1, 1});
        var means = GradientCase.float64(
                new Raw(tf, "SegmentMean").in(tf.math.square(top), ids).val());
        var penalty = tf.math.mean(tf.math.square(force), tf.constant(new int[] {0, 1}));
        var total = tf.math.add(tf.math.mean(fit, tf.constant(0)), penalty);
        var small = tf.math.mul(tf.constant(0.01), tf.math.mean(means, tf.constant(new int[] {0, 1})));
        return CustomGradient.of(
                        tf,
                        List.of(total, small),
                        List.of(tf.math.add(total, small)),
                        (t, dy) -> List.of(dy.get(0), dy.get(0)))
                .stream()
                .map(GradientCase::float64)
                .findFirst()
                .orElseThrow();
    }
}
