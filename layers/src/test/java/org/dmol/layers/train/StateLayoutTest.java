package org.dmol.layers.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.layers.Seeds;
import org.dmol.layers.core.Dense;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.optimizers.Adam;
import org.dmol.layers.optimizers.AdamW;
import org.dmol.layers.optimizers.Nadam;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Backend;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.dmol.tf.grad.CustomGradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StatelessCase;
import org.tensorflow.types.TFloat32;

class StateLayoutTest {
    private static final Nd X = new NumpyRandom(0).randn(24, 3).cast(DType.FLOAT32);
    private static final Nd Y = new NumpyRandom(1).randn(24, 1).cast(DType.FLOAT32);

    private static Var var(String name, int... shape) {
        return new Var(
                name, new NumpyRandom(name.hashCode() & 0xffff).randn(shape).cast(DType.FLOAT32), true);
    }

    /** Small weights are joined, large, constrained and untrained ones are not, and everything comes back where it was. */
    @Test
    void roundTrip() {
        Var large = var("large", 70, 80), kernel = var("kernel", 3, 5), bias = var("bias", 5), fixed = var("fixed", 4);
        Var positive = var("positive", 6).constraint((tf, w) -> w);
        List<Var> all = List.of(large, kernel, fixed, positive, bias);
        StateLayout layout = StateLayout.of(all, List.of(large, kernel, positive, bias), Optimizer.adam(0.1));
        assertThat(layout.specs(Optimizer.adam(0.1)).stream().map(Object::toString))
                .as("four weights, and two moments of each of the three trained slots")
                .hasSize(4 + 3 * 2)
                .anyMatch(s -> s.contains("20"));
        List<Nd> before = all.stream().map(Var::value).toList();
        List<Tensor> state =
                layout.upload(v -> List.of(v.value().map(x -> 2 * x), v.value().map(x -> 3 * x)));
        all.forEach(v -> v.assign(Nd.zeros(DType.FLOAT32, v.shape())));
        List<Var> told = new ArrayList<>();
        layout.download(state, (v, moments) -> {
            told.add(v);
            Nd w = before.get(all.indexOf(v));
            assertThat(moments).containsExactly(w.map(x -> 2 * x), w.map(x -> 3 * x));
        });
        state.forEach(Tensor::close);
        assertThat(all.stream().map(Var::value)).containsExactlyElementsOf(before);
        assertThat(told).containsExactlyInAnyOrder(large, kernel, positive, bias);
    }

    /** A rule that must see each weight alone: its own mark keeps its weights apart. */
    @Test
    void joinsOnlyForElementwiseRules() {
        List<Var> two = List.of(var("kernel", 3, 5), var("bias", 5));
        assertThat(StateLayout.of(two, two, Optimizer.adam(0.1)).size()).isEqualTo(1 + 2);
        assertThat(StateLayout.of(two, two, new Nadam(0.001, 0.9, 0.999, 1e-7)).size())
                .isEqualTo(2 + 6);
        Optimizer partly = new AdamW(0.1).excludeFromWeightDecay(v -> v.name().equals("bias"));
        assertThat(StateLayout.of(two, two, partly).size())
                .as("decayed and exempt weights are not mixed")
                .isEqualTo(2 + 4);
    }

    /** Training with joined weights takes the same steps as one weight at a time, with clipping by weight and exempt biases. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void sameSteps(Backend backend) {
        List<Nd> joined = train(backend, new Adam(0.05));
        List<Nd> alone = train(backend, new Adam(0.05) {
            @Override
            public boolean isElementwise() {
                return false;
            }
        });
        for (int i = 0; i < joined.size(); i++) {
            double[] a = joined.get(i).doubles(), b = alone.get(i).doubles();
            double worst = IntStream.range(0, a.length)
                    .mapToDouble(j -> Math.abs(a[j] - b[j]))
                    .max()
                    .orElse(0);
            assertThat(worst).as("weight " + i).isLessThan(2e-6);
        }
    }

    private static List<Nd> train(Backend backend, Optimizer rule) {
        Seeds.set(3);
        try (Sequential model = new Sequential(new Dense(4, "tanh"), new Dense(4, "tanh"), new Dense(1))) {
            model.compile(
                    rule.clipNorm(0.1)
                            .weightDecay(0.004)
                            .excludeFromWeightDecay(v -> v.name().contains("bias")),
                    Loss.mse());
            model.fit(
                    Dataset.of(X, Y).batch(8),
                    Fit.epochs(5).backend(backend).seed(0).silent());
            return model.getWeights();
        }
    }

    /** Each weight gets its own gradient also where TensorFlow does not know a gradient's shape, as behind a branch. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void gradientsOfUnknownShape(Backend backend) {
        Var w = new Var("w", Nd.vector(1f, 2f, 3f), true), b = new Var("b", Nd.vector(-1f, 4f), true);
        TrainStep squares = TrainStep.of((c, batch) -> {
            Operand<TFloat32> x = c.read(w), y = Trace.sum(c.tf(), c.tf().math.square(x));
            Operand<TFloat32> gradient = ofUnknownShape(c.tf(), c.tf().math.add(x, x));
            Operand<TFloat32> custom = Trace.floats(CustomGradient.of(
                            c.tf(),
                            List.of(x),
                            List.of(y),
                            (t, dy) -> List.of(t.math.mul(gradient, Trace.floats(dy.get(0)))))
                    .get(0));
            return c.tf().math.add(custom, Trace.sum(c.tf(), c.tf().math.square(c.read(b))));
        });
        Trainer.of(squares, List.of(w, b), new Adam(0.1))
                .fit(Dataset.of(X).batch(24), Fit.epochs(1).backend(backend).silent());
        assertThat(w.value().floats()).containsExactly(new float[] {0.9f, 1.9f, 2.9f}, within(1e-6f));
        assertThat(b.value().floats()).containsExactly(new float[] {-0.9f, 3.9f}, within(1e-6f));
    }

    private static Operand<TFloat32> ofUnknownShape(Ops tf, Operand<TFloat32> x) {
        List<Operand<?>> arguments = List.of(x);
        try (ConcreteFunction same = Trace.function(List.of(Trace.spec(x)), (f, in) -> in);
                ConcreteFunction zero =
                        Trace.function(List.of(Trace.spec(x)), (f, in) -> List.of(f.zerosLike(in.get(0))))) {
            Operand<?> y = StatelessCase.create(
                            tf.scope(), tf.constant(0), arguments, List.of(TFloat32.class), List.of(same, zero))
                    .output()
                    .get(0);
            assertThat(y.shape().isUnknown()).isTrue();
            return Trace.floats(y);
        }
    }
}
