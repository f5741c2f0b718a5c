package org.dmol.tf.grad;

import java.util.List;
import org.tensorflow.Operand;

/** One gradient: from an operation and its incoming gradients to one gradient an input ({@code null}: none). */
@FunctionalInterface
interface GradientRule {
    List<Operand<?>> apply(Site site);
}
