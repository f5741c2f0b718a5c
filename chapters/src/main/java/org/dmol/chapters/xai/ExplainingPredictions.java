package org.dmol.chapters.xai;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Step;

/** Chapter 11, Explaining Predictions: why does a network say so, and what would have to be different? */
public final class ExplainingPredictions extends Chapter {
    static final String PEPTIDE = "GHKLWYARGFMTNVTMKHQ";
    static final String BASE = "C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N";

    public ExplainingPredictions() {
        super("11", "xai", "Explaining Predictions");
        about(
                "A peptide classifier explained by gradients, integrated gradients, SmoothGrad, Shapley values and exchanges of single residues; "
                        + "molecular counterfactuals for a network on drug candidates.");
        data("hemolytic-peptides", "clintox").takes(70, 20);
        option("peptide", "the peptide whose prediction is explained; RAGLQFPVGRLLRRLLRRLLR is that of 2023", PEPTIDE);
        option("labels", "'true': 1 is hemolytic; 'book': the names in the file, which are exchanged", "true");
        option("networks", "networks of different seeds", "5");
        option("base", "SMILES of the molecule whose prediction is explained (lenalidomide)", BASE);
        option("preset", "how far mutants go: narrow, medium or wide", "medium");
        option("samples", "mutants", "3000");
        Hemolysis h = new Hemolysis();
        Attributions a = new Attributions(h);
        ShapleySteps s = new ShapleySteps(h);
        Ensembles e = new Ensembles(h);
        MoleculeSteps m = new MoleculeSteps();
        CounterfactualSteps c = new CounterfactualSteps(m);
        steps(
                Step.of("11.1", "Peptides as arrays", "one-hot codes, and labels that are exchanged", h::sequences)
                        .alone(),
                Step.of("11.2", "The classifier", "convolutions, composition and length", h::train)
                        .after("11.1"),
                Step.of("11.3", "Predictions", "known peptides and strange ones", h::predictions)
                        .after("11.2"),
                Step.of("11.4", "The peptide to explain", "its logit; the network on given weights", h::subject)
                        .after("11.2"),
                Step.of("11.5", "Gradient", "what a little more of a symbol would do", a::gradient)
                        .after("11.2"),
                Step.of("11.6", "Integrated gradients", "attributions that add up", a::integrated)
                        .after("11.2"),
                Step.of("11.7", "SmoothGrad", "the gradient around the input", a::smooth)
                        .after("11.5"),
                Step.of("11.8", "Shapley values", "contributions to all coalitions", s::shapley)
                        .after("11.2"),
                Step.of(
                                "11.9",
                                "Side by side",
                                "four methods, four pictures",
                                run -> a.together(run, s.values.values()))
                        .after("11.5", "11.6", "11.7", "11.8"),
                Step.of("11.10", "Counterfactuals", "exchanges of single residues", new Substitutions(h)::scan)
                        .after("11.2"),
                Step.of("11.11", "Descriptors of drugs", "what the file holds twice", m::descriptors)
                        .alone(),
                Step.of("11.12", "A network on descriptors", "better than saying yes", m::network)
                        .after("11.11"),
                Step.of("11.13", "For new molecules", "the network with its preparation", m::wrapper)
                        .after("11.12"),
                Step.of("11.14", "A chemical space", "mutants of SELFIES", c::sample)
                        .after("11.12"),
                Step.of("11.15", "Molecular counterfactuals", "one from each cluster", c::pick)
                        .after("11.14"),
                Step.of("11.16", "Drawn", "what is different glows", c::draw).after("11.15"),
                Step.of("11.17", "The space", "where the counterfactuals lie", c::scatter)
                        .after("11.15"),
                Step.of("11.18", "Exact Shapley values", "all coalitions of a short peptide", s::exact)
                        .after("11.2"),
                Step.of("11.19", "Several networks", "what equally good models agree on", e::seeds)
                        .after("11.2"),
                Step.of("11.20", "All amino acids", "from local to global explanations", e::global)
                        .after("11.2"),
                Step.of("11.21", "Deletion curves", "which method is faithful", new Faithfulness(h)::curves)
                        .after("11.2"),
                Step.of("11.22", "Which descriptors", "DeepLIFT for the network on descriptors", c::descriptors)
                        .after("11.12"));
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new PeptideExport(), new CandidateExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new XaiCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new XaiCheck());
    }

    public static void main(String[] args) {
        new ExplainingPredictions().launch(args);
    }
}
