package org.dmol.chapters.tensors;

import static org.dmol.chapters.tensors.Einsums.difference;
import static org.dmol.chapters.tensors.Tensors.eval;
import static org.dmol.chapters.tensors.Tensors.expect;
import static org.dmol.chapters.tensors.Tensors.firstLine;
import static org.dmol.chapters.tensors.Tensors.like;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.array.Shapes;
import org.dmol.chapters.Run;
import org.dmol.tf.Backend;
import org.dmol.tf.Fn;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The chapter's exercises with checkable answers. */
final class Exercises {
    void einstein(Run run) {
        run.beyond("Exercises of the book, solved.");
        NumpyRandom random = new NumpyRandom(run.seed());
        Nd square = random.randn(5, 5);
        Nd trace = eval((tf, in) -> tf.linalg.einsum(List.copyOf(in), "ii->"), square);
        double diagonal = 0;
        for (int i = 0; i < 5; i++) {
            diagonal += square.get(i, i);
        }
        run.print("trace ii-> = %.6f, sum of the diagonal = %.6f", trace.item(), diagonal);
        run.check("trace", Math.abs(trace.item() - diagonal) < 1e-12);

        Nd u = random.randn(3);
        Nd v = random.randn(4);
        Nd outer = eval((tf, in) -> tf.linalg.einsum(List.copyOf(in), "i,j->ij"), u, v);
        run.check("outer_product", Math.abs(outer.get(2, 3) - u.get(2) * v.get(3)) < 1e-15);
        expect(run, "shape_outer", outer, 3, 4);

        Nd big = random.randn(11, 7, 3);
        Nd w = random.randn(3);
        Nd dot = eval((tf, in) -> tf.linalg.einsum(List.copyOf(in), "abi,i->ab"), big, w);
        expect(run, "shape_batched_dot", dot, 11, 7);
        Nd same = eval((tf, in) -> Trace.sum(tf, tf.math.mul(in.get(0), in.get(1)), -1), big, w);
        run.check("batched_dot", difference(dot, same) < 1e-12);
    }

    void reductions(Run run) {
        run.beyond("Functions that work for every rank.");
        Nd v = Nd.vector(1.0, 3.0, 4.0);
        Nd sumToOne = eval((tf, in) -> tf.math.div(in.get(0), Trace.sumKeep(tf, in.get(0), -1)), v);
        run.print("normalised %s -> %s", v, sumToOne);
        run.series("normalised", sumToOne.doubles()).expected(new double[] {0.125, 0.375, 0.5}, 1e-15);

        Nd a = Nd.arange(24).reshape(4, 3, 2).cast(DType.FLOAT64);
        Nd rows = eval((tf, in) -> tf.math.div(in.get(0), Trace.sumKeep(tf, in.get(0), -1)), a);
        Nd sums = eval((tf, in) -> Trace.sum(tf, in.get(0), -1), rows);
        run.check("last_axis_sums_to_1", difference(sums, Nd.full(DType.FLOAT64, 1, 4, 3)) < 1e-15);

        Fn.Body mse = (tf, in) -> Trace.mean(tf, tf.math.squaredDifference(in.get(0), in.get(1)));
        double plain =
                eval(mse, Nd.vector(1.0, 2.0, 3.0), Nd.vector(1.0, 4.0, 6.0)).item();
        double broadcast = eval(mse, Nd.matrix(new double[][] {{0, 1}, {2, 3}}), Nd.vector(0.0, 1.0))
                .item();
        run.print(
                "mean squared error: %.6f between two vectors, %.6f between the last axis of a matrix and a vector",
                plain, broadcast);
        run.metric("mse_vectors", plain).expected(13 / 3.0, 1e-15);
        run.metric("mse_broadcast", broadcast).expected(2, 1e-15);
    }

