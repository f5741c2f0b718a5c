package org.dmol.probability;

import org.dmol.array.Shapes;
import org.dmol.tf.Spec;
import org.dmol.tf.Tensors;
import org.tensorflow.ndarray.Shape;

/** Checks that values have the shape of a distribution's events and fit its batch. */
final class Events {
    private Events() {}

    static void require(Distribution d, Spec x) {
        Shape event = d.eventShape();
        int rank = event.numDimensions();
        if (x.shape().isUnknown()) {
            throw new IllegalArgumentException(d.name() + " needs values with a known number of axes.");
        }
        boolean fits = x.shape().numDimensions() >= rank;
        for (int i = 1; fits && i <= rank; i++) {
            long have = x.shape().get(x.shape().numDimensions() - i);
            long want = event.get(rank - i);
            fits = have < 0 || want < 0 || have == want;
        }
        if (!fits) {
            throw new IllegalArgumentException(d.name() + " takes values whose last axes are "
                    + Shapes.text(Tensors.ints(event)) + ", not " + x + ".");
        }
        Shape rest = x.shape().take(x.shape().numDimensions() - rank);
        Shape batch = d.batchShape();
        for (int i = 1; i <= Math.min(rest.numDimensions(), batch.numDimensions()); i++) {
            long have = rest.get(rest.numDimensions() - i);
            long want = batch.get(batch.numDimensions() - i);
            if (have > 1 && want > 1 && have != want) {
                throw new IllegalArgumentException(d.name() + " has the batch shape " + Shapes.text(Tensors.ints(batch))
                        + ", which " + x + " does not fit.");
            }
        }
    }
}
