package org.dmol.chapters.layers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dmol.array.Npz;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.TfRuntime;

/** Training and prediction of the book's network beside Keras's {@code fit} and {@code predict}. */
final class LayersBench implements Bench {
    @Override
    public String name() {
        return "layers";
    }

    @Override
    public String title() {
        return "convolutional network of chapter 7 on 14,763 proteins";
    }

    @Override
    public void run(Timings timings) throws Exception {
        Settings s = timings.settings();
        Proteins p = Proteins.of(ProteinTokens.loadSolubility(
                DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn())));
        int epochs = s.quick() ? 2 : Edition.FIRST.epochs();
        TfRuntime.load(); // Python's import of TensorFlow is not timed either
        Path in = Files.createTempFile("dmol-layers", ".npz");
        Seeds.set(s.seed());
        try (Model m = ProteinNetworks.plain(Edition.FIRST)) {
            Npz.writer()
                    .put("x", p.train().input(0))
                    .put("y", p.train().target(0))
                    .put("x_val", p.validation().input(0))
                    .put("y_val", p.validation().target(0))
                    .write(in);
            JsonNode theirs =
                    timings.python().run("layers.py", "bench", in.toString(), "--epochs", Integer.toString(epochs));
            History[] history = new History[1];
            double fit = timings.time(() -> history[0] =
                    m.fit(p.train(), Fit.epochs(epochs).validate(p.validation()).silent()));
            double predict = timings.time(() -> m.predict(p.validation().input(0)));
            String note = String.format(
                    Locale.ROOT,
                    "last training loss %.3f here, %.3f in Keras; with validation",
                    history[0].last("loss"),
                    theirs.get("loss").asDouble());
            timings.record("fit, " + epochs + " epochs", fit, theirs.get("fit").asDouble(), note);
            timings.record(
                    "predict 1,845 proteins, first call",
                    predict,
                    theirs.get("predict").asDouble(),
                    "");
        } finally {
            Files.delete(in);
        }
    }
}
