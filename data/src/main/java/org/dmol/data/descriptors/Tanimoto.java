package org.dmol.data.descriptors;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.dmol.array.Nd;

/** Tanimoto similarity, 0 … 1; of two empty fingerprints it is 0, as RDKit says for bits. */
public final class Tanimoto {
    private Tanimoto() {}

    /** Bits set in both by bits set in either. */
    public static double of(BitFingerprint a, BitFingerprint b) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException("The fingerprints have " + a.size() + " and " + b.size()
                    + " bits; only fingerprints of one size can be compared.");
        }
        BitSet both = (BitSet) a.bits().clone();
        both.and(b.bits());
        int common = both.cardinality();
        int either = a.cardinality() + b.cardinality() - common;
        return either == 0 ? 0 : (double) common / either;
    }

    /** Sum of the smaller counts by the sum of the larger ones. */
    public static double of(CountFingerprint a, CountFingerprint b) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            int order = Integer.compareUnsigned(a.keys()[i], b.keys()[j]);
            if (order == 0) {
                common += Math.min(a.counts()[i++], b.counts()[j++]);
            } else if (order < 0) {
                i++;
            } else {
                j++;
            }
        }
        int either = a.total() + b.total() - common;
        return either == 0 ? 0 : (double) common / either;
    }

    /** Similarities (n, m) of all pairs, float64. */
    public static Nd bits(List<BitFingerprint> a, List<BitFingerprint> b) {
        return matrix(a, b, Tanimoto::of);
    }

    /** Similarities (n, m) of all pairs, float64. */
    public static Nd counts(List<CountFingerprint> a, List<CountFingerprint> b) {
        return matrix(a, b, Tanimoto::of);
    }

    private static <F> Nd matrix(List<F> a, List<F> b, ToDoubleBiFunction<F, F> similarity) {
        int m = b.size();
        double[] out = new double[Nd.sizeOf(a.size(), m)];
        IntStream.range(0, a.size()).parallel().forEach(i -> {
            for (int j = 0; j < m; j++) {
                out[i * m + j] = similarity.applyAsDouble(a.get(i), b.get(j));
            }
        });
        return Nd.of(out, a.size(), m);
    }
}
