package org.dmol.chapters.figures;

/** Smallest and largest finite values. */
final class Ranges {
    private Ranges() {}

    /** {smallest, largest}; {0, 1} if there is no finite value. */
    static double[] of(double[] values) {
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (Double.isFinite(v)) {
                lo = Math.min(lo, v);
                hi = Math.max(hi, v);
            }
        }
        return lo > hi ? new double[] {0, 1} : new double[] {lo, hi};
    }
}
