package org.dmol.chapters.tensors;

import static org.dmol.chapters.tensors.Tensors.eval;
import static org.dmol.chapters.tensors.Tensors.expect;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.array.Shapes;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;

/** Broadcasting: the rule on paper against TensorFlow. */
final class Broadcasting {
    private static final String ERROR = "error";

    void worked(Run run) {
        Nd a = Nd.matrix(new int[][] {{4, 3, 2}, {-1, 2, 4}});
        Nd b = Nd.vector(3, 0, 1);
        Nd sum = eval((tf, in) -> tf.math.add(in.get(0), in.get(1)), a, b);
        run.table(Table.of("", "stage", "A", "B")
                .row("as given", "(2, 3)", "(   3)")
                .row("missing axes become 1", "(2, 3)", "(1, 3)")
                .row("axes of 1 are repeated", "(2, 3)", "(2, 3)"));
        run.print("A + B =\n%s", sum);
        expect(run, "shape_sum", sum, 2, 3);
        run.series("sum", sum.doubles()).exactly(new double[] {7, 3, 3, 2, 2, 5}, 0);
        run.note(
                "Nothing is copied for this: TensorFlow's kernels read the repeated operand again and again from the same memory.");
    }

    void table(Run run) {
        int[][][] pairs = {
            {{4, 2}, {4, 1}}, {{4, 2}, {2}}, {{16, 1, 3}, {4, 3}}, {{16, 3, 3}, {4, 1}},
            {{7, 4, 3}, {1}}, {{16, 16, 3}, {3}}, {{2, 4, 5}, {5, 4, 1}}, {{1, 4}, {16}}
        };
        String[] published = {"(4, 2)", "(4, 2)", "(16, 4, 3)", ERROR, "(7, 4, 3)", "(16, 16, 3)", ERROR, ERROR};
        Table table = Table.of("", "A", "B", "on paper", "TensorFlow", "book");
        boolean[] right = new boolean[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            String paper = onPaper(pairs[i][0], pairs[i][1]);
            String tensorflow = byTensorFlow(pairs[i][0], pairs[i][1]);
            table.row(Shapes.text(pairs[i][0]), Shapes.text(pairs[i][1]), paper, tensorflow, published[i]);
            right[i] = paper.equals(tensorflow) && paper.equals(published[i]);
        }
        run.say("The last four rows are the reader's quiz.");
        run.table(table);
        for (int i = 0; i < pairs.length; i++) {
            run.check("row_" + (i + 1), right[i]);
        }
        run.print(message(pairs[3][0], pairs[3][1]));
        run.corrected(
                "The book says that broadcasting raises the rank of one input. Rows 1 and 3 show that it also enlarges axes of size 1, in both inputs.");
        random(run);
    }

    private static void random(Run run) {
        NumpyRandom random = new NumpyRandom(run.seed());
        int pairs = run.shorten(40, 10);
        int agree = 0;
        int rejected = 0;
        for (int i = 0; i < pairs; i++) {
            int[] a = shape(random);
            int[] b = shape(random);
            String paper = onPaper(a, b);
            agree += paper.equals(byTensorFlow(a, b)) ? 1 : 0;
            rejected += paper.equals(ERROR) ? 1 : 0;
        }
        run.beyond("The same comparison for " + pairs + " random pairs of shapes up to rank 4; " + rejected
                + " of them are rejected by both.");
        run.metric("random_pairs_that_agree", agree).expected(pairs, 0).alsoStandIn();
    }

    private static int[] shape(NumpyRandom random) {
        int[] out = new int[(int) random.nextInt(0, 5)];
        Arrays.setAll(out, i -> (int) random.nextInt(1, 4));
        return out;
    }

    private static String onPaper(int[] a, int[] b) {
        try {
            return Shapes.text(Shapes.broadcast(a, b));
        } catch (IllegalArgumentException e) {
            return ERROR;
        }
    }

    private static String message(int[] a, int[] b) {
        try {
            return Shapes.text(Shapes.broadcast(a, b));
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static String byTensorFlow(int[] a, int[] b) {
        try {
            Nd sum = eval(
                    (tf, in) -> tf.math.add(in.get(0), in.get(1)),
                    Nd.zeros(DType.FLOAT32, a),
                    Nd.zeros(DType.FLOAT32, b));
            return Shapes.text(sum.shape());
        } catch (RuntimeException e) {
            return ERROR;
        }
    }
}
