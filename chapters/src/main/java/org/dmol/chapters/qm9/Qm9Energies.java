package org.dmol.chapters.qm9;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Step;

/** Chapter 16, Predicting DFT Energies: networks from atoms and positions to the energies of quantum chemistry. */
public final class Qm9Energies extends Chapter {
    public Qm9Energies() {
        super("16", "qm9", "Predicting DFT Energies");
        about(
                "Energies of small molecules from atoms and positions: the book's network, and what a potential of today can do.");
        data("qm9-sample", "ethanol", "ani1-hydrocarbons").takes(1500, 25);
        option(
                "sampling",
                "'all': molecules of all sizes; 'first': the first 14,000 of QM9, as the book's edition of 2023",
                "all");
        option("archive", "'true': the whole of QM9, a download of 86 MB", "false");
        option("reference-epochs", "epochs of the potential on 12,000 molecules", "60");
        option("force-epochs", "epochs over 1,000 frames of ethanol", "200");
        option("ani-epochs", "epochs over the conformations of hydrocarbons", "60");
        option("xyz", "XYZ file with molecules to predict in the last step; empty for a few examples", "");
        RecordSteps records = new RecordSteps();
        BookSteps book = new BookSteps(records);
        LayerSteps layers = new LayerSteps(book);
        ReferenceSteps reference = new ReferenceSteps(records);
        OtherMolecules others = new OtherMolecules(records);
        steps(
                Step.of("16.1", "QM9", "molecules, and the file of records of the book", run -> {
                            others.refuseBadFile(run);
                            records.load(run);
                        })
                        .alone(),
                Step.of("16.2", "The first record", "elements, positions, charges, labels", records::methane)
                        .alone(),
                Step.of("16.3", "Molecules to learn from", "the draw and the scale of the labels", book::select)
                        .after("16.1"),
                Step.of(
                                "16.4",
                                "Baseline",
                                "a linear function of the numbers of atoms, by descent and exactly",
                                book::baseline)
                        .after("16.3"),
                Step.of("16.5", "Edges", "a function of the distance", layers::edges)
                        .alone(),
                Step.of("16.6", "The layer", "messages on a fully connected graph", layers::layer)
                        .after("16.3"),
                Step.of("16.7", "Symmetries", "what the network cannot tell apart; gradients", layers::proofs)
                        .after("16.3"),
                Step.of("16.8", "The book's network", "trained on one molecule a step", book::train)
                        .after("16.4"),
                Step.of("16.9", "The same network, sounder", "on what the elements leave over", book::residual)
                        .after("16.3"),
                Step.of("16.10", "A potential of today", "atomization energies of all molecules", reference::train)
                        .after("16.1"),
                Step.of("16.11", "Learning curve", "error by the number of training molecules", reference::curve)
                        .after("16.10"),
                Step.of(
                                "16.12",
                                "Forces on ethanol",
                                "trained on energies and their derivatives",
                                new EthanolSteps()::learn)
                        .alone(),
                Step.of(
                                "16.13",
                                "Symmetry functions",
                                "ANI's potential on distorted hydrocarbons",
                                new HydrocarbonSteps()::learn)
                        .alone(),
                Step.of(
                                "16.14",
                                "Other molecules",
                                "the potential of step 10 on molecules of an XYZ file",
                                others::predict)
                        .after("16.10"));
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new EnergyExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new Qm9Check());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new Qm9Bench());
    }

    public static void main(String[] args) {
        new Qm9Energies().launch(args);
    }
}
