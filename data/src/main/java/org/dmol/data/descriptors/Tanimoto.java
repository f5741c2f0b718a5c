package org.dmol.data.descriptors;

import java.util.BitSet;
import java.util.List;
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
        return of(a, a.total(), b, b.total());
    }

    private static double of(CountFingerprint a, int totalA, CountFingerprint b, int totalB) {
        int[] keysA = a.keys();
        int[] keysB = b.keys();
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < keysA.length && j < keysB.length) {
            int order = Integer.compareUnsigned(keysA[i], keysB[j]);
            if (order == 0) {
                common += Math.min(a.counts()[i++], b.counts()[j++]);
            } else if (order < 0) {
                i++;
            } else {
                j++;
            }
        }
        int either = totalA + totalB - common;
        return either == 0 ? 0 : (double) common / either;
    }

    /** Similarities (n, m) of all pairs, float64. */
    public static Nd bits(List<BitFingerprint> a, List<BitFingerprint> b) {
        return matrix(a.size(), b.size(), (i, j) -> of(a.get(i), b.get(j)));
    }

    /** Similarities (n, m) of all pairs, float64. */
    public static Nd counts(List<CountFingerprint> a, List<CountFingerprint> b) {
        int[] totalA = a.stream().mapToInt(CountFingerprint::total).toArray();
        int[] totalB = b.stream().mapToInt(CountFingerprint::total).toArray();
        return matrix(a.size(), b.size(), (i, j) -> of(a.get(i), totalA[i], b.get(j), totalB[j]));
    }

    private interface Pair {
        double of(int i, int j);
    }

    private static Nd matrix(int n, int m, Pair similarity) {
        double[] out = new double[Nd.sizeOf(n, m)];
        IntStream.range(0, n).parallel().forEach(i -> {
            for (int j = 0; j < m; j++) {
                out[i * m + j] = similarity.of(i, j);
            }
        });
        return Nd.of(out, n, m);
    }
}
