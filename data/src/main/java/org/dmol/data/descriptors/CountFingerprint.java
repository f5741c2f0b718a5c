package org.dmol.data.descriptors;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each feature occurs in a molecule; features are 32-bit hashes, of which there is no table.
 *
 * @param keys hashes, ascending as unsigned numbers
 * @param counts occurrences, at least 1
 */
public record CountFingerprint(int[] keys, int[] counts) {

    static CountFingerprint of(Map<Integer, Integer> counts) {
        TreeMap<Integer, Integer> sorted = new TreeMap<>(Integer::compareUnsigned);
        sorted.putAll(counts);
        return new CountFingerprint(
                sorted.keySet().stream().mapToInt(Integer::intValue).toArray(),
                sorted.values().stream().mapToInt(Integer::intValue).toArray());
    }

    /** Number of different features. */
    public int size() {
        return keys.length;
    }

    /** Number of features, each as often as it occurs. */
    public int total() {
        return Arrays.stream(counts).sum();
    }

    /** Hash, as an unsigned number, to count: RDKit's {@code GetNonzeroElements}. */
    public Map<Long, Integer> toMap() {
        Map<Long, Integer> out = new TreeMap<>();
        for (int i = 0; i < keys.length; i++) {
            out.put(Integer.toUnsignedLong(keys[i]), counts[i]);
        }
        return out;
    }

    /** Whether each feature occurs, as bit {@code hash mod size}. */
    public BitFingerprint bits(int size) {
        requireSize(size);
        BitSet set = new BitSet(size);
        for (int key : keys) {
            set.set(Integer.remainderUnsigned(key, size));
        }
        return new BitFingerprint(size, set);
    }

    /** Counts summed over {@code hash mod size}. */
    public float[] folded(int size) {
        requireSize(size);
        float[] out = new float[size];
        for (int i = 0; i < keys.length; i++) {
            out[Integer.remainderUnsigned(keys[i], size)] += counts[i];
        }
        return out;
    }

    private static void requireSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("The fingerprint size is " + size + "; it must be at least 1.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CountFingerprint f && Arrays.equals(keys, f.keys) && Arrays.equals(counts, f.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
