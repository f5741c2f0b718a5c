package org.dmol.layers.train;

import java.util.List;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What is minimised: the loss of a batch as a function of the weights that the trace reads. A model that is compiled with a loss has
 * the usual one; variational autoencoders, flows and force training bring their own.
 */
@FunctionalInterface
public interface TrainStep {
    /** The loss of the batch, and what is followed. {@code c.training()} says whether it is trained or evaluated. */
    Result of(Ctx c, Batch batch);

    /**
     * The result of a step.
     *
     * @param loss scalar
     * @param tracked numbers for the logs; the first is usually the loss
     */
    record Result(Operand<TFloat32> loss, List<Tracked> tracked) {}

    /** A step that tracks nothing but the loss. */
    static TrainStep of(LossOnly loss) {
        return (c, batch) -> {
            Operand<TFloat32> value = loss.of(c, batch);
            return new Result(value, List.of(Tracked.mean(c.tf(), "loss", value)));
        };
    }

    /** The loss of a batch alone. */
    @FunctionalInterface
    interface LossOnly {
        /** A scalar. */
        Operand<TFloat32> of(Ctx c, Batch batch);
    }
}
