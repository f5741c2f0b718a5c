package org.dmol.chapters.vae;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Step;

/** Chapter 14, Variational Autoencoder: classes, numbers and a polymer through a narrow latent space. */
public final class VariationalAutoencoder extends Chapter {
    private final ClassVae classes = new ClassVae();
    private final RegressionVae regression = new RegressionVae(classes::data);
    private final PolymerVae polymer;

    public VariationalAutoencoder() {
        super("14", "vae", "Variational Autoencoder");
        about(
                        "Reconstruction against divergence: autoencoders of classes, of numbers, and of the conformations of a polymer.")
                .data("polymer-long-paths", "polymer-paths")
                .takes(70, 20);
        option("original", "true: the polymer with the book's restarted Adam and one noise value for a batch", "false");
        PolymerData data = new PolymerData();
        polymer = new PolymerVae(data);
        Compact compact = new Compact(data, polymer);
        Beyond beyond = new Beyond(classes, regression, data);
        LatentSpace latent = new LatentSpace(data, polymer);
        steps(
                Step.of("14.1", "Classes", "1,024 numbers in 32 classes", classes::histogram)
                        .alone(),
                Step.of("14.2", "Encoder and decoder", "what untrained networks put out", classes::smokeTest)
                        .after("14.1"),
                Step.of("14.3", "Training", "the posterior collapses", classes::collapse)
                        .after("14.1", "14.2"),
                Step.of("14.4", "Sampling", "classes from the prior", classes::sampling)
                        .after("14.1", "14.2", "14.3"),
                Step.of("14.5", "Reconstruction", "what a collapsed model says of a row", classes::reconstruction)
                        .after("14.1", "14.2", "14.3"),
                Step.of(
                                "14.6",
                                "Less weight on the divergence",
                                "β = 0.2 opens the latent variable",
                                classes::smallBeta)
                        .after("14.1", "14.2", "14.3"),
                Step.of("14.7", "More weight", "why β above 1 disentangles", classes::disentangling)
                        .alone(),
                Step.of("14.8", "Regression", "the numbers themselves", regression::run)
                        .after("14.1", "14.2", "14.3", "14.6"),
                Step.of("14.9", "Polymer", "frames of a trajectory, aligned", data::frames)
                        .alone(),
                Step.of("14.10", "Marginals", "distances between beads", data::marginals)
                        .after("14.9"),
                Step.of("14.11", "Polymer autoencoder", "24 coordinates through two numbers", polymer::train)
                        .after("14.9"),
                Step.of("14.12", "A sample", "one decoded draw", polymer::oneSample)
                        .after("14.9", "14.11"),
                Step.of("14.13", "Latent trajectory", "motion as a path in the plane", polymer::trajectory)
                        .after("14.9", "14.11"),
                Step.of("14.14", "Animation", "conformation and latent point together", polymer::animation)
                        .after("14.9", "14.11"),
                Step.of("14.15", "Generated ensemble", "as many frames as the data", polymer::ensemble)
                        .after("14.9", "14.11"),
                Step.of("14.16", "Marginals again", "generated against training", polymer::marginals)
                        .after("14.9", "14.11", "14.15"),
                Step.of("14.17", "Latent optimisation", "descent to compact conformations", compact::descent)
                        .after("14.9", "14.11"),
                Step.of("14.18", "The most compact", "optimised against observed", compact::compare)
                        .after("14.9", "14.11", "14.17"),
                Step.of("14.19", "Tighter bounds", "importance weights", beyond::bounds)
                        .after("14.1", "14.2", "14.3", "14.6", "14.8"),
                Step.of("14.20", "Sweep of β", "the whole trade", beyond::betaSweep)
                        .after("14.1"),
                Step.of("14.21", "More latent dimensions", "against principal components", beyond::latentDimensions)
                        .after("14.9"),
                Step.of("14.22", "Alignment with a sign", "no arbitrary turns", latent::alignment)
                        .after("14.9", "14.11"),
                Step.of("14.23", "A walk", "free energy and an animated path", latent::walk)
                        .after("14.9", "14.11"));
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new PolymerExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new VaeCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new VaeCheck());
    }

    @Override
    protected void close() {
        classes.close();
        regression.close();
        polymer.close();
    }

    public static void main(String[] args) {
        new VariationalAutoencoder().launch(args);
    }
}
