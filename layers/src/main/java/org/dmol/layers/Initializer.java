package org.dmol.layers;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.dmol.array.Nd;

/** Makes the first value of a weight. Implementations in {@link Initializers}. */
public interface Initializer {
    /**
     * Float64 values of the given shape.
     *
     * @param shape shape of the weight; fan-in and fan-out follow Keras's rule
     * @param random where randomness comes from
     */
    Nd initialize(int[] shape, RandomGenerator random);

    /** Keras's class name, such as {@code GlorotUniform}. */
    String className();

    /** Keras's settings of that class. */
    default Map<String, Object> config() {
        return Map.of();
    }
}
