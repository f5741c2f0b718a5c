package org.dmol.probability.distributions;

import org.dmol.probability.Checks;
import org.dmol.probability.Param;
import org.dmol.probability.Slot;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;

/** Probabilities of classes, given by themselves or by unnormalised logarithms. */
record Logits(Slot slot, boolean logarithms) {
    static Logits ofLogits(String owner, Param logits) {
        return new Logits(new Slot("logits", logits, 1), true);
    }

    static Logits ofProbs(String owner, Param probs) {
        Checks.probability(owner, "probs", probs);
        Checks.sumsToOne(owner, "probs", probs);
        return new Logits(new Slot("probs", probs, 1), false);
    }

    int classes() {
        return (int) slot.param().shape().get(slot.param().shape().numDimensions() - 1);
    }

    /** Logarithms of the probabilities up to a constant. */
    Expr logits(Ctx c, Expr parameter) {
        return logarithms ? parameter : parameter.log();
    }

    Expr logProbs(Ctx c, Expr parameter) {
        return logarithms ? parameter.logSoftmax() : parameter.log();
    }

    /** 0 … k-1 in the type and along the last axis of {@code like}. */
    static Expr numbers(Expr like) {
        var tf = like.tf();
        var k = tf.gather(tf.shape(like), tf.constant(like.rank() - 1), tf.constant(0));
        return Expr.of(tf, Trace.castLike(tf, tf.range(tf.constant(0), k, tf.constant(1)), like));
    }
}
