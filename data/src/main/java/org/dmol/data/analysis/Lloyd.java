package org.dmol.data.analysis;

import java.util.Arrays;

/** Lloyd's iteration from given centres. */
final class Lloyd {
    private final double[][] x;
    private final double[][] centres;
    private final int[] labels;
    private final double[] nearest;
    private int iterations;

    Lloyd(double[][] x, double[][] centres) {
        this.x = x;
        this.centres = centres;
        this.labels = new int[x.length];
        this.nearest = new double[x.length];
        Arrays.fill(labels, -1);
    }

    Lloyd run(int maxIterations, double limit) {
        boolean settled = false;
        while (iterations < maxIterations && !settled) {
            iterations++;
            boolean changed = assign();
            double moved = update();
            if (!changed) {
                // Same labels, so the centres are already those of the labels.
                return this;
            }
            settled = moved <= limit;
        }
        assign();
        return this;
    }

    /** Gives every row to its nearest centre (the first of equals); whether any label changed. */
    private boolean assign() {
        boolean changed = false;
        for (int i = 0; i < x.length; i++) {
            int best = nearest(centres, x[i]);
            nearest[i] = Mat.squaredDistance(x[i], centres[best]);
            changed |= labels[i] != best;
            labels[i] = best;
        }
        return changed;
    }

    static int nearest(double[][] centres, double[] row) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double d = Mat.squaredDistance(row, centres[c]);
            if (d < least) {
                least = d;
                best = c;
            }
        }
        return best;
    }

    /** Moves each centre to the mean of its rows, an empty one to the row farthest from its centre; the squared movement. */
    private double update() {
        double[][] sums = new double[centres.length][x[0].length];
        int[] counts = new int[centres.length];
        for (int i = 0; i < x.length; i++) {
            add(sums[labels[i]], x[i], 1);
            counts[labels[i]]++;
        }
        boolean[] taken = null;
        for (int c = 0; c < centres.length; c++) {
            if (counts[c] == 0) {
                taken = taken == null ? new boolean[x.length] : taken;
                int far = farthest(taken, counts);
                taken[far] = true;
                add(sums[labels[far]], x[far], -1);
                counts[labels[far]]--;
                add(sums[c], x[far], 1);
                counts[c] = 1;
            }
        }
        double moved = 0;
        for (int c = 0; c < centres.length; c++) {
            for (int j = 0; j < sums[c].length; j++) {
                sums[c][j] /= counts[c];
            }
            moved += Mat.squaredDistance(sums[c], centres[c]);
            centres[c] = sums[c];
        }
        return moved;
    }

    private static void add(double[] sum, double[] row, int sign) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += sign * row[j];
        }
    }

    private int farthest(boolean[] taken, int[] counts) {
        int best = -1;
        for (int i = 0; i < x.length; i++) {
            if (!taken[i] && counts[labels[i]] > 1 && (best < 0 || nearest[i] > nearest[best])) {
                best = i;
            }
        }
        return best;
    }

    double[][] centres() {
        return centres;
    }

    int[] labels() {
        return labels;
    }

    int iterations() {
        return iterations;
    }

    double inertia() {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Mat.squaredDistance(x[i], centres[labels[i]]);
        }
        return sum;
    }
}
