package org.dmol.probability.bijectors;

import java.util.Arrays;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** The elements of the last axis in the opposite order, for vectors of any known length. */
public final class Reverse extends Bijector {
    /** The bijector. */
    public Reverse() {
        super("reverse", 1);
    }

    private static Mapped reverse(Expr x) {
        int n = x.dim(-1);
        if (n < 0) {
            throw new IllegalArgumentException("Reverse needs a last axis of a known size.");
        }
        int[] order = new int[n];
        Arrays.setAll(order, i -> n - 1 - i);
        return new Mapped(x.permute(order, order), noLogDet(x, 1));
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        return reverse(x);
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        return reverse(y);
    }
}
