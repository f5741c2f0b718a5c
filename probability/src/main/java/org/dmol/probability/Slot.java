package org.dmol.probability;

import java.util.List;
import org.dmol.array.DType;
import org.dmol.array.Shapes;
import org.dmol.layers.FloatX;
import org.dmol.probability.math.Dims;
import org.dmol.tf.Tensors;
import org.tensorflow.ndarray.Shape;

/**
 * A parameter with its role.
 *
 * @param name TensorFlow Probability's name of the parameter, such as {@code loc}
 * @param param its value
 * @param eventRank how many of its last axes belong to one event; those before are batch axes
 */
public record Slot(String name, Param param, int eventRank) {
    /** Checks the number of axes. */
    public Slot {
        if (param.shape().isUnknown() || param.shape().numDimensions() < eventRank) {
            throw new IllegalArgumentException("The parameter " + name + " needs at least " + eventRank
                    + " axes; its shape is "
                    + (param.shape().isUnknown() ? "unknown" : Shapes.text(Tensors.ints(param.shape()))) + ".");
        }
    }

    /** A parameter each element of which belongs to one scalar event. */
    public static Slot of(String name, Param param) {
        return new Slot(name, param, 0);
    }

    Shape batchShape() {
        return param.shape().take(param.shape().numDimensions() - eventRank);
    }

    static Shape batchShape(List<Slot> slots) {
        Shape all = Shape.scalar();
        for (Slot s : slots) {
            all = Dims.broadcast(all, s.batchShape());
        }
        return all;
    }

    /** The floating type that the parameters have in common: the widest that one of them insists on. */
    static DType type(List<Slot> slots) {
        DType found = null;
        for (Slot s : slots) {
            DType t = s.param().dtype();
            found = t == null || found == DType.FLOAT64 ? found : t;
        }
        return found == null ? FloatX.get() : found;
    }
}
