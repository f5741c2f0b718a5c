package org.dmol.data.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Undirected graph of nearest neighbours with Euclidean edge lengths, made connected. */
final class NeighbourGraph {
    private final double[][] x;
    private final List<Map<Integer, Double>> edges = new ArrayList<>();

    NeighbourGraph(double[][] x, int neighbours) {
        this.x = x;
        for (int i = 0; i < x.length; i++) {
            edges.add(new HashMap<>());
        }
        for (int i = 0; i < x.length; i++) {
            for (int j : nearest(x, x[i], neighbours, i)) {
                join(i, j);
            }
        }
        connect();
    }

    /** Indices of the {@code k} rows nearest to {@code point}, without row {@code except}; ties by index. */
    static int[] nearest(double[][] x, double[] point, int k, int except) {
        double[] distance = new double[k];
        int[] index = new int[k];
        int size = 0;
        for (int j = 0; j < x.length; j++) {
            if (j == except) {
                continue;
            }
            double d = Mat.squaredDistance(x[j], point);
            if (size == k && d >= distance[k - 1]) {
                continue;
            }
            int at = size < k ? size++ : k - 1;
            while (at > 0 && distance[at - 1] > d) {
                distance[at] = distance[at - 1];
                index[at] = index[at - 1];
                at--;
            }
            distance[at] = d;
            index[at] = j;
        }
        return Arrays.copyOf(index, size);
    }

    private void join(int i, int j) {
        double d = Math.sqrt(Mat.squaredDistance(x[i], x[j]));
        edges.get(i).put(j, d);
        edges.get(j).put(i, d);
    }

    /** Joins every pair of components by the shortest possible edge. */
    private void connect() {
        int[] component = components();
        int count = Arrays.stream(component).max().orElse(0) + 1;
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < a; b++) {
                int bestI = -1;
                int bestJ = -1;
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < x.length; i++) {
                    for (int j = 0; component[i] == a && j < x.length; j++) {
                        if (component[j] == b && Mat.squaredDistance(x[i], x[j]) < least) {
                            least = Mat.squaredDistance(x[i], x[j]);
                            bestI = i;
                            bestJ = j;
                        }
                    }
                }
                join(bestI, bestJ);
            }
        }
    }

    private int[] components() {
        int[] label = new int[x.length];
        Arrays.fill(label, -1);
        int next = 0;
        Deque<Integer> stack = new ArrayDeque<>();
        for (int i = 0; i < label.length; i++) {
            if (label[i] >= 0) {
                continue;
            }
            label[i] = next;
            stack.push(i);
            while (!stack.isEmpty()) {
                for (int j : edges.get(stack.pop()).keySet()) {
                    if (label[j] < 0) {
                        label[j] = next;
                        stack.push(j);
                    }
                }
            }
            next++;
        }
        return label;
    }

    /** Lengths of the shortest paths from {@code source} (Dijkstra). */
    double[] distancesFrom(int source) {
        double[] distance = new double[x.length];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        distance[source] = 0;
        record Entry(int node, double distance) {}
        PriorityQueue<Entry> queue = new PriorityQueue<>((a, b) -> Double.compare(a.distance, b.distance));
        queue.add(new Entry(source, 0));
        while (!queue.isEmpty()) {
            Entry e = queue.poll();
            if (e.distance > distance[e.node]) {
                continue;
            }
            for (var edge : edges.get(e.node).entrySet()) {
                double d = e.distance + edge.getValue();
                if (d < distance[edge.getKey()]) {
                    distance[edge.getKey()] = d;
                    queue.add(new Entry(edge.getKey(), d));
                }
            }
        }
        return distance;
    }
}
