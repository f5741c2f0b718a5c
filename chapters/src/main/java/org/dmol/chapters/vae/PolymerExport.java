package org.dmol.chapters.vae;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.data.sets.PolymerPaths;
import org.dmol.layers.train.Dataset;
import org.dmol.probability.models.Signatures;
import org.dmol.probability.models.Vae;

/** The polymer's autoencoder as a SavedModel: encoder, decoder, samples and a bound of the likelihood. */
final class PolymerExport implements Exporter {
    private static final int BOUND = 64;

    /** Not ONNX, which lacks TensorFlow's op for the shapes of broadcasting. */
    private static final String[] RUNTIMES = {"SavedModel", "keras.TFSMLayer", "TFLite"};

    @Override
    public String name() {
        return "polymer-vae";
    }

    @Override
    public String title() {
        return "Conformations of a 12-bead polymer by two latent numbers";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        PolymerPaths set = PolymerPaths.loadLong(run.store());
        Polymer frames = Polymer.align(set.frames(), Polymer.Sign.AS_NUMPY);
        Nd rows = PolymerVae.shuffled(frames, run.seed());
        try (Vae vae = PolymerVae.model(2, run.seed())) {
            vae.compile(Networks.adam(2e-3));
            vae.fit(Dataset.of(rows).batch(32), run.fit(run.shorten(PolymerVae.EPOCHS, 10), "polymer-export"));
            double error = PolymerVae.squaredError(vae, frames);
            run.print("squared error of all frames %.3f", error);
            Signatures.of(vae, BOUND).write(directory);
            Signatures.of(vae, BOUND).writeFrozenGraph(directory.resolve("frozen.pb"));
            Nd x = rows.rows(0, 5);
            List<Nd> posterior = vae.encode(x);
            Nd z = posterior.get(0);
            Map<String, Nd> encoded = Map.of("mean", z, "stddev", posterior.get(1));
            Map<String, Nd> decoded = Map.of("x", vae.decode(z));
            Nd seed = Nd.of(new int[] {3, 0}, 2);
            Reloaded.verify(run, directory, "encode", Map.of("x", x), encoded);
            Reloaded.verify(run, directory, "decode", Map.of("z", z), decoded);
            Reloaded.verify(
                    run,
                    directory,
                    "log_prob",
                    Map.of("x", x, "seed", seed),
                    Map.of("log_prob", vae.logProbBound(x, BOUND, 3)));
            new ModelCard(name(), title())
                    .about(
                            "A variational autoencoder (24-256-256-256-2 and back, ReLU, KL weight 0.005) of aligned conformations of a two-dimensional bead-spring polymer (chapter 14 of the "
                                    + "textbook Deep Learning for Molecules and Materials).")
                    .about(
                            "Further signatures: `encode` (the same), `decode` (`z` to the mean conformation `x`), `sample` (`n` int32 scalar, `seed` int32 [2], to `x`) and `log_prob` (`x` and `seed` to "
                                    + "the importance-weighted bound of the log-likelihood with " + BOUND
                                    + " samples).")
                    .input(
                            "x",
                            "float32 [batch, 24]",
                            "x0, y0, x1, y1, … of 12 beads, centroid at 0, long axis along x, in bond units of the data")
                    .output("mean", "float32 [batch, 2]", "mean of the posterior of the latent variable")
                    .output("stddev", "float32 [batch, 2]", "its standard deviation")
                    .metric(
                            "squared error summed over 24 coordinates, all frames at the posterior mean",
                            error,
                            "squared length units (two principal components leave 4.64)")
                    .data(set.source())
                    .limit(
                            "Generated bonds are too short (about 0.35 instead of 0.73): two numbers do not tell all, and the decoder averages.")
                    .example("serving_default", Map.of("x", x), encoded)
                    .runtimes(RUNTIMES)
                    .example("decode", Map.of("z", z.cast(DType.FLOAT32)), decoded)
                    .runtimes(RUNTIMES)
                    .write(directory, run.settings());
        }
    }
}
