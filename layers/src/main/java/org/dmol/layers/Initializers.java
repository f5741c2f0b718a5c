package org.dmol.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.dmol.array.DType;
import org.dmol.array.Nd;

/** Keras's initializers: the same distributions, other random bits. */
public final class Initializers {
    private static final double TRUNCATED_STD = 0.87962566103423978;
    private static final Map<String, Function<Map<String, Object>, Initializer>> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("Zeros", c -> zeros());
        KNOWN.put("Ones", c -> ones());
        KNOWN.put("Constant", c -> constant(Config.number(c, "value", 0)));
        KNOWN.put(
                "RandomNormal",
                c -> seeded(c, randomNormal(Config.number(c, "mean", 0), Config.number(c, "stddev", 0.05))));
        KNOWN.put(
                "RandomUniform",
                c -> seeded(c, randomUniform(Config.number(c, "minval", -0.05), Config.number(c, "maxval", 0.05))));
        KNOWN.put(
                "TruncatedNormal",
                c -> seeded(c, truncatedNormal(Config.number(c, "mean", 0), Config.number(c, "stddev", 0.05))));
        KNOWN.put(
                "VarianceScaling",
                c -> seeded(
                        c,
                        varianceScaling(
                                Config.number(c, "scale", 1),
                                Config.text(c, "mode", "fan_in"),
                                Config.text(c, "distribution", "truncated_normal"))));
        KNOWN.put("GlorotUniform", c -> seeded(c, glorotUniform()));
        KNOWN.put("GlorotNormal", c -> seeded(c, glorotNormal()));
        KNOWN.put("HeUniform", c -> seeded(c, heUniform()));
        KNOWN.put("HeNormal", c -> seeded(c, heNormal()));
        KNOWN.put("LecunUniform", c -> seeded(c, lecunUniform()));
        KNOWN.put("LecunNormal", c -> seeded(c, lecunNormal()));
        KNOWN.put("Orthogonal", c -> seeded(c, orthogonal(Config.number(c, "gain", 1))));
        KNOWN.put("Identity", c -> identity(Config.number(c, "gain", 1)));
    }

    private Initializers() {}

    @FunctionalInterface
    private interface Rule {
        Nd apply(int[] shape, RandomGenerator random);
    }

    private record Named(String className, Map<String, Object> config, Rule rule) implements Initializer {
        @Override
        public Nd initialize(int[] shape, RandomGenerator random) {
            return rule.apply(shape, random);
        }
    }

    /**
     * By Keras's name ({@code glorot_uniform} or {@code GlorotUniform}).
     *
     * @throws IllegalArgumentException if there is none of that name; the message has the nearest ones
     */
    public static Initializer get(String name) {
        return of(name, Map.of());
    }

    /** By Keras's class name and settings. */
    public static Initializer of(String className, Map<String, Object> config) {
        for (var known : KNOWN.entrySet()) {
            if (known.getKey().equals(className)
                    || Names.snakeCase(known.getKey()).equals(className)) {
                return known.getValue().apply(config);
            }
        }
        throw Suggest.unknown(
                "initializer",
                className,
                KNOWN.keySet().stream().map(Names::snakeCase).toList());
    }

    /** The same initializer with its own seed: every weight of one shape then starts equal, as in Keras. */
    public static Initializer seeded(Initializer initializer, long seed) {
        Map<String, Object> config = new LinkedHashMap<>(initializer.config());
        config.put("seed", seed);
        return new Named(
                initializer.className(),
                config,
                (shape, random) -> initializer.initialize(shape, Seeds.generator(seed, 0)));
    }

    private static Initializer seeded(Map<String, Object> config, Initializer initializer) {
        return config.get("seed") instanceof Number seed ? seeded(initializer, seed.longValue()) : initializer;
    }

    /** All 0. */
    public static Initializer zeros() {
        return new Named("Zeros", Map.of(), (shape, random) -> Nd.zeros(DType.FLOAT64, shape));
    }

    /** All 1. */
    public static Initializer ones() {
        return new Named("Ones", Map.of(), (shape, random) -> Nd.full(DType.FLOAT64, 1, shape));
    }

    /** All equal to {@code value}. */
    public static Initializer constant(double value) {
        return new Named("Constant", Map.of("value", value), (shape, random) -> Nd.full(DType.FLOAT64, value, shape));
    }

    /** Given values; the shape must fit. */
    public static Initializer values(Nd values) {
        return new Named(
                "Values",
                Map.of(),
                (shape, random) -> values.cast(DType.FLOAT64).reshape(shape));
    }

    /** Normal with the given mean and standard deviation. */
    public static Initializer randomNormal(double mean, double stddev) {
        return new Named(
                "RandomNormal",
                Map.of("mean", mean, "stddev", stddev),
                (shape, random) -> fill(shape, () -> mean + stddev * random.nextGaussian()));
    }

    /** Uniform on [minval, maxval). */
    public static Initializer randomUniform(double minval, double maxval) {
        return new Named(
                "RandomUniform",
                Map.of("minval", minval, "maxval", maxval),
                (shape, random) -> fill(shape, () -> minval + (maxval - minval) * random.nextDouble()));
    }

    /** Normal, redrawn where it is more than two standard deviations from the mean. */
    public static Initializer truncatedNormal(double mean, double stddev) {
        return new Named(
                "TruncatedNormal",
                Map.of("mean", mean, "stddev", stddev),
                (shape, random) -> fill(shape, () -> mean + stddev * truncated(random)));
    }

    private static double truncated(RandomGenerator random) {
        double x = random.nextGaussian();
        while (Math.abs(x) > 2) {
            x = random.nextGaussian();
        }
        return x;
    }

    /**
     * Variance {@code scale / n} with n the fan-in, the fan-out or their mean.
     *
     * @param mode {@code fan_in}, {@code fan_out} or {@code fan_avg}
     * @param distribution {@code truncated_normal}, {@code untruncated_normal} or {@code uniform}
     */
    public static Initializer varianceScaling(double scale, String mode, String distribution) {
        return new Named(
                "VarianceScaling",
                Map.of("scale", scale, "mode", mode, "distribution", distribution),
                (shape, random) -> scaled(scale, mode, distribution, shape, random));
    }

    private static Nd scaled(double scale, String mode, String distribution, int[] shape, RandomGenerator random) {
        double[] fans = fans(shape);
        double n = switch (mode) {
            case "fan_in" -> fans[0];
            case "fan_out" -> fans[1];
            case "fan_avg" -> (fans[0] + fans[1]) / 2;
            default -> throw Suggest.unknown("mode", mode, java.util.List.of("fan_in", "fan_out", "fan_avg"));
        };
        double variance = scale / Math.max(1, n);
        return switch (distribution) {
            case "uniform" -> {
                double limit = Math.sqrt(3 * variance);
                yield fill(shape, () -> limit * (2 * random.nextDouble() - 1));
            }
            case "truncated_normal" -> {
                double std = Math.sqrt(variance) / TRUNCATED_STD;
                yield fill(shape, () -> std * truncated(random));
            }
            case "untruncated_normal" -> {
                double std = Math.sqrt(variance);
                yield fill(shape, () -> std * random.nextGaussian());
            }
            default ->
                throw Suggest.unknown(
                        "distribution",
                        distribution,
                        java.util.List.of("uniform", "truncated_normal", "untruncated_normal"));
        };
    }

    private static Initializer named(String className, double scale, String mode, String distribution) {
        return new Named(className, Map.of(), (shape, random) -> scaled(scale, mode, distribution, shape, random));
    }

    /** Glorot and Bengio 2010: uniform within sqrt(6 / (fan-in + fan-out)). */
    public static Initializer glorotUniform() {
        return named("GlorotUniform", 1, "fan_avg", "uniform");
    }

    /** Glorot and Bengio 2010: truncated normal, variance 2 / (fan-in + fan-out). */
    public static Initializer glorotNormal() {
        return named("GlorotNormal", 1, "fan_avg", "truncated_normal");
    }

    /** He et al. 2015: uniform within sqrt(6 / fan-in). */
    public static Initializer heUniform() {
        return named("HeUniform", 2, "fan_in", "uniform");
    }

    /** He et al. 2015: truncated normal, variance 2 / fan-in. */
    public static Initializer heNormal() {
        return named("HeNormal", 2, "fan_in", "truncated_normal");
    }

    /** LeCun et al. 1998: uniform within sqrt(3 / fan-in). */
    public static Initializer lecunUniform() {
        return named("LecunUniform", 1, "fan_in", "uniform");
    }

    /** LeCun et al. 1998: truncated normal, variance 1 / fan-in. */
    public static Initializer lecunNormal() {
        return named("LecunNormal", 1, "fan_in", "truncated_normal");
    }

    /** Saxe et al. 2013: rows or columns (whichever are fewer) orthonormal, times {@code gain}. */
    public static Initializer orthogonal(double gain) {
        return new Named(
                "Orthogonal", Map.of("gain", gain), (shape, random) -> Orthonormal.matrix(shape, gain, random));
    }

    /** The unit matrix times {@code gain}. */
    public static Initializer identity(double gain) {
        return new Named("Identity", Map.of("gain", gain), (shape, random) -> {
            if (shape.length != 2) {
                throw new IllegalArgumentException(
                        "The identity initializer needs a matrix, not the shape " + Arrays.toString(shape) + ".");
            }
            double[] values = new double[shape[0] * shape[1]];
            for (int i = 0; i < Math.min(shape[0], shape[1]); i++) {
                values[i * shape[1] + i] = gain;
            }
            return Nd.of(values, shape);
        });
    }

    /** Fan-in and fan-out by Keras's rule: all axes but the last two are the receptive field. */
    static double[] fans(int[] shape) {
        if (shape.length < 2) {
            double n = shape.length == 0 ? 1 : shape[0];
            return new double[] {n, n};
        }
        double field = 1;
        for (int i = 0; i < shape.length - 2; i++) {
            field *= shape[i];
        }
        return new double[] {shape[shape.length - 2] * field, shape[shape.length - 1] * field};
    }

    private static Nd fill(int[] shape, java.util.function.DoubleSupplier source) {
        double[] values = new double[Nd.sizeOf(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getAsDouble();
        }
        return Nd.of(values, shape);
    }
}
