package org.dmol.probability.models;

import org.dmol.layers.train.Batch;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;

/** Means over the examples of a batch that count, weighted by the examples' weights. */
final class BatchMean {
    private final Expr weights;
    private final Expr rows;

    private BatchMean(Expr weights, Expr rows) {
        this.weights = weights;
        this.rows = rows;
    }

    /** For values of shape (batch). */
    static BatchMean of(Ctx c, Batch batch, Expr values) {
        Expr real = batch.real() == null ? null : cast(c, batch.real(), values);
        Expr given = batch.sampleWeight() == null ? null : cast(c, batch.sampleWeight(), values);
        Expr weights = real == null ? given : given == null ? real : real.times(given);
        Expr rows = real == null ? cast(c, c.tf().size(values), values) : real.sum();
        return new BatchMean(weights, rows);
    }

    private static Expr cast(Ctx c, org.tensorflow.Operand<?> x, Expr like) {
        return Expr.of(c, Trace.castLike(c.tf(), x, like));
    }

    /** Number of examples that count. */
    Expr rows() {
        return rows;
    }

    /** The mean of values of shape (batch). */
    Expr of(Expr values) {
        return (weights == null ? values : values.times(weights)).sum().over(rows);
    }
}
