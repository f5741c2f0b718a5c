package org.dmol.data.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Batches of graphs of similar size, so that padding wastes little. Sizes are rounded up to a few classes, so that a
 * compiled model sees few different shapes.
 */
public final class SizeBuckets {
    /**
     * Rows to put into one batch.
     *
     * @param rows places in the list of graphs
     * @param size number of nodes to pad to
     */
    public record Bucket(int[] rows, int size) {}

    private SizeBuckets() {}

    /**
     * Divides graphs into batches.
     *
     * @param sizes number of nodes of each graph
     * @param batchSize most graphs in one batch
     * @param classes padded sizes, ascending; larger graphs are padded to the next multiple of the last class
     * @param seed order of graphs within their class and of the batches
     */
    public static List<Bucket> of(int[] sizes, int batchSize, int[] classes, long seed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size is " + batchSize + "; it must be 1 or more.");
        }
        int[] padded = new int[sizes.length];
        Arrays.setAll(padded, i -> padded(sizes[i], classes));
        Integer[] order = new Integer[sizes.length];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(seed);
        shuffle(order, random);
        Arrays.sort(order, (a, b) -> Integer.compare(padded[a], padded[b]));
        List<Bucket> buckets = new ArrayList<>();
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && to - from < batchSize && padded[order[to]] == padded[order[from]]) {
                to++;
            }
            int[] rows = new int[to - from];
            for (int k = from; k < to; k++) {
                rows[k - from] = order[k];
            }
            buckets.add(new Bucket(rows, padded[order[from]]));
            from = to;
        }
        Bucket[] shuffled = buckets.toArray(new Bucket[0]);
        shuffle(shuffled, random);
        return List.of(shuffled);
    }

    /** Padded sizes that grow by at most a quarter: 4, 8, 12, 16, 20, 25, 31, ... up to the largest graph. */
    public static int[] classes(int[] sizes) {
        int largest = Arrays.stream(sizes).max().orElse(1);
        List<Integer> list = new ArrayList<>();
        int size = 4;
        while (size < largest) {
            list.add(size);
            size = Math.max(size + 4, size * 5 / 4);
        }
        list.add(largest);
        return list.stream().mapToInt(i -> i).toArray();
    }

    private static int padded(int size, int[] classes) {
        for (int c : classes) {
            if (size <= c) {
                return c;
            }
        }
        int last = classes[classes.length - 1];
        return (size + last - 1) / last * last;
    }

    private static <T> void shuffle(T[] list, SplittableRandom random) {
        for (int i = list.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T t = list[i];
            list[i] = list[j];
            list[j] = t;
        }
    }
}
