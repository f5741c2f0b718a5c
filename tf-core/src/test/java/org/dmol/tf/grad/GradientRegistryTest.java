package org.dmol.tf.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dmol.tf.Grad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/** The registry itself. */
class GradientRegistryTest {
    @TempDir
    Path directory;

    @Test
    void installsOnceAndKnowsItsTypes() {
        GradientRegistry.install();
        int types = GradientRegistry.types().size();
        GradientRegistry.install();
        assertThat(GradientRegistry.types()).hasSize(types).contains("TanhGrad", "StatelessWhile");
        assertThat(GradientRegistry.types()).allMatch(GradientRegistry::has);
        assertThat(GradientRegistry.has("Tanh")).isTrue();
        assertThat(GradientRegistry.has("Skipgram")).isFalse();
        assertThat(GradientRegistry.register("Tanh", (tf, op, dy) -> List.copyOf(dy)))
                .as("TensorFlow's own gradients stay")
                .isFalse();
        assertThatThrownBy(() -> GradientRegistry.register("TanhGrad", (tf, op, dy) -> List.copyOf(dy)))
                .hasMessageContaining("TanhGrad is registered already");
    }

    @Test
    void customGradientReplacesTheInside() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var x = tf.constant(800.0); // exp(x) is infinite
            var naive = tf.math.log1p(tf.math.exp(x));
            var y = CustomGradient.of(
                    tf,
                    List.of(x),
                    List.of(naive),
                    (t, dy) -> List.of(t.math.mul(GradientCase.float64(dy.get(0)), t.math.sigmoid(x))));
            var first = Grad.of(tf, y.get(0), List.of(x)).get(0);
            var second = Grad.of(tf, first, List.of(x)).get(0);
            try (Session session = new Session(graph);
                    var result = session.runner().fetch(first).fetch(second).run()) {
                assertThat(((TFloat64) result.get(0)).getDouble()).isEqualTo(1);
                assertThat(((TFloat64) result.get(1)).getDouble()).isZero();
            }
        }
    }

    @Test
    void anErrorInAGradientLeavesTheGraphUsable() {
        GradientRegistry.install();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var x = tf.withName("x").constant(2.0);
            var guarded = new Raw(tf, "PreventGradient")
                    .in(x)
                    .attr("message", "not here")
                    .val();
            assertThatThrownBy(() -> Grad.of(tf, guarded, List.of(x)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not here");
            assertThat(graph.operation("x")).isNotNull();
            var g = Grad.of(tf, tf.math.square(tf.math.tanh(x)), List.of(x)).get(0);
            assertThat(g.shape().numDimensions()).isZero();
        }
    }

    @Test
    void aLoopWithoutGradientSaysSo() {
        GradientRegistry.install();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var x = tf.constant(2.0);
            try (var condition = org.tensorflow.ConcreteFunction.create(f -> {
                        var v = f.placeholder(TFloat64.class);
                        return org.tensorflow.Signature.builder()
                                .input("v", v)
                                .output("c", f.math.less(v, f.constant(10.0)))
                                .build();
                    });
                    var body = org.tensorflow.ConcreteFunction.create(f -> {
                        var v = f.placeholder(TFloat64.class);
                        return org.tensorflow.Signature.builder()
                                .input("v", v)
                                .output("w", f.math.square(v))
                                .build();
                    })) {
                var loop = tf.statelessWhile(List.of(x), condition, body);
                assertThatThrownBy(() -> Grad.of(tf, loop.output().get(0), List.of(x)))
                        .hasMessageContaining("org.dmol.tf.Loops");
            }
        }
    }

    /** In a process of its own: what goes wrong here would end the JVM. */
    @Test
    void survivesCollectionThreadsAndClosedGraphs() throws Exception {
        File log = directory.resolve("log").toFile();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GradientStress.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log);
        process.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
        var running = process.start();
        boolean ended = running.waitFor(180, TimeUnit.SECONDS);
        running.destroyForcibly();
        assertThat(ended).as("ended in time").isTrue();
        assertThat(java.nio.file.Files.readString(log.toPath())).endsWith("all trained\n");
        assertThat(running.exitValue()).isZero();
    }
}
