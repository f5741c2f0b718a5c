package org.dmol.chapters.gnn;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Step;

/** Chapter 8, Graph Neural Networks: molecules as graphs, layers that do not mind the order of the atoms. */
public final class GraphNeuralNetworks extends Chapter {
    public GraphNeuralNetworks() {
        super("08", "gnn", "Graph Neural Networks");
        about(
                "Molecules and point sets as graphs: a graph convolution for solubility, and a small SchNet for plane groups.");
        data("aqsoldb", "wallpaper").takes(345, 30);
        option("epochs", "epochs of the batched network on the random split", "20");
        option("frames", "frames of each trajectory of plane groups", "10");
        option("schnet-epochs", "epochs of the book's SchNet", "20");
        Methanol methanol = new Methanol();
        MethanolPictures pictures = new MethanolPictures(methanol);
        MethanolLayer layer = new MethanolLayer(methanol);
        SolubilitySteps solubility = new SolubilitySteps();
        RadialSteps radial = new RadialSteps();
        PointSets sets = new PointSets();
        PlaneGroupSteps groups = new PlaneGroupSteps(sets);
        steps(
                Step.of("08.1", "Methanol as a graph", "nodes and bonds as arrays", methanol::graph)
                        .alone(),
                Step.of("08.2", "Drawing", "a node, its neighbours, their features", pictures::drawing)
                        .after("08.1"),
                Step.of("08.3", "Animation", "two layers of averaging over neighbours", pictures::animation)
                        .after("08.1"),
                Step.of(
                                "08.4",
                                "Arithmetic of a layer",
                                "the adjacency with self loops, divided by degrees",
                                methanol::arithmetic)
                        .after("08.1"),
                Step.of("08.5", "The layer", "with weights; equivariant", layer::layer)
                        .after("08.1"),
                Step.of("08.6", "Molecules to graphs", "AqSolDB and the untrained network", solubility::load)
                        .alone(),
                Step.of("08.7", "The book's run", "one molecule a step in the order of the file", solubility::bookRun)
                        .after("08.6"),
                Step.of("08.8", "Mixed order", "one molecule a step again, but shuffled", solubility::shuffledSingles)
                        .after("08.6"),
                Step.of("08.9", "A random split", "shuffled batches beside a constant", solubility::randomSplit)
                        .after("08.6"),
                Step.of("08.10", "Radial basis", "distances as features; shifted softplus", radial::basis)
                        .alone(),
                Step.of(
                                "08.11",
                                "SchNet on given weights",
                                "equal to the reference in float64, and invariant",
                                radial::forward)
                        .alone(),
                Step.of("08.12", "Point sets", "symmetric patterns and their neighbours", sets::load)
                        .alone(),
                Step.of("08.13", "Plane groups as in the book", "frames at random, wide bumps", groups::bookRun)
                        .after("08.12"),
                Step.of("08.14", "Plane groups", "split by trajectory, finer bumps", groups::byTrajectory)
                        .after("08.12"));
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new GnnCheck());
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new SolubilityGcnExport(), new PlaneGroupExport());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new GnnBench());
    }

    public static void main(String[] args) {
        new GraphNeuralNetworks().launch(args);
    }
}
