package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Loops against the same steps written out, values and derivatives, in both back ends. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // gradients built wrongly would wait for ever
class LoopsTest {
    private static final int T = 4, B = 3, U = 2;

    /** Two states, an output of its own, two sequences, two params. */
    private static final Loops.Cell CELL = (tf, x, s, p) -> {
        var a = tf.math.tanh(tf.math.add(x.get(0), tf.linalg.matMul(s.get(0), p.get(0))));
        var gate = tf.math.sigmoid(tf.math.add(tf.math.mul(x.get(1), s.get(1)), p.get(1)));
        var h = tf.math.add(tf.math.mul(gate, a), tf.math.mul(s.get(0), s.get(1)));
        var c = tf.math.mul(Trace.scalar(tf, h, 0.5), tf.math.add(s.get(1), tf.math.sin(h)));
        var y = tf.math.mul(h, x.get(1));
        return new Loops.Step(List.of(h, c), List.of(y));
    };

    private static List<Nd> arguments(DType type) {
        var random = new Random(1);
        return Stream.of(
                        new int[] {T, B, U},
                        new int[] {T, B, 1},
                        new int[] {B, U},
                        new int[] {B, U},
                        new int[] {U, U},
                        new int[] {U})
                .map(s ->
                        Nd.of(random.doubles(Nd.sizeOf(s), -1, 1).toArray(), s).cast(type))
                .toList();
    }

    private record Setting(boolean reverse, boolean masked, boolean zeroOutputs, Backend backend) {
        Loops.Scan scan(Ops tf, List<? extends Operand<?>> in, boolean unroll) {
            return Loops.scan(tf, CELL)
                    .over(in.get(0), in.get(1))
                    .from(in.get(2), in.get(3))
                    .with(in.get(4), in.get(5))
                    .mask(masked ? mask(tf) : null)
                    .zeroOutputs(zeroOutputs)
                    .reverse(reverse)
                    .xla(backend == Backend.COMPILED)
                    .unroll(unroll)
                    .run();
        }

        /** Rows of length 4, 2 (padded behind) and 2 (padded at both ends). */
        static Operand<TBool> mask(Ops tf) {
            return tf.constant(new boolean[][] {
                {true, true, false},
                {true, true, true},
                {true, false, true},
                {true, false, false}
            });
        }

        /** Results that together depend on every piece, and a scalar of them. */
        List<Operand<?>> results(Ops tf, List<? extends Operand<?>> in, boolean unroll) {
            Loops.Scan scan = scan(tf, in, unroll);
            return List.of(scan.history(0), scan.output(0), scan.last(0), scan.last(1));
        }

        Operand<TFloat32> loss(Ops tf, List<? extends Operand<?>> in, boolean unroll) {
            List<Operand<TFloat32>> parts = new ArrayList<>();
            for (Operand<?> y : results(tf, in, unroll)) {
                parts.add(Trace.sum(tf, tf.math.sin(Trace.floats(y))));
            }
            return tf.math.addN(parts);
        }
    }

