package org.dmol.chapters.classification;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;

/** Steps 6 and 7: why a step function cannot be trained, and what takes its place. */
final class Perceptron {
    private final DrugData data;

    Perceptron(DrugData data) {
        this.data = data;
    }

    void perceptron(Run run) {
        Nd weights = data.starts.perceptron();
        Nd x = data.testX().cast(DType.FLOAT64);
        Nd y = Nd.vector(Arrays.stream(data.testLabels()).asDoubleStream().toArray());
        try (Fn loss = Fn.of((tf, in) -> {
                    var v = Logistic.logit(tf, in.get(0), in.get(2), in.get(3));
                    var hard = Trace.castLike(tf, tf.math.greater(v, Trace.scalar(tf, v, 0)), v);
                    return Trace.mean(tf, tf.math.abs(tf.math.sub(in.get(1), hard)));
                });
                Fn gradient = loss.grad(2, 3)) {
            List<Nd> g = gradient.callAll(x, y, weights, Nd.scalar(0.0));
            long nonZero = Arrays.stream(g.get(0).doubles()).filter(v -> v != 0).count();
            run.print(
                    "loss %.4f; %d of %d derivatives by w are zero; by b: %s",
                    loss.call(x, y, weights, Nd.scalar(0.0)).item(),
                    g.get(0).size() - nonZero,
                    g.get(0).size(),
                    g.get(1).item());
            double[] nudged = weights.doubles().clone();
            nudged[0] += 1e-7;
            double difference =
                    loss.call(x, y, Nd.vector(nudged), Nd.scalar(0.0)).item()
                            - loss.call(x, y, weights, Nd.scalar(0.0)).item();
            run.metric("non_zero_derivatives", nonZero + (g.get(1).item() == 0 ? 0 : 1))
                    .exactly(0, 0)
                    .alsoStandIn();
            run.metric("finite_difference", difference).expected(0, 0).alsoStandIn();
        }
        run.say(
                "The step function is flat almost everywhere: its derivative is zero, and gradient descent does not know where to go.");
    }

    void sigmoid(Run run) throws IOException {
        double[] x =
                IntStream.range(0, 500).mapToDouble(i -> -3 + 6.0 * i / 499).toArray();
        double[] y = Arrays.stream(x).map(Perceptron::sigmoid).toArray();
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().title("Sigmoid").xlabel("x").ylabel("σ(x)");
        ax.plot(x, y);
        ax.axvline(0).color("#999999");
        run.figure("sigmoid", fig);
        run.metric("at_0", sigmoid(0)).expected(0.5, 0).alsoStandIn();
        run.metric("at_3", sigmoid(3)).expected(0.9525741, 1e-7).alsoStandIn();
    }

    static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }
}
