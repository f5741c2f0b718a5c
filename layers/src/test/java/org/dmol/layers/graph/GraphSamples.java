package org.dmol.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;

/** Random graphs in the forms that layers take. */
final class GraphSamples {
    static final int F = 4;

    /** A graph with node features, positions and an adjacency with self loops. */
    record Sample(double[][] nodes, double[][] positions, int[][] adjacency) {
        int size() {
            return nodes.length;
        }

        Nd features() {
            return Nd.matrix(nodes);
        }

        Nd places() {
            return Nd.matrix(positions);
        }

        Nd matrix() {
            return Nd.matrix(adjacency).cast(DType.FLOAT64);
        }

        /** The same graph with its nodes in another order. */
        Sample permuted(int[] p) {
            int[][] a = new int[p.length][p.length];
            double[][] x = new double[p.length][];
            double[][] r = new double[p.length][];
            for (int i = 0; i < p.length; i++) {
                x[i] = nodes[p[i]];
                r[i] = positions[p[i]];
                for (int j = 0; j < p.length; j++) {
                    a[i][j] = adjacency[p[i]][p[j]];
                }
            }
            return new Sample(x, r, a);
        }

        /** One graph of this one and another that no edge connects. */
        Sample beside(Sample other) {
            int n = size();
            int m = n + other.size();
            double[][] x = Arrays.copyOf(nodes, m);
            double[][] r = Arrays.copyOf(positions, m);
            int[][] a = new int[m][m];
            for (int i = 0; i < m; i++) {
                int[] own = i < n ? adjacency[i] : other.adjacency[i - n];
                System.arraycopy(own, 0, a[i], i < n ? 0 : n, own.length);
                if (i >= n) {
                    x[i] = other.nodes[i - n];
                    r[i] = other.positions[i - n];
                }
            }
            return new Sample(x, r, a);
        }

        /** The same graph turned, mirrored and moved. */
        Sample moved() {
            return new Sample(nodes, GraphSamples.moved(positions), adjacency);
        }

        /** Distances of all pairs, (n, n, 1). */
        Nd distances() {
            int n = size();
            double[] d = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    d[i * n + j] = distance(positions[i], positions[j]);
                }
            }
            return Nd.of(d, n, n, 1);
        }
    }

    /** Edge lists of a union: senders, receivers (-1 for one padding edge at the end), and the distances along them, (e, 1). */
    record Edges(Nd senders, Nd receivers, Nd distances) {}

    private GraphSamples() {}

    /** A few graphs of 3, 5, 1 and 4 nodes. */
    static List<Sample> few() {
        Random random = new Random(1);
        return List.of(sample(random, 3), sample(random, 5), sample(random, 1), sample(random, 4));
    }

    private static Sample sample(Random random, int n) {
        double[][] nodes = new double[n][F];
        double[][] positions = new double[n][3];
        int[][] a = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < F; k++) {
                nodes[i][k] = random.nextGaussian();
            }
            for (int k = 0; k < 3; k++) {
                positions[i][k] = random.nextGaussian();
            }
            a[i][i] = 1;
            int j = random.nextInt(n);
            a[i][j] = 1;
            a[j][i] = 1;
        }
        return new Sample(nodes, positions, a);
    }

    static double distance(double[] a, double[] b) {
        double square = 0;
        for (int k = 0; k < a.length; k++) {
            square += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(square);
    }

    /** Positions under one improper rotation and a shift. */
    static double[][] moved(double[][] x) {
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        double[][] r = {{c, -s, 0}, {s, c, 0}, {0, 0, -1}};
        double[][] out = new double[x.length][3];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < 3; k++) {
                out[i][k] = 0.3 * (k + 1);
                for (int l = 0; l < 3; l++) {
                    out[i][k] += r[k][l] * x[i][l];
                }
            }
        }
        return out;
    }

    static Edges edges(List<Sample> graphs) {
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        List<Double> length = new ArrayList<>();
        int offset = 0;
        for (Sample g : graphs) {
            for (int i = 0; i < g.size(); i++) {
                for (int j = 0; j < g.size(); j++) {
                    if (g.adjacency[i][j] != 0) {
                        from.add(offset + j);
                        to.add(offset + i);
                        length.add(distance(g.positions[i], g.positions[j]));
                    }
                }
            }
            offset += g.size();
        }
        from.add(0);
        to.add(-1);
        length.add(1.0);
        return new Edges(
                ints(from), ints(to), Nd.of(length.stream().mapToDouble(d -> d).toArray(), length.size(), 1));
    }

    static Nd ints(List<Integer> values) {
        return Nd.of(values.stream().mapToInt(Integer::intValue).toArray(), values.size());
    }

    /** The graph number of each node. */
    static Nd members(List<Sample> graphs) {
        List<Integer> ids = new ArrayList<>();
        for (int b = 0; b < graphs.size(); b++) {
            for (int i = 0; i < graphs.get(b).size(); i++) {
                ids.add(b);
            }
        }
        return ints(ids);
    }

    /** Arrays (n, …, f) one below the other. */
    static Nd stacked(List<Nd> parts) {
        return Nd.concat(parts.toArray(Nd[]::new));
    }

    /** Matrices or stacks of vectors in the corner of zeros of the given shape, one for each. */
    static Nd padded(List<Nd> parts, int... shape) {
        double[] flat = new double[Nd.sizeOf(shape)];
        int stride = flat.length / shape[0];
        for (int b = 0; b < parts.size(); b++) {
            Nd p = parts.get(b);
            int[] own = p.shape();
            int inner = own.length == 3 ? own[2] : 1;
            for (int i = 0; i < own[0]; i++) {
                for (int j = 0; j < own[1] * inner; j++) {
                    flat[b * stride + i * shape[2] * inner + j] = p.getFlat(i * own[1] * inner + j);
                }
            }
        }
        return Nd.of(flat, shape);
    }

    static List<Nd> call(Layer layer, Nd... inputs) {
        try (Fn f = Fn.multi((tf, in) -> layer.apply(Ctx.inference(tf), in))) {
            return f.callAll(inputs);
        }
    }

    static void assertSame(Nd actual, Nd expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.doubles()).containsExactly(expected.doubles(), within(1e-10));
    }
}
