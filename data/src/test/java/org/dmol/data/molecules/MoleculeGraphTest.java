package org.dmol.data.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.data.molecules.PaddedGraphs.Settings;
import org.junit.jupiter.api.Test;

class MoleculeGraphTest {
    private static final AtomFeatures BOOK = AtomFeatures.oneHot(6, 8, 1);

    private static MoleculeGraph graph(String smiles) {
        return MoleculeGraph.of(Smiles.parse(smiles).withHydrogens());
    }

    @Test
    void methanolIsTheBooksGraph() {
        MoleculeGraph g = graph("CO");
        assertThat(g.nodes(BOOK)).isEqualTo(Nd.matrix(new float[][] {
            {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 1}, {0, 0, 1}, {0, 0, 1}
        }));
        assertThat(g.adjacencyWithSelfLoops()).isEqualTo(Nd.matrix(new float[][] {
            {1, 1, 1, 1, 1, 0},
            {1, 1, 0, 0, 0, 1},
            {1, 0, 1, 0, 0, 0},
            {1, 0, 0, 1, 0, 0},
            {1, 0, 0, 0, 1, 0},
            {0, 1, 0, 0, 0, 1}
        }));
        assertThat(g.degrees().ints()).containsExactly(4, 2, 1, 1, 1, 1);
        assertThat(g.elements().ints()).containsExactly(6, 8, 1, 1, 1, 1);
        assertThat(g.sources().ints()).containsExactly(0, 0, 0, 0, 1, 1, 2, 3, 4, 5);
        assertThat(g.targets().ints()).containsExactly(1, 2, 3, 4, 0, 5, 0, 0, 0, 1);
    }

    @Test
    void channelsTellBondTypes() {
        Nd a = MoleculeGraph.of(Smiles.parse("C#CC(=O)c1ccccc1")).bondChannels();
        assertThat(a.shape()).containsExactly(10, 10, 5);
        assertThat(a.get(0, 1, 3)).isEqualTo(1);
        assertThat(a.get(1, 0, 3)).isEqualTo(1);
        assertThat(a.get(1, 2, 1)).isEqualTo(1);
        assertThat(a.get(2, 3, 2)).isEqualTo(1);
        assertThat(a.get(4, 5, 4)).isEqualTo(1);
        double sum = 0;
        for (float x : a.floats()) {
            sum += x;
        }
        assertThat(sum).isEqualTo(2 * 10);
        assertThatThrownBy(() -> MoleculeGraph.of(Smiles.parse("[Re]$[Re]")).bondChannels())
                .hasMessageContaining("quadruple");
    }

