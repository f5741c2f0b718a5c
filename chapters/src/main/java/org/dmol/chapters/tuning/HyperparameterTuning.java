package org.dmol.chapters.tuning;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Step;

/** Chapter 18, Hyperparameter Tuning: one classifier of peptides, remedies against its over-fitting, and searches for its settings. */
public final class HyperparameterTuning extends Chapter {
    private final NetworkSearch search;

    public HyperparameterTuning() {
        super("18", "tuning", "Hyperparameter Tuning");
        about(
                "Hemolytic peptides by a convolutional network: remedies against over-fitting, and ways to search for settings.");
        data("hemolysis-positive", "hemolysis-negative").takes(240, 25);
        Data data = new Data();
        PublishedRuns published = new PublishedRuns(data);
        SoundComparison sound = new SoundComparison(data);
        search = new NetworkSearch(data);
        steps(
                Step.of("18.1", "Peptides", "sequences of two classes, shuffled and split", data::load),
                Step.of("18.2", "What can be reached", "repeated sequences and conflicting labels", data::leakage)
                        .after("18.1"),
                Step.of("18.3", "Network", "layers, parameters, the penalty", data::network)
                        .after("18.1"),
                Step.of("18.4", "No remedy", "the training loss falls, the validation loss turns", published::plain)
                        .after("18.1"),
                Step.of("18.5", "L2 penalty", "0.01 on both wide layers", published::l2)
                        .after("18.1"),
                Step.of("18.6", "Early stopping", "the validation AUC decides", published::stopping)
                        .after("18.1"),
                Step.of("18.7", "Dropout and plateaus", "and a learning rate that falls", published::dropout)
                        .after("18.1"),
                Step.of("18.8", "A sound comparison", "split by sequence, several seeds, baselines", sound::compare)
                        .after("18.1"),
                Step.of("18.9", "Rules at work", "early stopping and plateaus on scripted numbers", Rules::scripted)
                        .alone(),
                Step.of("18.10", "Grid, random, Bayesian", "three ways to choose points", SearchSurface::samplers)
                        .alone(),
                Step.of(
                                "18.11",
                                "Less for bad points",
                                "median stopping, successive halving, Hyperband",
                                SearchSurface::budgets)
                        .alone(),
                Step.of("18.12", "A search", "five settings of the network", search::search)
                        .after("18.1"),
                Step.of("18.13", "Schedules", "learning rates that follow a plan", Rules::schedules)
                        .alone());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new TuningCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new TuningBench());
    }

    @Override
    protected void close() {
        search.close();
    }

    public static void main(String[] args) {
        new HyperparameterTuning().launch(args);
    }
}
