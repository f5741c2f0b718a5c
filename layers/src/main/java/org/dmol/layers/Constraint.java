package org.dmol.layers;

import org.dmol.tf.Var;

/** A set that a weight is projected to after each update. Implementations in {@link Constraints}. */
public interface Constraint extends Var.Projection {
    /** Keras's nested form. */
    java.util.Map<String, Object> config();
}
