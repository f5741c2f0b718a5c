package org.dmol.layers.equivariant;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact number {@code sign · sqrt(numerator / denominator)} in lowest terms.
 *
 * @param sign -1, 0 or 1
 * @param numerator of the square; 0 only if the sign is 0
 * @param denominator of the square, positive
 */
public record Surd(int sign, BigInteger numerator, BigInteger denominator) {
    /** Zero. */
    public static final Surd ZERO = new Surd(0, BigInteger.ZERO, BigInteger.ONE);

    /** The number in lowest terms. */
    static Surd of(int sign, BigInteger numerator, BigInteger denominator) {
        if (sign == 0 || numerator.signum() == 0) {
            return ZERO;
        }
        BigInteger g = numerator.gcd(denominator);
        return new Surd(sign, numerator.divide(g), denominator.divide(g));
    }

    /** The nearest double. */
    public double value() {
        MathContext c = new MathContext(40);
        return sign
                * new BigDecimal(numerator)
                        .divide(new BigDecimal(denominator), c)
                        .sqrt(c)
                        .doubleValue();
    }

    @Override
    public String toString() {
        if (sign == 0) {
            return "0";
        }
        BigInteger a = numerator.sqrt();
        BigInteger b = denominator.sqrt();
        boolean square = a.multiply(a).equals(numerator) && b.multiply(b).equals(denominator);
        String p = square ? a.toString() : numerator.toString();
        String q = square ? b.toString() : denominator.toString();
        String text = q.equals("1") ? p : p + "/" + q;
        return (sign < 0 ? "-" : "") + (square ? text : "sqrt(" + text + ")");
    }
}
