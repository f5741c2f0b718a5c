package org.dmol.data.descriptors;

import java.util.BitSet;

/**
 * A fixed number of yes-or-no features.
 *
 * @param size number of bits
 * @param bits those that are set; treat as read-only
 */
public record BitFingerprint(int size, BitSet bits) {

    /** Numbers of the bits that are set, ascending. */
    public int[] onBits() {
        return bits.stream().toArray();
    }

    /** Number of bits that are set. */
    public int cardinality() {
        return bits.cardinality();
    }

    /** 0 and 1. */
    public float[] toFloats() {
        float[] out = new float[size];
        bits.stream().forEach(i -> out[i] = 1);
        return out;
    }
}