    static Stream<Setting> settings() {
        return Stream.of(Backend.values())
                .flatMap(b -> Stream.of(
                        new Setting(false, false, false, b),
                        new Setting(true, false, false, b),
                        new Setting(false, true, false, b),
                        new Setting(true, true, false, b),
                        new Setting(false, true, true, b)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void valuesAndGradientsEqualThoseOfTheUnrolledLoop(Setting setting) {
        compare(setting, 1e-13, (tf, in, unroll) -> {
            List<Operand<?>> out = new ArrayList<>(setting.results(tf, in, unroll));
            out.addAll(Grad.of(tf, setting.loss(tf, in, unroll), in));
            return out;
        });
    }

    @ParameterizedTest
    @EnumSource
    void secondDerivativesEqualThoseOfTheUnrolledLoop(Backend backend) {
        Setting setting = new Setting(false, true, false, backend);
        compare(setting, 1e-12, (tf, in, unroll) -> second(tf, setting, in, unroll));
    }

    @Test
    void thirdDerivativesEqualThoseOfTheUnrolledLoop() {
        Setting setting = new Setting(true, false, false, Backend.SESSION);
        compare(setting, 1e-10, (tf, in, u) -> Grad.of(tf, sines(tf, second(tf, setting, in, u)), in, null));
    }

    private static List<Operand<?>> second(Ops tf, Setting setting, List<? extends Operand<?>> in, boolean unroll) {
        return Grad.of(tf, sines(tf, Grad.of(tf, setting.loss(tf, in, unroll), in)), in, null);
    }

    private static List<Operand<?>> sines(Ops tf, List<Operand<?>> all) {
        List<Operand<?>> out = new ArrayList<>();
        all.forEach(g -> out.add(tf.math.sin(Trace.floats(g))));
        return out;
    }

    /** As in a training loop: the loop and its gradient inside the body of another one. */
    @ParameterizedTest
    @EnumSource
    void gradientDescentInAnOuterLoop(Backend backend) {
        List<Nd> arguments = arguments(DType.FLOAT64);
        Setting setting = new Setting(false, true, false, backend);
        List<Nd> inner = call(arguments, backend, (tf, in) -> {
            List<Spec> specs = in.stream().map(Trace::spec).toList();
            List<Spec> variables = new ArrayList<>(List.of(Spec.of(DType.INT32)));
            variables.addAll(specs);
            List<Operand<?>> state = new ArrayList<>(List.of(tf.constant(0)));
            state.addAll(in);
            try (var condition = Trace.function(
                            variables, (t, v) -> List.of(t.math.less(LoopStorage.ints(v.get(0)), t.constant(3))));
                    var body = Trace.function(variables, (t, v) -> {
                        List<Operand<?>> next = new ArrayList<>(descend(t, setting, v.subList(1, v.size()), false));
                        next.add(0, t.math.add(LoopStorage.ints(v.get(0)), t.constant(1)));
                        return next;
                    })) {
                var loop = tf.statelessWhile(state, condition, body);
                List<Operand<?>> out = new ArrayList<>();
                loop.output().forEach(out::add);
                return out.subList(1, out.size());
            }
        });
        List<Nd> expected = call(arguments, Backend.SESSION, (tf, in) -> {
            List<Operand<?>> v = List.copyOf(in);
            for (int i = 0; i < 3; i++) {
                v = descend(tf, setting, v, true);
            }
            return v;
        });
        for (int i = 0; i < inner.size(); i++) {
            assertThat(inner.get(i).doubles()).containsExactly(expected.get(i).doubles(), within(1e-13));
        }
    }

    private static List<Operand<?>> descend(Ops tf, Setting setting, List<Operand<?>> in, boolean unroll) {
        List<Operand<?>> g = Grad.of(tf, setting.loss(tf, in, unroll), in);
        List<Operand<?>> out = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            Operand<TFloat32> x = Trace.floats(in.get(i));
            out.add(tf.math.sub(x, tf.math.mul(Trace.scalar(tf, x, 0.1), Trace.floats(g.get(i)))));
        }
        return out;
    }

    @Test
    void anyLengthAndBatchInOneProgram() {
        Setting setting = new Setting(true, false, false, Backend.SESSION);
        Program.Body body = (tf, in) -> {
            List<Operand<?>> out = new ArrayList<>(setting.results(tf, in, false));
            out.addAll(Grad.of(tf, setting.loss(tf, in, false), in));
            return out;
        };
        List<Nd> full = arguments(DType.FLOAT32);
        List<Spec> specs = List.of(
                Spec.of(DType.FLOAT32, -1, -1, U),
                Spec.of(DType.FLOAT32, -1, -1, 1),
                Spec.of(DType.FLOAT32, -1, U),
                Spec.of(DType.FLOAT32, -1, U),
                Spec.like(full.get(4)),
                Spec.like(full.get(5)));
        try (Program free = Program.of(specs, Backend.SESSION, body)) {
            for (int steps = 1; steps <= T; steps++) {
                List<Nd> cut = new ArrayList<>(full);
                cut.set(0, full.get(0).rows(0, steps));
                cut.set(1, full.get(1).rows(0, steps));
                assertThat(free.call(cut)).isEqualTo(call(cut, Backend.SESSION, body));
            }
        }
    }

    @Test
    void blockLstmEqualsTheLoop() {
        var random = new Random(2);
        List<Nd> arguments = Stream.of(
                        new int[] {T, B, 3},
                        new int[] {B, U},
                        new int[] {B, U},
                        new int[] {3, 4 * U},
                        new int[] {U, 4 * U},
                        new int[] {4 * U})
                .map(s ->
                        Nd.of(random.doubles(Nd.sizeOf(s), -1, 1).toArray(), s).cast(DType.FLOAT32))
                .toList();
        List<Nd> block = call(arguments, Backend.SESSION, (tf, in) -> {
            var v = in.stream().map(Trace::floats).toList();
            var lstm = Loops.blockLstm(tf, v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5));
            return withGradients(tf, lstm.h(), lstm.c(), in);
        });
        List<Nd> loop = call(arguments, Backend.SESSION, (tf, in) -> {
            var scan = Loops.scan(tf, LoopsTest::lstm)
                    .over(in.get(0))
                    .from(in.get(1), in.get(2))
                    .with(in.get(3), in.get(4), in.get(5))
                    .run();
            return withGradients(tf, scan.history(0), scan.history(1), in);
        });
        for (int i = 0; i < loop.size(); i++) {
            assertThat(block.get(i).cast(DType.FLOAT64).doubles())
                    .as("result %d", i)
                    .containsExactly(loop.get(i).cast(DType.FLOAT64).doubles(), within(2e-6));
        }
    }

    private static Loops.Step lstm(
            Ops tf, List<Operand<TFloat32>> x, List<Operand<TFloat32>> s, List<Operand<TFloat32>> p) {
        var z = tf.math.add(
                tf.math.add(tf.linalg.matMul(x.get(0), p.get(0)), tf.linalg.matMul(s.get(0), p.get(1))), p.get(2));
        var g = tf.split(tf.constant(1), z, 4L).output();
        var kept = tf.math.mul(tf.math.sigmoid(g.get(1)), s.get(1));
        var c = tf.math.add(kept, tf.math.mul(tf.math.sigmoid(g.get(0)), tf.math.tanh(g.get(2))));
        return Loops.Step.of(tf.math.mul(tf.math.sigmoid(g.get(3)), tf.math.tanh(c)), c);
    }

    private static List<Operand<?>> withGradients(
            Ops tf, Operand<TFloat32> h, Operand<TFloat32> c, List<Operand<?>> in) {
        List<Operand<?>> out = new ArrayList<>(List.of(h, c));
        out.addAll(Grad.of(tf, List.of(tf.math.sin(h), tf.math.square(c)), in, null));
        return out;
    }

    @Test
    void integersAreCarriedWithoutGradient() {
        Nd x = Nd.of(new double[] {1, 2, 3}, 3, 1), which = Nd.of(new int[] {1, 0, 1}, 3);
        List<Nd> out = call(List.of(x, which, Nd.of(new double[] {2}, 1)), Backend.SESSION, (tf, in) -> {
            Loops.Scan scan = Loops.scan(tf, (t, e, s, p) -> {
                        var count = t.math.add(LoopStorage.ints(s.get(1)), LoopStorage.ints(e.get(1)));
                        var factor = Trace.castLike(t, count, s.get(0));
                        return Loops.Step.of(
                                t.math.add(t.math.mul(s.get(0), factor), t.math.mul(e.get(0), p.get(0))), count);
                    })
                    .over(in.get(0), in.get(1))
                    .from(in.get(2), tf.constant(0))
                    .with(in.get(2))
                    .run();
            List<Operand<?>> all = new ArrayList<>(List.of(scan.last(0), scan.last(1)));
            all.addAll(Grad.of(tf, scan.last(0), List.of(in.get(0), in.get(2))));
            return all;
        });
        // s0 = a; s = 1 s + x0 a; s = 1 s + x1 a; s = 2 s + x2 a: 2 (1 + x0 + x1) + x2 = 11
        assertThat(out.get(0).item()).isEqualTo(22);
        assertThat(out.get(1).item()).isEqualTo(2);
        assertThat(out.get(2).doubles()).containsExactly(4, 4, 2);
        assertThat(out.get(3).doubles()).containsExactly(11);
    }

    @Test
    void errorsNameTheSequenceOrState() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            var x = tf.zeros(tf.constant(new int[] {3, 2}), TFloat32.class);
            var longer = tf.zeros(tf.constant(new int[] {4, 2}), TFloat32.class);
            var h = tf.zeros(tf.constant(new int[] {2}), TFloat32.class);
            Loops.Cell add = (t, e, s, p) -> Loops.Step.of(t.math.add(e.get(0), s.get(0)));
            assertThatThrownBy(() -> Loops.scan(tf, add).over(x, longer).from(h).run())
                    .hasMessage("Sequence 1 of a loop, float32[4, 2], has another length than those before: 3.");
            assertThatThrownBy(() -> Loops.scan(tf, add).over(x).run())
                    .hasMessage("A loop needs at least one sequence and one state.");
            Loops.Cell sum = (t, e, s, p) -> Loops.Step.of(Trace.sum(t, s.get(0)));
            assertThatThrownBy(() -> Loops.scan(tf, sum).over(x).from(h).run())
                    .hasMessage("A loop's step turns state 0 from float32[2] into float32[].");
            Loops.Cell two = (t, e, s, p) -> Loops.Step.of(s.get(0), s.get(0));
            assertThatThrownBy(() -> Loops.scan(tf, two).over(x).from(h).run())
                    .hasMessage("A loop's step gives 2 states for 1 of them.");
            var y = Loops.scan(tf, add).over(x).from(h).run().last(0);
            assertThatThrownBy(() -> tf.gradients(y, List.of(x))).hasMessageContaining("ask for gradients by");
        }
    }

    private interface Results {
        List<Operand<?>> of(Ops tf, List<? extends Operand<?>> in, boolean unroll);
    }

    private static void compare(Setting setting, double tolerance, Results results) {
        List<Nd> arguments = arguments(DType.FLOAT64);
        List<Nd> looped = call(arguments, setting.backend, (tf, in) -> results.of(tf, in, false));
        List<Nd> unrolled = call(arguments, Backend.SESSION, (tf, in) -> results.of(tf, in, true));
        for (int i = 0; i < looped.size(); i++) {
            assertThat(looped.get(i).shape()).isEqualTo(unrolled.get(i).shape());
            assertThat(looped.get(i).doubles())
                    .as("result %d", i)
                    .containsExactly(unrolled.get(i).doubles(), within(tolerance));
            assertThat(DoubleStream.of(looped.get(i).doubles()).anyMatch(v -> v != 0))
                    .isTrue();
        }
    }

    private static List<Nd> call(List<Nd> arguments, Backend backend, Program.Body body) {
        try (Program program = Program.of(arguments.stream().map(Spec::like).toList(), backend, body)) {
            program.call(arguments); // twice: the arrays of a loop must not outlive a call
            return program.call(arguments);
        }
    }
}
