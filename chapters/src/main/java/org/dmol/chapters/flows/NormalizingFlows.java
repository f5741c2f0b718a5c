package org.dmol.chapters.flows;

import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Step;

/** Chapter 15, Normalizing Flows: exact densities of two moons by invertible networks. */
public final class NormalizingFlows extends Chapter {
    private final BookFlow book;
    private final HeldOut heldOut;

    public NormalizingFlows() {
        super("15", "flows", "Normalizing Flows");
        about(
                        "A chain of bijections turns a Gaussian into two moons; its density is exact, which no autoencoder offers.")
                .takes(90, 15);
        Moons moons = new Moons();
        Bijections bijections = new Bijections();
        book = new BookFlow(moons);
        heldOut = new HeldOut(moons, book);
        Comparison comparison = new Comparison(moons);
        Topology topology = new Topology(moons, heldOut);
        steps(
                Step.of("15.1", "Two moons", "10,000 points of two interleaved half circles", moons::show)
                        .alone(),
                Step.of("15.2", "Base distribution", "where every sample starts: a Gaussian", bijections::base)
                        .alone(),
                Step.of("15.3", "A bijector by hand", "scale, then shift", bijections::byHand)
                        .after("15.2"),
                Step.of("15.4", "Density", "exact, by the change of variables", bijections::density)
                        .after("15.3"),
                Step.of("15.5", "The flow", "three autoregressive blocks and permutations", book::untrained)
                        .after("15.1"),
                Step.of("15.6", "Training", "maximum likelihood", book::train).after("15.1", "15.5"),
                Step.of("15.7", "Trained density", "what the flow learned", book::density)
                        .after("15.1", "15.5", "15.6"),
                Step.of("15.8", "Samples", "new points from the flow", book::samples)
                        .after("15.1", "15.5", "15.6"),
                Step.of("15.9", "Held-out likelihood", "a better setting, judged on unseen points", heldOut::run)
                        .after("15.1", "15.5", "15.6"),
                Step.of("15.10", "How many blocks", "likelihood against the length of the chain", comparison::blocks)
                        .after("15.1"),
                Step.of("15.11", "Other flows", "coupling, splines and inverse flows beside MAF", comparison::kinds)
                        .after("15.1"),
                Step.of("15.12", "A base of two parts", "what a bijection alone cannot do", topology::mixtureBase)
                        .after("15.1"),
                Step.of("15.13", "Between two points", "straight lines in z, curves in x", topology::interpolation)
                        .after("15.1", "15.5", "15.6", "15.9"));
    }

    @Override
    public List<Exporter> exporters() {
        return List.of(new FlowExport());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new FlowsCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new FlowsCheck());
    }

    @Override
    protected void close() {
        book.close();
        heldOut.close();
    }

    public static void main(String[] args) {
        new NormalizingFlows().launch(args);
    }
}
