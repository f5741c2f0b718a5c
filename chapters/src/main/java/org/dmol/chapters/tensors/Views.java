package org.dmol.chapters.tensors;

import static org.dmol.chapters.tensors.Tensors.eval;

import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.index.Indices;

/** What shares memory and what does not. */
final class Views {
    void views(Run run) {
        var parent = NdArrays.vectorOf(0L, 1L, 2L, 3L, 4L, 5L);
        var view = parent.slice(Indices.slice(2, 5));
        view.setLong(-7, 0);
        run.print(
                "after writing -7 into a slice of [0 1 2 3 4 5]: %s",
                java.util.Arrays.toString(StdArrays.array1dCopyOf(parent)));
        run.check("writing_to_a_slice_changes_the_parent", parent.getLong(2) == -7);

        Nd before = Nd.arange(6);
        Nd after =
                eval((tf, in) -> tf.slice(in.get(0), tf.constant(new int[] {2}), tf.constant(new int[] {3})), before);
        after.longs()[0] = -7;
        run.print("after writing -7 into the result of a slice op: %s", before);
        run.check("the_result_of_an_op_is_its_own_array", before.equals(Nd.arange(6)));
        run.say(
                "Array libraries often return views of the same memory from slicing and reshaping. Frameworks with automatic differentiation have no element "
                        + "assignment inside a graph, so the question does not come up there.");
    }
}
