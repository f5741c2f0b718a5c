package org.dmol.chapters.tensors;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Shapes;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Chapter 1, Tensors and Shapes: the shape of a result can be predicted on paper, and TensorFlow agrees. */
public final class Tensors extends Chapter {
    private final Nd a = Nd.arange(24).reshape(4, 3, 2);

    public Tensors() {
        super("01", "tensors", "Tensors and Shapes");
        about("The shape of every result can be predicted on paper before TensorFlow is asked.");
        takes(1.5, 1.5);
        Einsums einsums = new Einsums();
        Broadcasting broadcasting = new Broadcasting();
        Exercises exercises = new Exercises();
        steps(
                step("01.1", "Einstein notation", "an index that occurs on one side only is summed", einsums::notation),
                step("01.2", "Create and print", "the last axis runs fastest", this::create),
                step("01.3", "Reductions", "a reduction removes the axes that it names", this::reductions),
                step("01.4", "Element-wise operations", "shapes are kept, types must agree", this::elementwise),
                step("01.5", "Broadcasting, worked", "shapes are aligned at the last axis", broadcasting::worked),
                step(
                        "01.6",
                        "Broadcasting, shape table",
                        "a rule on paper and TensorFlow, side by side",
                        broadcasting::table),
                step("01.7", "Rank up and down", "new axes of size 1, and their removal", this::rank),
                step("01.8", "Reshape", "the order of the elements never changes", this::reshape),
                step("01.9", "Any rank", "one function for tensors of every rank", this::anyRank),
                step(
                        "01.10",
                        "View and copy",
                        "slices of memory share it, results of a graph do not",
                        new Views()::views),
                step(
                        "01.11",
                        "Exercises: Einstein notation",
                        "trace, outer product, batched dot product",
                        exercises::einstein),
                step(
                        "01.12",
                        "Exercises: reductions for any rank",
                        "normalising and mean squared error",
                        exercises::reductions),
                step(
                        "01.13",
                        "Exercises: reshape and broadcast",
                        "outer product, impossible reshapes, stacked shifts",
                        exercises::reshaping),
                step("01.14", "Unknown sizes", "one graph, batches of several sizes", exercises::unknownSizes));
    }

    /** A step that needs no other. */
    private static Step step(String id, String title, String shows, Step.Action action) {
        return Step.of(id, title, shows, action).alone();
    }

    private void create(Run run) {
        run.print(Shapes.text(a.shape()));
        run.print(a);
        expect(run, "shape_a", a, 4, 3, 2);
        run.check("values_are_0_to_23", Arrays.equals(a.longs(), Nd.arange(24).longs()));
    }

    private void reductions(Run run) {
        run.say("Predict shape and values of each before opening the answer.");
        Nd sum = eval((tf, in) -> tf.reduceSum(in.get(0), tf.constant(0)), a);
        run.reveal("sum over axis 0", Shapes.text(sum.shape()) + "\n" + sum);
        Nd any = eval((tf, in) -> tf.reduceAny(tf.math.greater(in.get(0), like(tf, in.get(0), 4)), tf.constant(1)), a);
        run.reveal("is any element above 4, over axis 1", Shapes.text(any.shape()) + "\n" + any);
        Nd prod = eval((tf, in) -> tf.reduceProd(in.get(0), tf.constant(new int[] {2, 1})), a);
        run.reveal("product over axes 2 and 1", Shapes.text(prod.shape()) + "\n" + prod);

        expect(run, "shape_sum", sum, 3, 2);
        run.series("sum_axis_0", sum.doubles()).exactly(new double[] {36, 40, 44, 48, 52, 56}, 0);
        expect(run, "shape_any", any, 4, 2);
        run.series("any_axis_1", any.cast(DType.INT64).doubles()).exactly(new double[] {0, 1, 1, 1, 1, 1, 1, 1}, 0);
        expect(run, "shape_prod", prod, 4);
        run.series("prod_axes_2_1", prod.doubles()).exactly(new double[] {0, 332640, 8910720, 72681840}, 0);
        Nd other = eval((tf, in) -> tf.reduceProd(in.get(0), tf.constant(new int[] {1, 2})), a);
        run.check("order_of_axes_is_irrelevant", other.equals(prod));
        run.corrected(
                "The book lists the element-wise minimum and maximum among the reductions; the reductions are min and max. "
                        + "It also says that axes given together are removed in the order given: the order does not matter, as the last check shows.");
    }

    private void elementwise(Run run) {
        Nd ones = Nd.full(DType.INT64, 1, 4, 3, 2);
        Nd product = eval((tf, in) -> tf.math.mul(in.get(0), in.get(1)), a, ones);
        run.print("%s\n%s\n%s", Shapes.text(a.shape()), Shapes.text(ones.shape()), Shapes.text(product.shape()));
        expect(run, "shape_product", product, 4, 3, 2);
        String message = "";
        try {
            eval((tf, in) -> tf.math.mul(in.get(0), in.get(1)), a, ones.cast(DType.FLOAT64));
        } catch (RuntimeException e) {
            message = firstLine(e);
        }
        run.say(
                "NumPy turns int64 times float64 into float64 by itself. TensorFlow does not: the op is refused while the graph is built, and a cast is needed.");
        run.print("int64 * float64: %s", message);
        run.check("mixed_types_are_refused", !message.isEmpty());
        Nd cast = eval(
                (tf, in) -> tf.math.mul(tf.dtypes.cast(in.get(0), TFloat64.class), Einsums.doubles(in.get(1))),
                a,
                ones.cast(DType.FLOAT64));
        run.check("with_a_cast_it_works", cast.equals(a.cast(DType.FLOAT64)));
    }

