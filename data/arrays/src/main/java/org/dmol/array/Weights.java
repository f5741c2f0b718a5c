package org.dmol.array;

/** Drawing by given probabilities, step for step as NumPy does it (the order of the uniforms decides the result). */
final class Weights {
    private Weights() {}

    /** Probabilities must be 0 or more and sum to 1 (with {@code exact}), or to at most 1 without the last one. */
    static void check(double[] p, boolean exact) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1 + 1e-8)) {
                throw new IllegalArgumentException("Probability " + i + " is " + p[i] + "; it must be in 0 to 1.");
            }
            sum += exact || i < p.length - 1 ? p[i] : 0;
        }
        if (p.length == 0 || (exact ? Math.abs(sum - 1) > 1e-8 : sum > 1 + 1e-12)) {
            throw new IllegalArgumentException("The " + p.length + " probabilities sum to " + sum + " instead of 1.");
        }
    }

    /** Running sums, divided by the last one. */
    static double[] cumulative(double[] p) {
        double[] cdf = p.clone();
        for (int i = 1; i < cdf.length; i++) {
            cdf[i] += cdf[i - 1];
        }
        double total = cdf[cdf.length - 1];
        for (int i = 0; i < cdf.length; i++) {
            cdf[i] /= total;
        }
        return cdf;
    }

    /** Number of entries that are at most {@code u}: {@code searchsorted(u, side="right")}. */
    static int search(double[] cdf, double u) {
        int lo = 0;
        int hi = cdf.length;
        while (lo < hi) {
            int mid = (lo + hi) >>> 1;
            if (cdf[mid] <= u) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        return lo;
    }

    /** Rounds of draws; in each the repeats are dropped and the weights of what was found become 0. */
    static int[] withoutReplacement(double[] p, int size, Mt19937 mt) {
        double[] left = p.clone();
        int[] found = new int[size];
        int n = 0;
        while (n < size) {
            double[] cdf = cumulative(left);
            int[] round = new int[size - n];
            for (int i = 0; i < round.length; i++) {
                round[i] = search(cdf, mt.nextDouble());
            }
            for (int k : round) {
                if (left[k] > 0) {
                    left[k] = 0;
                    found[n++] = k;
                }
            }
        }
        return found;
    }
}