    @Test
    void unknownElementsAreNamed() {
        assertThatThrownBy(() -> graph("CN").nodes(BOOK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Atom 1 of 'CN' is N; the one-hot vector has columns for C, O, H.");
        assertThatThrownBy(() -> graph("[U]").nodes(AtomFeatures.atomicNumber(80)))
                .hasMessageContaining("ends at 79");
        assertThat(graph("[U]").nodes(AtomFeatures.atomicNumber()).get(0, 92)).isEqualTo(1);
    }

    @Test
    void featuresStandSideBySide() {
        Molecule m = Smiles.parse("C[N+](C)(C)Cc1cc[nH]c1");
        AtomFeatures f = AtomFeatures.all(
                AtomFeatures.degree(),
                AtomFeatures.hydrogens(),
                AtomFeatures.charge(),
                AtomFeatures.aromatic(),
                AtomFeatures.inRing());
        Nd x = MoleculeGraph.of(m).nodes(f);
        assertThat(x.row(1).floats()).containsExactly(0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0);
        assertThat(x.row(8).floats()).containsExactly(0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1);
        Nd e = MoleculeGraph.of(Smiles.parse("C=Cc1ccccc1"))
                .edges(BondFeatures.all(BondFeatures.type(), BondFeatures.order(), BondFeatures.inRing()));
        assertThat(e.row(0).floats()).containsExactly(0, 1, 0, 0, 2, 0);
        assertThat(e.row(e.dim(0) - 1).floats()).containsExactly(0, 0, 0, 1, 1.5f, 1);
    }

    @Test
    void paddingHoldsTheSameGraphs() {
        List<MoleculeGraph> graphs = List.of(graph("CO"), graph("C=C=O"), graph("O"));
        PaddedGraphs p =
                PaddedGraphs.of(graphs, Settings.defaults().withFeatures(BOOK).withSelfLoops());
        assertThat(p.nodes().shape()).containsExactly(3, 6, 3);
        assertThat(p.sizes().ints()).containsExactly(6, 5, 3);
        for (int k = 0; k < 3; k++) {
            int n = graphs.get(k).nodeCount();
            Nd own = graphs.get(k).adjacencyWithSelfLoops();
            for (int i = 0; i < 6; i++) {
                assertThat(p.mask().get(k, i)).isEqualTo(i < n ? 1 : 0);
                for (int j = 0; j < 6; j++) {
                    assertThat(p.adjacency().get(k, i, j)).isEqualTo(i < n && j < n ? own.get(i, j) : 0);
                }
            }
        }
        PaddedGraphs c = PaddedGraphs.of(
                graphs,
                Settings.defaults().withFeatures(BOOK).withBondChannels().withSize(8));
        assertThat(c.adjacency().shape()).containsExactly(3, 8, 8, 5);
        assertThat(c.adjacency().get(1, 1, 2, 2)).isEqualTo(1);
        assertThatThrownBy(() -> PaddedGraphs.of(graphs, Settings.defaults().withSize(5)))
                .hasMessageContaining("6 nodes");
    }

    @Test
    void disjointUnionShiftsIndices() {
        DisjointGraphs d = DisjointGraphs.of(List.of(graph("O"), graph("CO")), BOOK, BondFeatures.order());
        assertThat(d.sizes().ints()).containsExactly(3, 6);
        assertThat(d.graph().ints()).containsExactly(0, 0, 0, 1, 1, 1, 1, 1, 1);
        assertThat(d.sources().ints()).startsWith(0, 0, 1, 2, 3).hasSize(14);
        assertThat(d.targets().ints()).startsWith(1, 2, 0, 0, 4);
        assertThat(d.nodes().row(4).floats()).containsExactly(0, 1, 0);
        assertThat(d.edges().shape()).containsExactly(14, 1);
    }

    @Test
    void bucketsHoldEveryGraphOnceAndWasteLittle() {
        int[] sizes = IntStream.range(0, 1000).map(i -> 1 + i * 7919 % 120).toArray();
        int[] classes = SizeBuckets.classes(sizes);
        assertThat(classes).startsWith(4, 8, 12, 16, 20, 25).endsWith(120);
        List<SizeBuckets.Bucket> buckets = SizeBuckets.of(sizes, 32, classes, 3);
        int[] seen = new int[1000];
        int padded = 0;
        for (SizeBuckets.Bucket b : buckets) {
            assertThat(b.rows().length).isBetween(1, 32);
            for (int row : b.rows()) {
                seen[row]++;
                assertThat(sizes[row]).isLessThanOrEqualTo(b.size());
            }
            padded += b.rows().length * b.size();
        }
        assertThat(seen).containsOnly(1);
        assertThat(padded).isLessThan(Arrays.stream(sizes).sum() * 5 / 4);
        assertThat(SizeBuckets.of(sizes, 32, classes, 3).get(0).rows())
                .isEqualTo(buckets.get(0).rows());
        assertThat(SizeBuckets.of(new int[] {130}, 1, classes, 0).get(0).size()).isEqualTo(240);
    }

    @Test
    void neighboursAreNearestFirst() {
        Nd line = Nd.matrix(new double[][] {{0, 0}, {1, 0}, {3, 0}, {6, 0}, {6, 0}});
        NearestNeighbors n = NearestNeighbors.of(line, 3);
        assertThat(n.indices().row(0).ints()).containsExactly(1, 2, 3);
        assertThat(n.indices().row(1).ints()).containsExactly(0, 2, 3);
        assertThat(n.indices().row(3).ints()).containsExactly(2, 1, 0);
        assertThat(n.distances().row(2).floats()).containsExactly(2, 3, 3);
        assertThat(NearestNeighbors.of(line, 16).distances().row(3).floats()).containsExactly(3, 5, 6, 1000, 1000);
    }

    @Test
    void radialBasisIsTheBooks() {
        Nd e = new RadialBasis(0, 10, 5, 1).of(Nd.vector(2f));
        assertThat(e.shape()).containsExactly(1, 5);
        assertThat(e.get(0, 0)).isCloseTo(0.01831564, within(1e-7));
        assertThat(e.get(0, 1)).isCloseTo(0.77880078, within(1e-7));
        assertThat(e.get(0, 2)).isCloseTo(0.00012341, within(1e-8));
        assertThat(new RadialBasis(0, 20, 8, 1).center(1)).isCloseTo(2.857143, within(1e-6));
        assertThat(RadialBasis.spaced(0, 4, 16).gamma()).isCloseTo(14.0625, within(1e-9));
    }

    @Test
    void radiusGraphHasBothDirections() {
        RadiusGraph g = RadiusGraph.of(Nd.matrix(new double[][] {{0, 0, 0}, {1, 0, 0}, {0, 2, 0}}), 1.5);
        assertThat(g.sources().ints()).containsExactly(0, 1);
        assertThat(g.targets().ints()).containsExactly(1, 0);
        assertThat(g.vectors().row(1).floats()).containsExactly(-1, 0, 0);
        RadiusGraph all = RadiusGraph.of(Nd.matrix(new double[][] {{0, 0}, {1, 0}, {0, 2}}), Double.POSITIVE_INFINITY);
        assertThat(all.distances().size()).isEqualTo(6);
    }
}
