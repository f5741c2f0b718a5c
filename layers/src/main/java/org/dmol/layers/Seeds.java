package org.dmol.layers;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where initial weights get their random numbers: one process-wide sequence of generators, restarted by {@link #set}, so that a
 * program that sets a seed and then builds its models in the same order gets the same weights.
 */
public final class Seeds {
    private static long base = System.nanoTime();
    private static long count;

    private Seeds() {}

    /** Restarts the sequence, as {@code keras.utils.set_random_seed}. */
    public static synchronized void set(long seed) {
        base = seed;
        count = 0;
    }

    /** The next generator of the sequence. */
    public static synchronized RandomGenerator next() {
        return generator(base, ++count);
    }

    /** A generator that is a function of the two numbers. */
    public static RandomGenerator generator(long seed, long stream) {
        long mixed = mix(seed * 0x9E3779B97F4A7C15L + mix(stream + 0x632BE59BD9B4E019L));
        return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed);
    }

    private static long mix(long x) {
        long z = x;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
