package org.dmol.probability.math;

import org.dmol.array.DType;
import org.dmol.tf.Ctx;
import org.dmol.tf.Tensors;
import org.tensorflow.types.family.TNumber;

/** Random numbers of a trace: functions of its seed and of the order of the calls in it. */
public final class Noise {
    private static final int UNIFORM = 0x11;
    private static final int NORMAL = 0x12;
    private static final int POISSON = 0x13;
    private static final int BINOMIAL = 0x14;

    private Noise() {}

    /** Standard normal numbers. */
    public static Expr normal(Ctx c, DType type, Dims dims) {
        return Expr.of(c, c.tf().random.statelessRandomNormal(dims.in(c.tf()), c.seed(NORMAL), number(type)));
    }

    /** Uniform numbers in [0, 1). */
    public static Expr uniform(Ctx c, DType type, Dims dims) {
        return Expr.of(c, c.tf().random.statelessRandomUniform(dims.in(c.tf()), c.seed(UNIFORM), number(type)));
    }

    /** Uniform numbers in (0, 1), of which logarithms are finite. */
    public static Expr positiveUniform(Ctx c, DType type, Dims dims) {
        return uniform(c, type, dims).max(tiny(type));
    }

    /** Standard exponential numbers. */
    public static Expr exponential(Ctx c, DType type, Dims dims) {
        return uniform(c, type, dims).neg().log1p().neg();
    }

    /** Standard Gumbel numbers. */
    public static Expr gumbel(Ctx c, DType type, Dims dims) {
        return positiveUniform(c, type, dims).log().neg().log().neg();
    }

    /**
     * Counts of Poisson distributions.
     *
     * @param rate means; its axes are the last ones of {@code dims}
     */
    public static Expr poisson(Ctx c, Expr rate, Dims dims) {
        return Expr.of(
                c, c.tf().random.statelessRandomPoisson(dims.in(c.tf()), c.seed(POISSON), rate, number(rate.dtype())));
    }

    /**
     * Numbers of successes.
     *
     * @param counts trials, shape {@code dims}
     * @param probs chances of success, shape {@code dims}
     */
    public static Expr binomial(Ctx c, Expr counts, Expr probs, Dims dims) {
        return Expr.of(
                c,
                c.tf().random
                        .statelessRandomBinomial(
                                dims.in(c.tf()), c.seed(BINOMIAL), counts, probs, number(counts.dtype())));
    }

    /** The smallest positive normal number of a type. */
    public static double tiny(DType type) {
        return type == DType.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    }

    /** The distance from 1 to the next number of a type. */
    public static double epsilon(DType type) {
        return type == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    }

    @SuppressWarnings("unchecked")
    private static Class<TNumber> number(DType type) {
        return (Class<TNumber>) (Class<?>) Tensors.type(type);
    }
}
