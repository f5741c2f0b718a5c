package org.dmol.chapters.gnn;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.export.SavedModelExport;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Backend;
import org.dmol.tf.Spec;

/** The graph network of step 9 as a SavedModel for padded batches and for batches as one graph of separate parts. */
final class SolubilityGcnExport implements Exporter {
    private static final int EPOCHS = 20;
    private static final List<String> EXAMPLES =
            List.of("CO", "c1ccccc1O", "O", "[Na+].[Cl-]", "CC(=O)Oc1ccccc1C(=O)O");

    @Override
    public String name() {
        return "solubility-gcn";
    }

    @Override
    public String title() {
        return "Aqueous solubility from the graph of a molecule";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        AqSolDb source = AqSolDb.load(run.store());
        SolubilityGraphs set = SolubilityGraphs.of(source);
        MoleculeStore store = new MoleculeStore(set.graphs(), GcnNetwork.LAYERS);
        Split split = Splits.random(set.size(), 0.1, 0.1, run.seed());
        GcnNetwork network = new GcnNetwork();
        try (Functional picked = network.picked();
                Functional padded = network.padded();
                Functional union = network.union()) {
            picked.compile(Optimizer.adam(1e-3), Loss.mse());
            picked.fit(
                    store.dataset(set.y())
                            .select(split.train())
                            .batch(SolubilitySteps.BATCH)
                            .shuffle(),
                    run.fit(run.shorten(EPOCHS, 1)).backend(Backend.SESSION));
            Parity test = Parity.of(set.y(split.test()), store.predict(picked, split.test()));
            run.print("test RMSE %.3f log mol/L, correlation %.3f", test.rmse(), test.correlation());
            List<MoleculeGraph> some = EXAMPLES.stream()
                    .map(s -> MoleculeGraph.of(Smiles.parse(s).withHydrogens()))
                    .toList();
            Map<String, Nd> inPadded = named(padded, Batching.inputs(some));
            Map<String, Nd> inUnion = named(union, Batching.union(some));
            Map<String, Nd> out = Map.of(
                    "solubility", padded.call(List.copyOf(inPadded.values())).get(0));
            SavedModelExport export = SavedModelExport.of(padded)
                    .outputs("solubility")
                    .signature(
                            "union",
                            specs(union),
                            (c, in) -> Map.of("solubility", union.apply(c, in).get(0)));
            export.write(directory);
            export.writeFrozenGraph(directory.resolve("frozen.pb"));
            Reloaded.verify(run, directory, "serving_default", inPadded, out);
            Reloaded.verify(run, directory, "union", inUnion, out);
            card(test)
                    .data(source.source())
                    .example("serving_default", inPadded, out)
                    .example("union", inUnion, out)
                    .write(directory, run.settings());
        }
    }

    private static Map<String, Nd> named(Functional model, List<Nd> arrays) {
        Map<String, Nd> out = new LinkedHashMap<>();
        for (int i = 0; i < arrays.size(); i++) {
            out.put(model.inputs().get(i).node().layer().name(), arrays.get(i));
        }
        return out;
    }

    private static Map<String, Spec> specs(Functional model) {
        Map<String, Spec> out = new LinkedHashMap<>();
        model.inputs().forEach(s -> out.put(s.node().layer().name(), s.spec()));
        return out;
    }

    private ModelCard card(Parity test) {
        return new ModelCard(name(), title())
                .about(
                        "Predicts log10 of the solubility in water (mol/L) from atoms and bonds, hydrogens included: four graph convolutions of "
                                + "width 100 (mean over an atom and its neighbours), mean over the atoms, a hidden layer of 16; 41,633 parameters. Trained with Adam "
                                + "(rate 0.001, batches of 32) on a random eight tenths of AqSolDB. It is the network of chapter 8 of the textbook Deep "
                                + "Learning for Molecules and Materials.")
                .about(
                        "The signature `union` takes molecules of any sizes without padding: `elements` int32 [atoms]; `senders` and `receivers` int32 "
                                + "[edges], both directions of each bond and a self loop for each atom; `molecule` int32 [atoms], the number of each atom's molecule; "
                                + "`sizes` int32 [batch], the atoms of each molecule.")
                .input("elements", "int32 [batch, atoms]", "atomic numbers, 1 to 99; any number for padding")
                .input(
                        "adjacency",
                        "float32 [batch, atoms, atoms]",
                        "1 for bonded atoms and on the diagonal, 0 elsewhere and for padding")
                .input("mask", "float32 [batch, atoms]", "1 for atoms, 0 for padding")
                .output("solubility", "float32 [batch, 1]", "log10 of the solubility in mol/L")
                .metric("RMSE on a random tenth", test.rmse(), "log mol/L")
                .metric("correlation on a random tenth", test.correlation(), "")
                .limit(
                        "Bond orders, charges and stereochemistry are not seen: isomers with the same neighbourhoods get the same number.")
                .limit(
                        "The test rows are drawn at random from the same sources as the training rows; compounds of another kind may be predicted worse.")
                .limit("Elements that are rare in AqSolDB have hardly trained weights.");
    }
}
