package org.dmol.layers.train;

import java.util.List;
import org.dmol.tf.Backend;
import org.dmol.tf.Device;
import org.dmol.tf.Var;

/**
 * The rule by which steps are compiled or not: a function of sizes and numbers of steps alone, so that a run repeats bit for bit. XLA
 * wins where the time goes into calling small kernels, TensorFlow's own kernels where it goes into large products and convolutions, or
 * where there are fewer steps than would pay for the compilation.
 */
final class BackendChoice {
    /** Weights times batch above which large products dominate and a second core pays; measured with dense layers on two cores. */
    private static final double KERNEL_BOUND = 1e8;

    /** Steps that take less time than their compilation, which is a second or more. */
    private static final int FEW = 200;

    private BackendChoice() {}

    static Backend choose(Fit settings, List<Var> weights, Dataset data, boolean kernelBound) {
        if (settings.backend() != null) {
            return settings.backend();
        }
        long steps = (long) data.batches() * Math.max(1, settings.epochs());
        if (kernelBound || steps < FEW || !settings.device().equals(Device.cpu())) {
            return Backend.SESSION;
        }
        double elements = weights.stream().mapToDouble(v -> v.value().size()).sum();
        return elements * data.batchSize() < KERNEL_BOUND ? Backend.COMPILED : Backend.SESSION;
    }
}
