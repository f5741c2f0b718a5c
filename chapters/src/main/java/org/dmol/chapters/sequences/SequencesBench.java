package org.dmol.chapters.sequences;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dmol.array.Npz;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.chapters.sequences.TokenizedSmiles.Parts;
import org.dmol.data.DataStore;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.TfRuntime;

/** Training and prediction of both networks beside Keras's {@code fit} and {@code predict}. */
final class SequencesBench implements Bench {
    @Override
    public String name() {
        return "sequences";
    }

    @Override
    public String title() {
        return "recurrent network and transformer of chapter 13 on 7,701 strings";
    }

    @Override
    public void run(Timings timings) throws Exception {
        Settings s = timings.settings();
        AqSolDb set = AqSolDb.load(DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn()));
        Parts parts = TokenizedSmiles.lowerCase(set).inFileOrder();
        int epochs = s.quick() ? 2 : Sequences.EPOCHS;
        TfRuntime.load(); // Python's import of TensorFlow is not timed either
        Path in = Files.createTempFile("dmol-sequences", ".npz");
        try {
            Npz.writer()
                    .put("x", parts.train().input(0))
                    .put("y", parts.train().target(0))
                    .put("x_val", parts.validation().input(0))
                    .put("y_val", parts.validation().target(0))
                    .write(in);
            both(timings, "recurrent", epochs, parts, in);
            both(timings, "transformer", s.quick() ? 1 : 3, parts, in);
        } finally {
            Files.delete(in);
        }
    }

    private static void both(Timings timings, String network, int epochs, Parts parts, Path in) throws Exception {
        Seeds.set(timings.settings().seed());
        JsonNode theirs = timings.python()
                .run("sequences.py", "bench", in.toString(), "--network", network, "--epochs", "" + epochs);
        History[] history = new History[1];
        try (Model m =
                network.equals("recurrent") ? SolubilityNetworks.recurrent() : SolubilityNetworks.transformer()) {
            double fit = timings.time(() -> history[0] = m.fit(
                    parts.train(),
                    Fit.epochs(epochs).validate(parts.validation()).silent()));
            double predict = timings.time(() -> m.predict(parts.validation().input(0)));
            String note = String.format(
                    Locale.ROOT,
                    "last training loss %.3f here, %.3f in Keras; with validation and compilation",
                    history[0].last("loss"),
                    theirs.get("loss").asDouble());
            timings.record(
                    network + ", fit, " + epochs + " epochs",
                    fit,
                    theirs.get("fit").asDouble(),
                    note);
            timings.record(
                    network + ", predict 998 strings, first call",
                    predict,
                    theirs.get("predict").asDouble(),
                    "");
        }
    }
}
