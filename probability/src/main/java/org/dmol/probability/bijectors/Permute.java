package org.dmol.probability.bijectors;

import java.util.Arrays;
import org.dmol.probability.Bijector;
import org.dmol.probability.Mapped;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;

/** {@code y[i] = x[permutation[i]]} along the last axis. */
public final class Permute extends Bijector {
    private final int[] permutation;
    private final int[] inverse;

    /** The numbers 0 … n-1 in another order. */
    public Permute(int... permutation) {
        super("permute", 1);
        this.permutation = permutation.clone();
        this.inverse = new int[permutation.length];
        Arrays.fill(inverse, -1);
        for (int i = 0; i < permutation.length; i++) {
            int p = permutation[i];
            if (p < 0 || p >= permutation.length || inverse[p] >= 0) {
                throw new IllegalArgumentException("Permute needs each of the numbers 0 to " + (permutation.length - 1)
                        + " once, not " + Arrays.toString(permutation) + ".");
            }
            inverse[p] = i;
        }
    }

    /** The order reversed, for vectors of {@code n} elements. */
    public static Permute reverse(int n) {
        int[] p = new int[n];
        Arrays.setAll(p, i -> n - 1 - i);
        return new Permute(p);
    }

    /** The order of the inverse. */
    int[] inverseOrder() {
        return inverse.clone();
    }

    private Mapped take(Expr x, int[] order, int[] back) {
        if (x.dim(-1) >= 0 && x.dim(-1) != order.length) {
            throw new IllegalArgumentException(
                    "Permute is of " + order.length + " elements; the last axis has " + x.dim(-1) + ".");
        }
        return new Mapped(x.permute(order, back), noLogDet(x, 1));
    }

    @Override
    public boolean isConstantJacobian() {
        return true;
    }

    @Override
    protected Mapped doForward(Ctx c, Expr x) {
        return take(x, permutation, inverse);
    }

    @Override
    protected Mapped doInverse(Ctx c, Expr y) {
        return take(y, inverse, permutation);
    }
}
