package org.dmol.data.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.data.molecules.AtomFeatures;
import org.dmol.data.molecules.DisjointGraphs;
import org.dmol.data.molecules.DrawingColors;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.MoleculeBatch;
import org.dmol.data.molecules.MoleculeDrawing;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.MoleculeGrid;
import org.dmol.data.molecules.NearestNeighbors;
import org.dmol.data.molecules.PaddedGraphs;
import org.dmol.data.molecules.RadialBasis;
import org.dmol.data.molecules.Scaffolds;
import org.dmol.data.molecules.Smiles;

/** Molecules, graphs and drawings. Prints what {@code data/README.md} shows. */
public final class MoleculesExample {
    private MoleculesExample() {}

    /** Runs the example. */
    public static void main(String[] args) throws IOException {
        // A molecule, its canonical text and its scaffold
        Molecule aspirin = Smiles.parse("CC(=O)Oc1ccccc1C(O)=O");
        System.out.println(aspirin.atomCount() + " heavy atoms, "
                + aspirin.withHydrogens().atomCount() + " atoms, " + aspirin.canonicalSmiles());
        System.out.println(Scaffolds.key(Smiles.parse("CCN1CCN(C1=O)c1ccccc1C")));

        // What is not a molecule is explained
        try {
            Smiles.parse("CN(C)(C)C");
        } catch (InvalidSmilesException e) {
            System.out.println(e.reason() + ": " + e.getMessage());
        }

        // Many at once: the good ones in order, the bad ones with row and reason
        List<String> smiles = List.of("CO", "C1CC", "CC(=O)[O-].[Na+]", "c1cccc1", "CCO");
        MoleculeBatch batch = Smiles.parseAll(smiles, 2, done -> {});
        System.out.println(batch.molecules() + " of rows " + Nd.vector(batch.rows()));
        batch.rejected().forEach(System.out::println);

        // The book's graph: one-hot elements, adjacency with self loops
        MoleculeGraph methanol = MoleculeGraph.of(Smiles.parse("CO").withHydrogens());
        System.out.println(methanol.nodes(AtomFeatures.oneHot(6, 8, 1)));
        System.out.println(methanol.adjacencyWithSelfLoops());
        System.out.println(methanol.bondChannels().describe());

        // Batches: padded, or as one large graph
        List<MoleculeGraph> graphs =
                batch.molecules().stream().map(MoleculeGraph::of).toList();
        PaddedGraphs padded = PaddedGraphs.of(graphs);
        System.out.println(padded.nodes().describe() + " " + padded.adjacency().describe() + " " + padded.mask());
        DisjointGraphs joined = DisjointGraphs.of(graphs);
        System.out.println(joined.nodes().describe() + " " + joined.sources() + " " + joined.targets());

        // Points in space: nearest neighbours and radial basis features
        NearestNeighbors near = NearestNeighbors.of(Nd.matrix(new double[][] {{0, 0, 0}, {2, 0, 0}, {0, 3, 0}}), 2);
        System.out.println(near.indices());
        System.out.println(new RadialBasis(0, 10, 5, 1).of(near.distances()).row(0));

        // Drawings, as SVG or PNG
        Path directory = Files.createTempDirectory("drawings");
        MoleculeDrawing.of(aspirin)
                .colors(DrawingColors.BOOK)
                .highlightAtoms(1, 2, 3)
                .atomNumbers()
                .write(directory.resolve("aspirin.svg"));
        MoleculeGrid.of(batch.molecules(), drawing -> drawing.size(200, 150))
                .columns(3)
                .legends(List.of("methanol", "sodium acetate", "ethanol"))
                .write(directory.resolve("grid.png"));
        System.out.println(Files.size(directory.resolve("grid.png")) > 1000);
    }
}
