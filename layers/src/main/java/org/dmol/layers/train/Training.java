package org.dmol.layers.train;

import java.util.List;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Var;

/** A training in progress, as callbacks see it. */
public interface Training {
    /** All weights of what is trained; their values are up to date when a callback that uses weights is called. */
    List<Var> weights();

    /** The optimizer, whose learning rate may be replaced. */
    Optimizer optimizer();

    /** Number of the last epoch, exclusive. */
    int epochs();

    /** Steps done over the life of the optimizer. */
    long steps();

    /** Ends the training after this epoch. */
    void stop(String reason);

    /** Tells the engine that weights were assigned, so that it takes the new values. */
    void weightsChanged();
}
