package org.dmol.chapters.flows;

import java.nio.file.Path;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.probability.distributions.TransformedDistribution;
import org.dmol.probability.models.Signatures;

/** The flow of step 9 as a SavedModel with its density, samples and both directions of the mapping. */
final class FlowExport implements Exporter {
    @Override
    public String name() {
        return "moons-flow";
    }

    @Override
    public String title() {
        return "Density of two moons by a normalizing flow";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        Moons moons = new Moons();
        moons.generate(run.seed());
        HeldOut held = new HeldOut(moons, null);
        try {
            held.train(run);
            var flow = (TransformedDistribution) held.trained();
            double nll = held.model().nll(moons.heldOut());
            run.print("held-out NLL %.4f", nll);
            Signatures.of(flow).write(directory);
            Signatures.of(flow).writeFrozenGraph(directory.resolve("frozen.pb"));
            Nd x = moons.heldOut().rows(0, 5);
            Nd z = flow.bijector().inverse(x);
            Map<String, Nd> logProb = Map.of("log_prob", flow.logProb(x));
            Map<String, Nd> draw = Map.of("n", Nd.scalar(100).cast(DType.INT32), "seed", Nd.of(new int[] {3, 0}, 2));
            Reloaded.verify(run, directory, "log_prob", Map.of("x", x), logProb);
            Reloaded.verify(run, directory, "encode", Map.of("x", x), Map.of("z", z));
            Reloaded.verify(run, directory, "decode", Map.of("z", z), Map.of("x", x));
            Reloaded.verify(run, directory, "sample", draw, Map.of("x", flow.sample(100, 3)));
            new ModelCard(name(), title())
                    .about(
                            "The log-density of points of the plane under six masked autoregressive blocks of 64 units with swaps in between, trained by maximum likelihood on 9,000 points of "
                                    + "the two-moons distribution with noise 0.05 (chapter 15 of the textbook Deep Learning for Molecules and Materials).")
                    .about(
                            "Further signatures: `log_prob` (the same), `sample` (`n` int32 scalar, `seed` int32 [2], to `x`), `encode` (`x` to the base variable `z`) and `decode` (`z` to `x`).")
                    .input("x", "float32 [batch, 2]", "points of the plane, no unit")
                    .output("log_prob", "float32 [batch]", "natural logarithm of the density")
                    .metric(
                            "negative log-likelihood of 1,000 held-out points",
                            nll,
                            "nats (the true density has "
                                    + String.format(
                                            java.util.Locale.ROOT,
                                            "%.4f",
                                            -MoonsDensity.meanLogDensity(moons.heldOut()))
                                    + ")")
                    .limit(
                            "The data are synthetic, made by the project from NumPy's generator with the seed; a flow leaves a thin bridge between the moons.")
                    .example("serving_default", Map.of("x", x), logProb)
                    .example("encode", Map.of("x", x), Map.of("z", z))
                    .write(directory, run.settings());
        } finally {
            held.close();
        }
    }
}