    private void rank(Run run) {
        Nd row = Nd.full(DType.FLOAT64, 1, 1, 4);
        Nd vector = Nd.full(DType.FLOAT64, 1, 16);
        Nd expanded = eval((tf, in) -> tf.math.add(in.get(0), tf.expandDims(in.get(1), tf.constant(1))), row, vector);
        Nd sliced = eval(
                (tf, in) -> tf.math.add(in.get(0), tf.stridedSlice(in.get(1), Indices.all(), Indices.newAxis())),
                row,
                vector);
        run.print("%s\n%s", Shapes.text(expanded.shape()), Shapes.text(sliced.shape()));
        expect(run, "shape_expand_dims", expanded, 16, 4);
        expect(run, "shape_new_axis", sliced, 16, 4);
        run.check("all_values_are_2", expanded.equals(Nd.full(DType.FLOAT64, 2, 16, 4)) && sliced.equals(expanded));
        run.corrected("The text of 2023 announces (4, 16) here; (1, 4) and (16, 1) give (16, 4).");

        Nd b = Nd.full(DType.FLOAT64, 1, 1, 32, 4, 1);
        Nd squeezed = eval((tf, in) -> tf.squeeze(in.get(0)), b);
        run.print("before squeeze: %s\nafter squeeze: %s", Shapes.text(b.shape()), Shapes.text(squeezed.shape()));
        expect(run, "shape_squeezed", squeezed, 32, 4);
    }

    private void reshape(Run run) {
        Nd b = Nd.arange(32);
        int[][] wanted = {{4, 8}, {4, -1}, {1, 2, 2, -1}};
        int[][] published = {{4, 8}, {4, 8}, {1, 2, 2, 8}};
        for (int i = 0; i < wanted.length; i++) {
            int[] shape = wanted[i];
            Nd c = eval((tf, in) -> tf.reshape(in.get(0), tf.constant(shape)), b);
            run.print("%s -> %s", Shapes.text(shape), Shapes.text(c.shape()));
            expect(run, "shape_reshape_" + (i + 1), c, published[i]);
            run.check("order_kept_" + (i + 1), Arrays.equals(c.longs(), b.longs()));
        }
    }

    /** exp((a[…, new] - b)²) for {@code a} of any rank and a vector {@code b}. */
    private static Operand<TFloat32> squaredDifferences(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.exp(tf.math.square(tf.math.sub(tf.expandDims(a, tf.constant(-1)), b)));
    }

    private void anyRank(Run run) {
        Nd b = Nd.full(DType.FLOAT64, 1, 4);
        for (int[] shape : new int[][] {{4, 3}, {4, 3, 2, 1}}) {
            Nd in = Nd.full(DType.FLOAT64, 1, shape);
            Nd out = eval((tf, x) -> squaredDifferences(tf, x.get(0), x.get(1)), in, b);
            run.print("input %s -> %s", Shapes.text(in.shape()), Shapes.text(out.shape()));
            int[] published = Arrays.copyOf(shape, shape.length + 1);
            published[shape.length] = 4;
            expect(run, "shape_rank_" + shape.length, out, published);
            run.check("all_one_rank_" + shape.length, out.equals(Nd.full(DType.FLOAT64, 1, out.shape())));
        }
        run.say("With other numbers a wrong bracket would show: a = [[0, 1], [2, 3]], b = [1, 3].");
        Nd out = eval(
                (tf, x) -> squaredDifferences(tf, x.get(0), x.get(1)),
                Nd.matrix(new double[][] {{0, 1}, {2, 3}}),
                Nd.vector(1.0, 3.0));
        double[] expected = Arrays.stream(new double[] {1, 9, 0, 4, 1, 1, 4, 0})
                .map(Math::exp)
                .toArray();
        run.print(out);
        run.series("exp_of_square", out.doubles()).expected(expected, 1e-12);
        run.corrected(
                "The formula is set as exp(a - b)², which reads as the square of the exponential; the code computes exp((a - b)²), and so do we.");
        run.corrected("The book's slices 'the last axis of any rank' end in full slices and select everything. "
                + "The first element along the last axis is a[..., 0]:");
        Nd first = eval((tf, in) -> tf.stridedSlice(in.get(0), Indices.ellipsis(), Indices.at(0)), a);
        run.print("a[..., 0] has shape %s\n%s", Shapes.text(first.shape()), first);
        run.check(
                "first_of_last_axis",
                first.equals(Nd.of(new long[] {0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22}, 4, 3)));
    }

    // ---- helpers of this chapter ----

    /** Builds, runs and frees a graph. */
    static Nd eval(Fn.Body body, Nd... arguments) {
        try (Fn f = Fn.of(body)) {
            return f.call(arguments);
        }
    }

    /** A scalar of the type of {@code x}. */
    static Operand<TFloat32> like(Ops tf, Operand<TFloat32> x, double value) {
        return Trace.scalar(tf, x, value);
    }

    /** Records whether the shape is the published one. */
    static void expect(Run run, String name, Nd result, int... published) {
        run.check(name + " " + Shapes.text(published), Arrays.equals(result.shape(), published));
    }

    static String firstLine(Throwable e) {
        return e.getMessage().lines().findFirst().orElse("");
    }

    public static void main(String[] args) {
        new Tensors().launch(args);
    }
}
