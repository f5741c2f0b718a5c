package org.dmol.chapters.sequences;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
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

/** Training and prediction of a network of the chapter beside Keras's {@code fit} and {@code predict}. */
final class SequencesBench implements Bench {
    private final String name;
    private final String title;
    private final String network;
    private final int epochs;
    private final Supplier<Model> model;

    private SequencesBench(String name, String title, String network, int epochs, Supplier<Model> model) {
        this.name = name;
        this.title = title;
        this.network = network;
        this.epochs = epochs;
        this.model = model;
    }

    static SequencesBench recurrent() {
        return new SequencesBench(
                "sequences",
                "recurrent network of chapter 13 on 7,701 strings",
                "recurrent",
                Sequences.EPOCHS,
                SolubilityNetworks::recurrent);
    }

    static SequencesBench transformer() {
        return new SequencesBench(
                "sequences-transformer",
                "transformer of chapter 13 on 7,701 strings",
                "transformer",
                3,
                SolubilityNetworks::transformer);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void run(Timings timings) throws Exception {
        Settings s = timings.settings();
        AqSolDb set = AqSolDb.load(DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn()));
        Parts parts = TokenizedSmiles.lowerCase(set).inFileOrder();
        TfRuntime.load(); // Python's import of TensorFlow is not timed either
        Path in = Files.createTempFile("dmol-sequences", ".npz");
        try {
            Npz.writer()
                    .put("x", parts.train().input(0))
                    .put("y", parts.train().target(0))
                    .put("x_val", parts.validation().input(0))
                    .put("y_val", parts.validation().target(0))
                    .write(in);
            both(timings, s.quick() ? 1 : epochs, parts, in);
        } finally {
            Files.delete(in);
        }
    }

    private void both(Timings timings, int epochs, Parts parts, Path in) throws Exception {
        Seeds.set(timings.settings().seed());
        JsonNode theirs = timings.python()
                .run("sequences.py", "bench", in.toString(), "--network", network, "--epochs", "" + epochs);
        History[] history = new History[1];
        try (Model m = model.get()) {
            double fit = timings.time(() -> history[0] = m.fit(
                    parts.train(),
                    Fit.epochs(epochs).validate(parts.validation()).silent()));
            double predict = timings.time(() -> m.predict(parts.validation().input(0)));
            String note = String.format(
                    Locale.ROOT,
                    "last training loss %.3f here, %.3f in Keras; with validation and compilation",
                    history[0].last("loss"),
                    theirs.get("loss").asDouble());
            timings.record("fit, " + epochs + " epochs", fit, theirs.get("fit").asDouble(), note);
            timings.record(
                    "predict 998 strings, first call",
                    predict,
                    theirs.get("predict").asDouble(),
                    "");
        }
    }
}
