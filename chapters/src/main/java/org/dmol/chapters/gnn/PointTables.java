package org.dmol.chapters.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A point set as index tables for {@link BlockTables}: for each block what each place of a neighbour reads, and for each row that is read
 * the places that do. Two numbers of 16 bits share an int.
 *
 * @param set the set
 * @param counts distances, points before the first block (one) and after each
 * @param slots for each block and neighbour: sender, distance
 * @param fans for each block: receivers and senders of each distance, receivers and distances of each sender, children of each point
 */
record PointTables(LayeredPoints set, int[] counts, List<int[]> slots, List<Fan> fans) {
    static final int FANS = 3;

    static PointTables of(LayeredPoints set) {
        int[] counts = new int[PlaneGroupNet.BLOCKS + 2];
        counts[0] = set.distances().length;
        counts[1] = 1;
        List<int[]> slots = new ArrayList<>();
        List<Fan> fans = new ArrayList<>();
        for (int b = 0; b < PlaneGroupNet.BLOCKS; b++) {
            LayeredPoints.Level level = set.levels().get(b);
            int points = level.parents().length;
            int before = counts[b + 1];
            counts[b + 2] = points;
            int[] sender =
                    Arrays.stream(level.pairs()).map(p -> level.senders()[p]).toArray();
            int[] distance =
                    Arrays.stream(level.pairs()).map(p -> level.which()[p]).toArray();
            int[] receiver = IntStream.range(0, sender.length)
                    .map(i -> i / PlaneGroupNet.NEIGHBOURS)
                    .toArray();
            slots.add(pack(sender, distance));
            fans.add(Fan.of(distance, pack(receiver, sender), counts[0], width(0)));
            fans.add(Fan.of(sender, pack(receiver, distance), before, width(1)));
            int[] all = IntStream.range(0, points).toArray();
            fans.add(Fan.of(level.parents(), pack(all, new int[points]), before, width(2)));
        }
        return new PointTables(set, counts, slots, fans);
    }

    /** Places in a line of a kind of fan: a point has few children. */
    static int width(int fan) {
        return fan == 2 ? 4 : 16;
    }

    private static int[] pack(int[] high, int[] low) {
        return IntStream.range(0, high.length)
                .map(i -> high[i] << Short.SIZE | low[i])
                .toArray();
    }

    /** Gathered rows of the forward pass. */
    int size() {
        return slots.stream().mapToInt(s -> s.length).sum();
    }
}