    void reshaping(Run run) {
        run.beyond("Outer product by reshape and broadcasting alone; what a reshape cannot solve.");
        Nd u = Nd.vector(1.0, 2.0, 3.0);
        Nd v = Nd.vector(10.0, 20.0);
        Nd outer =
                eval((tf, in) -> tf.math.mul(tf.reshape(in.get(0), tf.constant(new int[] {-1, 1})), in.get(1)), u, v);
        run.print("outer product\n%s", outer);
        run.series("outer", outer.doubles()).expected(new double[] {10, 20, 20, 40, 30, 60}, 0);
        String refused = "";
        try {
            eval((tf, in) -> tf.reshape(in.get(0), tf.constant(new int[] {-1, -1})), u);
        } catch (RuntimeException e) {
            refused = firstLine(e);
        }
        run.print("reshape to (-1, -1): %s", refused);
        run.check("two_unknowns_are_refused", !refused.isEmpty());
        run.say("One equation (the number of elements) has one unknown at most.");

        Nd f = eval(Exercises::shifts, Nd.vector(10.0));
        Nd g = eval(Exercises::shifts, Nd.matrix(new double[][] {{5, 3, 0}, {0, 2, 6}}));
        run.print("f([10]) =\n%s\nf([[5, 3, 0], [0, 2, 6]]) =\n%s", f, g);
        run.series("shifts_vector", f.doubles()).expected(new double[] {6.5, 7.5}, 0);
        run.series("shifts_matrix", g.doubles())
                .expected(new double[] {1.5, 2.5, -0.5, 0.5, -3.5, -2.5, -3.5, -2.5, -1.5, -0.5, 2.5, 3.5}, 0);
        expect(run, "shape_shifts", g, 2, 3, 2);
    }

    /** A minus 3.5 and minus 2.5, stacked on a new last axis. */
    private static Operand<TFloat32> shifts(Ops tf, List<Operand<TFloat32>> in) {
        Operand<TFloat32> a = in.get(0);
        return tf.stack(
                List.of(tf.math.sub(a, like(tf, a, 3.5)), tf.math.sub(a, like(tf, a, 2.5))),
                org.tensorflow.op.core.Stack.axis(-1L));
    }

    void unknownSizes(Run run) {
        run.beyond(
                "A graph whose first axis is not known when it is built. Wrong shapes that are known at once are refused while building, others when it runs.");
        try (Program program = Program.of(
                List.of(Spec.of(DType.FLOAT32, -1, 3)),
                Backend.SESSION,
                (tf, in) -> List.of(Trace.sum(tf, Trace.floats(in.get(0)), -1)))) {
            for (int batch : new int[] {2, 5}) {
                Nd out = program.call(Nd.full(DType.FLOAT32, 1, batch, 3)).get(0);
                run.print("(%d, 3) -> %s", batch, Shapes.text(out.shape()));
                expect(run, "shape_batch_" + batch, out, batch);
            }
            run.print("a batch of the wrong width: %s", refusal(() -> program.call(Nd.zeros(DType.FLOAT32, 2, 4))));
        }
        String building = refusal(() -> eval(
                (tf, in) -> tf.linalg.matMul(in.get(0), in.get(1)),
                Nd.zeros(DType.FLOAT32, 2, 3),
                Nd.zeros(DType.FLOAT32, 2, 3)));
        run.print("known shapes, refused while building: %s", building);
        run.check("refused_while_building", !building.isEmpty());
        try (Program program = Program.of(
                List.of(Spec.of(DType.FLOAT32, -1, -1), Spec.of(DType.FLOAT32, -1, -1)),
                Backend.SESSION,
                (tf, in) -> List.of(tf.linalg.matMul(Trace.floats(in.get(0)), Trace.floats(in.get(1)))))) {
            String running = refusal(() -> program.call(Nd.zeros(DType.FLOAT32, 2, 3), Nd.zeros(DType.FLOAT32, 2, 3)));
            run.print("unknown shapes, refused when run: %s", running);
            run.check("refused_when_run", !running.isEmpty());
        }
    }

    private static String refusal(Runnable work) {
        try {
            work.run();
            return "";
        } catch (RuntimeException e) {
            return firstLine(e);
        }
    }
}
