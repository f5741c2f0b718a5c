package org.dmol.tf.grad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.dmol.tf.Grad;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat64;

/** A function of float64 tensors whose gradients are compared with central differences. */
final class GradientCase {
    /** The function; its output has a static shape. */
    interface Body {
        Operand<TFloat64> apply(Ops tf, List<Operand<TFloat64>> in);
    }

    private record Input(long[] shape, double low, double high) {}

    private static final double STEP = 1e-5;

    private final String name;
    private final Body body;
    private final List<Input> inputs = new ArrayList<>();
    private boolean second = true;
    private double tolerance = 2e-7;

    private GradientCase(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    static GradientCase of(String name, Body body) {
        return new GradientCase(name, body);
    }

    /** One more input, its elements uniform in [low, high) and never closer to each other than 1e-3. */
    GradientCase in(double low, double high, long... shape) {
        inputs.add(new Input(shape, low, high));
        return this;
    }

    GradientCase in(long... shape) {
        return in(-1.5, 1.5, shape);
    }

    GradientCase firstOrderOnly() {
        second = false;
        return this;
    }

    /** Largest difference, relative to 1 + |derivative|; default 2e-7. */
    GradientCase within(double limit) {
        tolerance = limit;
        return this;
    }

    @Override
    public String toString() {
        return name;
    }

    void check() {
        GradientRegistry.install();
        var random = new Random(name.hashCode());
        var values = new ArrayList<double[]>();
        for (Input input : inputs) {
            values.add(draw(random, input));
        }
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var x = new ArrayList<Operand<TFloat64>>();
            for (Input input : inputs) {
                x.add(tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(input.shape))));
            }
            var loss = weighted(tf, body.apply(tf, x), random);
            var gradient = Grad.of(tf, loss, x);
            assertStatic(gradient, x);
            try (Session session = new Session(graph, unoptimized())) {
                compare("first", session, x, values, loss, gradient);
                if (second) {
                    var parts = new ArrayList<Operand<TFloat64>>();
                    gradient.forEach(g -> parts.add(weighted(tf, float64(g), random)));
                    var mixed = tf.math.addN(parts);
                    compare("second", session, x, values, mixed, Grad.of(tf, mixed, x));
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    static Operand<TFloat64> float64(Operand<?> x) {
        return (Operand<TFloat64>) x;
    }

    /** Graph optimisation would take most of the time of these tests. */
    private static ConfigProto unoptimized() {
        var config = ConfigProto.newBuilder().setInterOpParallelismThreads(1).setIntraOpParallelismThreads(1);
        config.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
        config.getExperimentalBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR");
        return config.build();
    }

    private static void assertStatic(List<Operand<?>> gradient, List<Operand<TFloat64>> x) {
        for (int i = 0; i < x.size(); i++) {
            var shape = gradient.get(i).shape();
            assertThat(shape.isUnknown() || shape.isCompatibleWith(x.get(i).shape()))
                    .as("shape %s of the gradient by input %d", shape, i)
                    .isTrue();
        }
    }

    private static double[] draw(Random random, Input input) {
        int n = (int) LongStream.of(input.shape).reduce(1, (a, b) -> a * b);
        var values = new double[n];
        for (int i = 0; i < n; i++) {
            boolean close;
            do {
                values[i] = input.low + (input.high - input.low) * random.nextDouble();
                close = false;
                for (int j = 0; j < i; j++) {
                    close |= Math.abs(values[i] - values[j]) < 1e-3;
                }
            } while (close);
        }
        return values;
    }

    /** The sum of y with fixed random weights, so that no derivative cancels. */
    private static Operand<TFloat64> weighted(Ops tf, Operand<TFloat64> y, Random random) {
        Shape shape = y.shape();
        if (shape.isUnknown() || shape.hasUnknownDimension()) {
            // Position-dependent weights without a static shape.
            var flat = tf.reshape(y, tf.constant(new int[] {-1}));
            var n = tf.dtypes.cast(tf.range(tf.constant(0), tf.size(flat), tf.constant(1)), TFloat64.class);
            var w = tf.math.sin(tf.math.add(tf.math.mul(n, tf.constant(1.7)), tf.constant(random.nextDouble())));
            return tf.reduceSum(tf.math.mul(flat, w), tf.constant(0));
        }
        var w = new double[(int) shape.size()];
        for (int i = 0; i < w.length; i++) {
            w[i] = 0.5 + random.nextDouble();
        }
        var flat = tf.reshape(y, tf.constant(new int[] {-1}));
        return tf.reduceSum(tf.math.mul(flat, tf.constant(w)), tf.constant(0));
    }

    private void compare(
            String order,
            Session session,
            List<Operand<TFloat64>> x,
            List<double[]> values,
            Operand<TFloat64> f,
            List<Operand<?>> gradient) {
        for (int i = 0; i < x.size(); i++) {
            double[] analytic = run(session, x, values, gradient.get(i));
            assertThat(analytic).as("size of the gradient by input %d", i).hasSize(values.get(i).length);
            for (int j = 0; j < analytic.length; j++) {
                double numeric = difference(session, x, values, f, i, j);
                assertThat(analytic[j])
                        .as("%s derivative of %s by input %d, element %d", order, name, i, j)
                        .isCloseTo(numeric, Offset.offset(tolerance * (1 + Math.abs(numeric))));
            }
        }
    }

    /** Fourth-order central difference. */
    private static double difference(
            Session session, List<Operand<TFloat64>> x, List<double[]> values, Operand<TFloat64> f, int i, int j) {
        double kept = values.get(i)[j];
        double[] at = new double[4];
        double[] steps = {-2, -1, 1, 2};
        for (int k = 0; k < 4; k++) {
            values.get(i)[j] = kept + steps[k] * STEP * 10;
            at[k] = run(session, x, values, f)[0];
        }
        values.get(i)[j] = kept;
        return (at[0] - 8 * at[1] + 8 * at[2] - at[3]) / (12 * STEP * 10);
    }

    private static double[] run(Session session, List<Operand<TFloat64>> x, List<double[]> values, Operand<?> fetch) {
        var runner = session.runner();
        var fed = new ArrayList<TFloat64>();
        try {
            for (int i = 0; i < x.size(); i++) {
                fed.add(TFloat64.tensorOf(x.get(i).shape(), DataBuffers.of(values.get(i))));
                runner.feed(x.get(i), fed.get(i));
            }
            try (var result = runner.fetch(fetch).run()) {
                var tensor = (TFloat64) result.get(0);
                var out = new double[(int) tensor.size()];
                tensor.asRawTensor().data().asDoubles().read(out);
                return out;
            }
        } finally {
            fed.forEach(TFloat64::close);
        }
    }
}
