package org.dmol.data.molecules;

import java.util.Arrays;
import org.dmol.array.Nd;

/**
 * A molecule as nodes and edges. Nodes are the atoms in their order; each bond is two directed edges, sorted by source,
 * then target. Arrays are made on demand and belong to the caller. n is the number of atoms, e of directed edges.
 */
public final class MoleculeGraph {
    /** Channels of {@link #bondChannels()}: 0 unused, then {@link BondType#index()}. */
    public static final int BOND_CHANNELS = 5;

    private final Molecule molecule;
    private final int[] source;
    private final int[] target;
    private final int[] bond;

    private MoleculeGraph(Molecule molecule) {
        this.molecule = molecule;
        int n = molecule.atomCount();
        int e = 2 * molecule.bondCount();
        source = new int[e];
        target = new int[e];
        bond = new int[e];
        int at = 0;
        for (int i = 0; i < n; i++) {
            int from = at;
            for (int k = 0; k < molecule.degree(i); k++) {
                int j = molecule.neighbor(i, k);
                int p = at++;
                while (p > from && target[p - 1] > j) {
                    target[p] = target[p - 1];
                    bond[p] = bond[p - 1];
                    p--;
                }
                target[p] = j;
                bond[p] = molecule.bondOf(i, k);
            }
            Arrays.fill(source, from, at, i);
        }
    }

    /** The graph of the molecule in the form given: call {@link Molecule#withHydrogens()} first for the book's graphs. */
    public static MoleculeGraph of(Molecule molecule) {
        return new MoleculeGraph(molecule);
    }

    public Molecule molecule() {
        return molecule;
    }

    /** n. */
    public int nodeCount() {
        return molecule.atomCount();
    }

    /** e: twice the number of bonds. */
    public int edgeCount() {
        return source.length;
    }

    /** Atomic numbers, int (n). */
    public Nd elements() {
        int[] z = new int[nodeCount()];
        Arrays.setAll(z, molecule::atomicNumber);
        return Nd.of(z, z.length);
    }

    /** Node features, float (n, width). */
    public Nd nodes(AtomFeatures features) {
        float[] out = new float[nodeCount() * features.width()];
        writeNodes(features, out, 0);
        return Nd.of(out, nodeCount(), features.width());
    }

    void writeNodes(AtomFeatures features, float[] out, int offset) {
        for (int i = 0; i < nodeCount(); i++) {
            features.write(molecule, i, out, offset + i * features.width());
        }
    }

    /** 1 where two atoms are bonded, else 0; symmetric, zero diagonal; float (n, n). */
    public Nd adjacency() {
        return adjacency(false);
    }

    /** The same with ones on the diagonal, as the book's graph convolution wants it. */
    public Nd adjacencyWithSelfLoops() {
        return adjacency(true);
    }

    private Nd adjacency(boolean selfLoops) {
        int n = nodeCount();
        float[] a = new float[n * n];
        writeAdjacency(a, 0, n, selfLoops);
        return Nd.of(a, n, n);
    }

    void writeAdjacency(float[] out, int offset, int stride, boolean selfLoops) {
        for (int k = 0; k < source.length; k++) {
            out[offset + source[k] * stride + target[k]] = 1;
        }
        for (int i = 0; selfLoops && i < nodeCount(); i++) {
            out[offset + i * stride + i] = 1;
        }
    }

    /**
     * One-hot bond types, float (n, n, 5): channel 1 single, 2 double, 3 triple, 4 aromatic; 0 is never used. Throws for
     * quadruple and dative bonds, which the book's form cannot hold.
     */
    public Nd bondChannels() {
        int n = nodeCount();
        float[] a = new float[n * n * BOND_CHANNELS];
        writeChannels(a, 0, n);
        return Nd.of(a, n, n, BOND_CHANNELS);
    }

    void writeChannels(float[] out, int offset, int stride) {
        for (int k = 0; k < source.length; k++) {
            BondType type = molecule.bondType(bond[k]);
            if (type.index() >= BOND_CHANNELS) {
                throw new IllegalArgumentException("The bond between atoms " + source[k] + " and " + target[k] + " of '"
                        + molecule.smiles() + "' is " + type.name().toLowerCase(java.util.Locale.ROOT)
                        + "; bond channels hold single, double, triple and aromatic bonds.");
            }
            out[offset + (source[k] * stride + target[k]) * BOND_CHANNELS + type.index()] = 1;
        }
    }

    /** Sources of the directed edges, int (e). */
    public Nd sources() {
        return Nd.of(source.clone(), source.length);
    }

    /** Targets of the directed edges, int (e). */
    public Nd targets() {
        return Nd.of(target.clone(), target.length);
    }

    int source(int edge) {
        return source[edge];
    }

    int target(int edge) {
        return target[edge];
    }

    /** Features of the directed edges, float (e, width); both directions of a bond have the same. */
    public Nd edges(BondFeatures features) {
        float[] out = new float[source.length * features.width()];
        writeEdges(features, out, 0);
        return Nd.of(out, source.length, features.width());
    }

    void writeEdges(BondFeatures features, float[] out, int offset) {
        for (int k = 0; k < source.length; k++) {
            features.write(molecule, bond[k], out, offset + k * features.width());
        }
    }

    /** Number of neighbours of each atom, without itself, int (n). */
    public Nd degrees() {
        int[] degree = new int[nodeCount()];
        Arrays.setAll(degree, molecule::degree);
        return Nd.of(degree, degree.length);
    }
}
