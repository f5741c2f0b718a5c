package org.dmol.probability;

import org.dmol.probability.math.Expr;

/**
 * A mapped value with the logarithm of how much the mapping stretches volume there.
 *
 * @param value what the argument is mapped to
 * @param logDet logarithm of the absolute determinant of the Jacobian, shape of the argument without the axes of one event
 */
public record Mapped(Expr value, Expr logDet) {
    /** The log-determinants summed over {@code axes} more axes, where an event of a distribution has more than the bijector's. */
    public Mapped sumLast(int axes) {
        return new Mapped(value, logDet.sumLast(axes));
    }
}
