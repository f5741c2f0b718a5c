package org.dmol.chapters.tensors;

import static org.dmol.chapters.tensors.Tensors.eval;

import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.array.Shapes;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Einstein notation, each example also by the ops that it stands for. */
final class Einsums {
    /** An example: notation, equation, the equivalent ops, shapes of the operands. */
    private record Example(String name, String notation, String equation, Fn.Body equivalent, int[]... shapes) {}

    void notation(Run run) {
        NumpyRandom random = new NumpyRandom(run.seed());
        Table table = Table.of("", "example", "notation", "einsum", "shape of the result", "largest difference");
        List<Example> examples = examples();
        double[] differences = new double[examples.size()];
        for (int i = 0; i < differences.length; i++) {
            Example e = examples.get(i);
            Nd[] operands = new Nd[e.shapes().length];
            for (int k = 0; k < operands.length; k++) {
                operands[k] = random.randn(e.shapes()[k]);
            }
            Nd ours = eval((tf, in) -> tf.linalg.einsum(List.copyOf(in), e.equation()), operands);
            Nd same = eval(e.equivalent(), operands);
            differences[i] = difference(ours, same);
            table.row(e.name(), e.notation(), e.equation(), Shapes.text(ours.shape()), differences[i]);
        }
        run.say(
                "An index that occurs on one side of the equation only is summed; an index that two tensors share must have one size in both. "
                        + "Each example is computed by einsum and by the ops that it stands for, with random numbers in float64.");
        run.table(table);
        for (int i = 0; i < differences.length; i++) {
            run.check("agrees: " + examples.get(i).name(), differences[i] <= 1e-12);
        }
        run.say(
                "'Subtract every b from every a', g_ijkl = exp((a_ijk - b_l)²), is no einsum: nothing is summed. It is broadcasting, step 01.9.");
        run.beyond("What an equation does, in words:");
        for (Example e : examples) {
            run.print(EinsumText.explain(e.equation(), e.shapes()));
        }
    }

    private static List<Example> examples() {
        int[] four = {2, 3, 4, 5};
        return List.of(
                new Example("sum of everything", "a_ijkl = b", "ijkl->", (tf, in) -> Trace.sum(tf, in.get(0)), four),
                new Example(
                        "sum over the last axis",
                        "a_ijkl = b_ijk",
                        "ijkl->ijk",
                        (tf, in) -> Trace.sum(tf, in.get(0), -1),
                        four),
                new Example(
                        "dot product",
                        "a_i b_i = c",
                        "i,i->",
                        (tf, in) -> Trace.sum(tf, tf.math.mul(in.get(0), in.get(1))),
                        new int[] {6},
                        new int[] {6}),
                new Example(
                        "matrix product",
                        "a_ij b_jk = c_ik",
                        "ij,jk->ik",
                        (tf, in) -> tf.linalg.matMul(in.get(0), in.get(1)),
                        new int[] {3, 4},
                        new int[] {4, 5}),
                new Example(
                        "matrix times vector",
                        "a_ij b_j = c_i",
                        "ij,j->i",
                        Einsums::matrixVector,
                        new int[] {3, 4},
                        new int[] {4}),
                new Example(
                        "transpose",
                        "a_ij = t_ji",
                        "ij->ji",
                        (tf, in) -> tf.linalg.transpose(in.get(0), tf.constant(new int[] {1, 0})),
                        new int[] {3, 4}));
    }

    private static Operand<TFloat32> matrixVector(Ops tf, List<Operand<TFloat32>> in) {
        Operand<TFloat32> column = tf.expandDims(in.get(1), tf.constant(1));
        return tf.squeeze(tf.linalg.matMul(in.get(0), column), org.tensorflow.op.core.Squeeze.axis(List.of(1L)));
    }

    /** Largest difference relative to the largest magnitude. */
    static double difference(Nd a, Nd b) {
        double worst = 0;
        double scale = 1e-300;
        for (int i = 0; i < a.size(); i++) {
            worst = Math.max(worst, Math.abs(a.getFlat(i) - b.getFlat(i)));
            scale = Math.max(scale, Math.abs(b.getFlat(i)));
        }
        return worst / scale;
    }

    @SuppressWarnings("unchecked")
    static Operand<TFloat64> doubles(Operand<?> x) {
        return (Operand<TFloat64>) x;
    }
}
