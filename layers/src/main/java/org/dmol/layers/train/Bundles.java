package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmol.array.Nd;

/** Splits the rows of an epoch into batches, and batches into bundles of at most k steps for one call of TensorFlow. */
final class Bundles {
    /** Consecutive steps of one bucket. */
    record Bundle(int bucket, List<int[]> batches) {}

    private Bundles() {}

    /** The batches of one data set in the order of an epoch. */
    static List<int[]> batches(Dataset data, long seed, int epoch) {
        int[] order = data.order(seed, epoch);
        List<int[]> out = new ArrayList<>();
        for (int at = 0; at < order.length; at += data.batchSize()) {
            out.add(Arrays.copyOfRange(order, at, Math.min(order.length, at + data.batchSize())));
        }
        return out;
    }

    /** The bundles of an epoch; with several shuffled buckets at most 16 steps of one bucket in a row, in a random order, so that the buckets mix. */
    static List<Bundle> epoch(List<Dataset> buckets, long seed, int epoch, int k) {
        boolean mix = buckets.size() > 1 && buckets.get(0).isShuffled();
        int length = mix ? Math.min(k, 16) : k;
        List<Bundle> out = new ArrayList<>();
        for (int b = 0; b < buckets.size(); b++) {
            List<int[]> batches = batches(buckets.get(b), seed + b, epoch);
            for (int at = 0; at < batches.size(); at += length) {
                out.add(new Bundle(b, batches.subList(at, Math.min(batches.size(), at + length))));
            }
        }
        if (!mix) {
            return out;
        }
        int[] order = Dataset.permutation(out.size(), seed, -1L - epoch);
        return Arrays.stream(order).mapToObj(out::get).toList();
    }

    /** Row numbers (k, batch); short batches are filled up with their first row. */
    static Nd rows(List<int[]> batches, int k, int batch) {
        int[] flat = new int[k * batch];
        for (int i = 0; i < batches.size(); i++) {
            int[] b = batches.get(i);
            System.arraycopy(b, 0, flat, i * batch, b.length);
            Arrays.fill(flat, i * batch + b.length, (i + 1) * batch, b[0]);
        }
        return Nd.of(flat, k, batch);
    }

    /** 1 for each row of {@link #rows} that counts, else 0. */
    static Nd real(List<int[]> batches, int k, int batch) {
        float[] flat = new float[k * batch];
        for (int i = 0; i < batches.size(); i++) {
            Arrays.fill(flat, i * batch, i * batch + batches.get(i).length, 1f);
        }
        return Nd.of(flat, k, batch);
    }
}
