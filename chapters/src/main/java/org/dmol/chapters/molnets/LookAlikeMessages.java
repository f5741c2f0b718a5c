package org.dmol.chapters.molnets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.RadialBasis;
import org.dmol.layers.FloatX;
import org.dmol.layers.Seeds;
import org.dmol.layers.graph.MessagePassing;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;

/** Step 7: a network of two rounds of messages on the two molecules, with and without what tells them apart. */
final class LookAlikeMessages {
    private static final int UNITS = 16;
    private static final int TRIALS = 5;
    private static final RadialBasis DISTANCES = RadialBasis.spaced(0, 8, 9);

    private LookAlikeMessages() {}

    /** A molecule as the network sees it: numbers of nodes and of edges, and where the edges go. */
    private record Seen(Nd nodes, Nd edges, Nd senders, Nd receivers) {}

    private enum Input {
        NOTHING("nothing", false),
        ATOM_IN_RING("atom is in a ring (yes or no)", false),
        BOND_IN_RING("bond is in a ring (yes or no)", true),
        RING_SIZE("size of the atom's smallest ring", true),
        DISTANCES("distances of all pairs", true);

        final String words;
        final boolean separates;

        Input(String words, boolean separates) {
            this.words = words;
            this.separates = separates;
        }
    }

    /** In float64, where outputs that are equal in theory are so to 1e-12. */
    static void compare(Run run) {
        FloatX.set(DType.FLOAT64);
        try {
            tell(run);
        } finally {
            FloatX.set(DType.FLOAT32);
        }
    }

    private static void tell(Run run) {
        double[][][] x = new double[2][][];
        for (int k = 0; k < 2; k++) {
            x[k] = SpringEmbedding.of(LookAlikes.molecule(k), run.seed());
            run.metric(
                            LookAlikes.NAMES.get(k) + "_largest_bond_error",
                            SpringEmbedding.worstBond(LookAlikes.molecule(k), x[k]),
                            "Å")
                    .band(0, 0.05)
                    .alsoQuick()
                    .note("Coordinates by springs: bonds and angles of carbon.");
        }
        Table t = Table.of(
                "largest difference of the two outputs, relative, of " + TRIALS + " networks of random weights",
                "input besides the bonds",
                "smallest",
                "largest",
                "told apart");
        for (Input input : Input.values()) {
            Seen a = seen(input, LookAlikes.molecule(0), x[0]);
            Seen b = seen(input, LookAlikes.molecule(1), x[1]);
            double[] d = IntStream.range(0, TRIALS)
                    .mapToDouble(s -> difference(a, b, run.seed() + s))
                    .toArray();
            double least = Arrays.stream(d).min().orElseThrow();
            double most = Arrays.stream(d).max().orElseThrow();
            t.row(input.words, least, most, input.separates ? "yes" : "no");
            String name = input.name().toLowerCase(java.util.Locale.ROOT);
            if (input.separates) {
                run.check(name + "_tells_them_apart", least > 1e-6).alsoQuick();
            } else {
                run.metric(name + "_difference", most).band(0, 1e-12).alsoQuick();
            }
        }
        run.table(t);
        run.note(
                "That an atom is in a ring says nothing here, as all atoms of both are. That a bond is, does: the one between the two rings of bicyclopentyl is not.");
        run.beyond("The network with its random weights, and five kinds of input; the book shows the two drawings.");
    }

    private static Seen seen(Input input, Molecule m, double[][] x) {
        int n = m.atomCount();
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j && (input == Input.DISTANCES || m.bondBetween(i, j) >= 0)) {
                    pairs.add(new int[] {i, j});
                }
            }
        }
        int[] sizes = LookAlikes.ringSizes(m);
        double[] nodes = IntStream.range(0, n)
                .mapToDouble(i -> switch (input) {
                    case ATOM_IN_RING -> m.inRing(i) ? 2 : 1;
                    case RING_SIZE -> sizes[i];
                    default -> 1;
                })
                .toArray();
        Nd edges = input == Input.DISTANCES
                ? DISTANCES.of(Nd.vector(pairs.stream()
                        .mapToDouble(p -> SpringEmbedding.distance(x[p[0]], x[p[1]]))
                        .toArray()))
                : Nd.vector(pairs.stream()
                                .mapToDouble(p ->
                                        input == Input.BOND_IN_RING && m.bondInRing(m.bondBetween(p[0], p[1])) ? 2 : 1)
                                .toArray())
                        .reshape(pairs.size(), 1);
        return new Seen(
                Nd.of(nodes, n, 1).cast(DType.FLOAT64),
                edges.cast(DType.FLOAT64),
                Nd.vector(pairs.stream().mapToInt(p -> p[0]).toArray()),
                Nd.vector(pairs.stream().mapToInt(p -> p[1]).toArray()));
    }

    /** Outputs of one network for both molecules, relative to the largest of the first. */
    private static double difference(Seen a, Seen b, long seed) {
        Seeds.set(seed);
        MessagePassing first = new MessagePassing(UNITS, "tanh");
        MessagePassing second = new MessagePassing(UNITS, "tanh");
        try (Fn f = Fn.multi((tf, in) -> {
            Ctx c = Ctx.inference(tf);
            var one = first.apply(c, in);
            return second.apply(c, List.of(one.get(0), one.get(1), one.get(2), in.get(3), in.get(4), in.get(5)));
        })) {
            Nd ya = f.callAll(inputs(a)).get(2);
            Nd yb = f.callAll(inputs(b)).get(2);
            double most = 0;
            double scale = 0;
            for (int i = 0; i < UNITS; i++) {
                most = Math.max(most, Math.abs(ya.getFlat(i) - yb.getFlat(i)));
                scale = Math.max(scale, Math.abs(ya.getFlat(i)));
            }
            return most / scale;
        }
    }

    private static Nd[] inputs(Seen s) {
        return new Nd[] {
            s.nodes,
            s.edges,
            Nd.full(DType.FLOAT64, 1, 1, 1),
            s.senders,
            s.receivers,
            Nd.vector(new int[s.nodes.dim(0)])
        };
    }
}
