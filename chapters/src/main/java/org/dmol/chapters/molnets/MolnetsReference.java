package org.dmol.chapters.molnets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.GivenWeights;
import org.dmol.chapters.Reference;
import org.dmol.chapters.molnets.ClusterEnergy.Kind;
import org.dmol.chapters.molnets.ClusterEnergy.Size;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.molecules.WeisfeilerLehman;
import org.dmol.layers.FloatX;
import org.dmol.layers.Input;
import org.dmol.layers.Sym;
import org.dmol.layers.equivariant.AceFeatures;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;

/** Values of chapter 19 that {@code chapters/python/molnets.py} computes too, in float64. */
final class MolnetsReference {
    private static final Size SMALL = new Size(4, 2, 5, 3, 3);

    private MolnetsReference() {}

    static List<Reference> of() {
        FloatX.set(DType.FLOAT64);
        try {
            double[][] painn = potential(Kind.EQUIVARIANT);
            double[][] schnet = potential(Kind.INVARIANT);
            double[] force = new double[15];
            double energy = new LennardJones(0.5).energy(places(5), force);
            MoleculeGraph methanol = MoleculeGraph.of(Smiles.parse("CO").withHydrogens());
            return List.of(
                    Reference.of("painn_energy", "PaiNN-like potential, energies", 1e-11, painn[0]),
                    Reference.of("painn_forces", "PaiNN-like potential, forces", 1e-10, painn[1]),
                    Reference.of("schnet_energy", "SchNet-like potential, energies", 1e-11, schnet[0]),
                    Reference.of("schnet_forces", "SchNet-like potential, forces", 1e-10, schnet[1]),
                    Reference.of("ace", "ACE features of four atoms", 1e-11, ace()),
                    Reference.of("cluster_energy", "Lennard-Jones and triple-dipole energy", 1e-12, energy),
                    Reference.of("cluster_forces", "its forces", 1e-11, force),
                    Reference.of("colours", "histograms of colour refinement", 0, colours()),
                    Reference.of(
                            "methanol_nodes",
                            "methanol, nodes",
                            0,
                            Arrays.stream(MethanolFragments.nodes(methanol))
                                    .flatMapToDouble(Arrays::stream)
                                    .toArray()),
                    Reference.of(
                            "methanol_edges",
                            "methanol, edges",
                            0,
                            methanol.bondChannels().cast(DType.FLOAT64).doubles()));
        } finally {
            FloatX.set(DType.FLOAT32);
        }
    }

    /** The stream of exact pseudo-random numbers in [0, 1) that both programs draw from: a linear congruential generator. */
    private static double[] lcg(long seed, int n) {
        double[] out = new double[n];
        long x = seed;
        for (int i = 0; i < n; i++) {
            x = (1103515245L * x + 12345) % (1L << 31);
            out[i] = x / (double) (1L << 31);
        }
        return out;
    }

    /** Atoms near the corners of a cube. */
    private static double[] places(int atoms) {
        double[] u = lcg(atoms, 3 * atoms);
        return IntStream.range(0, 3 * atoms)
                .mapToDouble(i -> 1.2 * (i / 3 >> i % 3 & 1) + 0.4 * (u[i] - 0.5))
                .toArray();
    }

    private static Nd weights(long count) {
        return Nd.vector(Arrays.stream(lcg(1, Math.toIntExact(count)))
                .map(u -> 1.2 * (u - 0.5))
                .toArray());
    }

    /** Energies and forces of two clusters of four atoms, the second of which is the first stretched. */
    private static double[][] potential(Kind kind) {
        double[] x = places(4);
        Nd both = Nd.of(
                DoubleStream.concat(Arrays.stream(x), Arrays.stream(x).map(v -> 1.3 * v))
                        .toArray(),
                2,
                4,
                3);
        try (Functional model = ClusterEnergy.potential(kind, SMALL, 4)) {
            GivenWeights.set(model, weights(model.countParams()));
            List<Nd> y = model.predict(List.of(both));
            return new double[][] {y.get(0).doubles(), y.get(1).doubles()};
        }
    }

    private static double[] ace() {
        Sym h = Input.batched("nodes", DType.FLOAT64, 4, 6);
        Sym x = Input.batched("positions", DType.FLOAT64, 4, 3);
        AceFeatures layer = new AceFeatures("3x0e + 1x1o", 2, 2, 2, 5, 3, 6);
        try (Functional model = Model.of(List.of(h, x), layer.on(h, x))) {
            GivenWeights.set(model, weights(model.countParams()));
            Nd nodes = Nd.of(lcg(9, 24), 1, 4, 6);
            return model.predict(List.of(nodes, Nd.of(places(4), 1, 4, 3)))
                    .get(0)
                    .doubles();
        }
    }

    /** Numbers of atoms of each colour, in falling order, of each round and both molecules. */
    private static double[] colours() {
        WeisfeilerLehman w = WeisfeilerLehman.refine(LookAlikes.molecule(0), LookAlikes.molecule(1));
        return IntStream.range(0, 2 * w.rounds())
                .mapToObj(i -> w.histogram(i / 2, i % 2))
                .flatMapToDouble(h -> h.values().stream().mapToDouble(v -> -v).sorted())
                .map(v -> -v)
                .toArray();
    }
}
