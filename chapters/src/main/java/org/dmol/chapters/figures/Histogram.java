package org.dmol.chapters.figures;

/**
 * Counts in equal bins; the last bin includes its upper end.
 *
 * @param from lower ends
 * @param to upper ends
 */
record Histogram(double[] from, double[] to, double[] counts) {

    static Histogram of(double[] values, int bins, double lo, double hi) {
        double[] from = new double[bins];
        double[] to = new double[bins];
        double[] counts = new double[bins];
        double width = (hi > lo ? hi - lo : 1) / bins;
        for (int i = 0; i < bins; i++) {
            from[i] = lo + i * width;
            to[i] = lo + (i + 1) * width;
        }
        for (double v : values) {
            if (v >= lo && v <= hi) {
                counts[Math.min(bins - 1, (int) ((v - lo) / width))]++;
            }
        }
        return new Histogram(from, to, counts);
    }

    /** Heights whose area is 1. */
    double[] density() {
        double total = 0;
        for (double c : counts) {
            total += c;
        }
        double[] out = new double[counts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = counts[i] / (Math.max(total, 1) * (to[i] - from[i]));
        }
        return out;
    }
}
