package org.dmol.chapters.overview;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.ModelCard;
import org.dmol.chapters.Reloaded;
import org.dmol.chapters.Run;
import org.dmol.chapters.overview.Network.Quality;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.models.Sequential;
import org.dmol.tf.Ctx;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The network as a SavedModel that takes raw descriptors: the scale of the training rows is part of the graph. */
final class SolubilityExport implements Exporter {
    @Override
    public String name() {
        return "solubility-mlp";
    }

    @Override
    public String title() {
        return "Aqueous solubility from 17 molecular descriptors";
    }

    @Override
    public void export(Run run, Path directory) throws Exception {
        AqSolDb set = AqSolDb.load(run.store());
        Solubility data = Solubility.random(set, 0, run.seed());
        try (Sequential model = Network.compiled()) {
            model.fit(data.train().shuffle(), run.fit(run.shorten(Network.EPOCHS, 3)));
            Quality quality = Quality.of(model, data);
            run.print("test RMSE %.3f log mol/L, correlation %.3f", quality.rmse(), quality.correlation());
            Map<String, Spec> inputs = Map.of("descriptors", Spec.of(DType.FLOAT32, -1, 17));
            new SavedModelWriter()
                    .signature("serving_default", inputs, (c, in) -> graph(c, in, model, data))
                    .write(directory);
            new SavedModelWriter()
                    .signature("serving_default", inputs, (c, in) -> graph(c, in, model, data))
                    .writeFrozenGraph(directory.resolve("frozen.pb"));
            Nd some = set.features().take(data.split().test()).rows(0, 5).cast(DType.FLOAT32);
            Nd expected = model.predict(data.testX().rows(0, 5));
            Map<String, Nd> in = Map.of("descriptors", some);
            Map<String, Nd> out = Map.of("solubility", expected);
            Reloaded.verify(run, directory, "serving_default", in, out);
            card(set, quality).example("serving_default", in, out).write(directory, run.settings());
        }
    }

    private static Map<String, Operand<?>> graph(Ctx c, List<Operand<?>> in, Sequential model, Solubility data) {
        Operand<TFloat32> mean =
                Trace.constant(c.tf(), Nd.vector(data.scale().mean()).cast(DType.FLOAT32));
        Operand<TFloat32> std =
                Trace.constant(c.tf(), Nd.vector(data.scale().std()).cast(DType.FLOAT32));
        Operand<?> z = c.tf().math.div(c.tf().math.sub(Trace.floats(in.get(0)), mean), std);
        return Map.of("solubility", model.apply(c, List.of(z)).get(0));
    }

    private ModelCard card(AqSolDb set, Quality quality) {
        return new ModelCard(name(), title())
                .about(
                        "Predicts log10 of the solubility in water (mol/L) of a compound. One hidden layer of 32 tanh units, 609 parameters, "
                                + "trained by plain gradient descent (rate 0.01, 50 epochs, batches of 16) on a random nine tenths of AqSolDB. "
                                + "It is the network of chapter 6 of the textbook Deep Learning for Molecules and Materials.")
                .input(
                        "descriptors",
                        "float32 [batch, 17]",
                        "RDKit descriptors, not standardised, in this order: " + String.join(", ", AqSolDb.FEATURES))
                .output("solubility", "float32 [batch, 1]", "log10 of the solubility in mol/L")
                .metric("RMSE on a random tenth", quality.rmse(), "log mol/L")
                .metric("correlation on a random tenth", quality.correlation(), "")
                .data(set.source())
                .limit(
                        "The test rows are drawn at random from the same sources as the training rows; compounds of another kind may be predicted worse.")
                .limit("The descriptors must be computed as RDKit computes them.")
                .limit("It gives no measure of its own doubt.");
    }
}
