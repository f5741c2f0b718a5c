package org.dmol.layers;

import org.dmol.array.DType;

/** The floating type of new weights, as {@code keras.config.set_floatx}: float32 unless set otherwise. */
public final class FloatX {
    private static volatile DType current = DType.FLOAT32;

    private FloatX() {}

    /** The type that new weights get. */
    public static DType get() {
        return current;
    }

    /**
     * Sets the type that new weights get.
     *
     * @throws IllegalArgumentException if it is not a floating type
     */
    public static void set(DType type) {
        if (!type.isFloat()) {
            throw new IllegalArgumentException("Weights cannot be " + type + "; allowed are float32 and float64.");
        }
        current = type;
    }
}
