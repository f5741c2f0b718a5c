package org.dmol.chapters.pretraining;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.layers.Seeds;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.TfRuntime;

/** An epoch of pre-training in batches by length, beside Keras's {@code fit} of the same network on strings padded to 100. */
final class PretrainingBench implements Bench {
    private static final double RATE = 1e-3;

    @Override
    public String name() {
        return "pretraining";
    }

    @Override
    public String title() {
        return "masked-token pre-training of chapter 21";
    }

    @Override
    public void run(Timings timings) throws Exception {
        Settings s = timings.settings();
        DataStore store = DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn());
        State state = new State();
        state.draw(store, s.seed(), 1);
        state.read(store, s.quick() ? 320 : 3200, s.seed());
        TfRuntime.load(); // Python's import of TensorFlow is not timed either
        List<Dataset> data = new MaskedTexts(state.tokens.size(), s.seed())
                .draw(state.tokens.sequences(state.corpus.smiles()), 1, PretrainSteps.BATCH);
        Path in = Files.createTempFile("dmol-pretraining", ".npz");
        try {
            NpzWriter file = Npz.writer();
            for (int b = 0; b < data.size(); b++) {
                file.put("tokens" + b, data.get(b).inputs().get(0))
                        .put("places" + b, data.get(b).inputs().get(1))
                        .put("labels" + b, data.get(b).targets().get(0))
                        .put("weights" + b, data.get(b).sampleWeights());
            }
            file.write(in);
            JsonNode theirs = timings.python().run("pretraining.py", "bench", in.toString());
            Seeds.set(s.seed());
            List<History> history = new ArrayList<>();
            try (Networks n = Networks.of(Networks.settings(state.tokens.size()))) {
                int steps = data.stream().mapToInt(Dataset::batches).sum();
                n.compileMasked(Schedules.linearWarmup(RATE, steps / 20, steps));
                double ours = timings.time(
                        () -> history.add(n.masked().fit(data, Fit.epochs(1).silent())));
                timings.record(
                        "pre-training, an epoch of " + steps + " steps",
                        ours,
                        theirs.get("fit").asDouble(),
                        String.format(
                                Locale.ROOT,
                                "loss %.2f here, %.2f in Keras (padded to 100); with compilation",
                                history.get(0).last("loss"),
                                theirs.get("loss").asDouble()));
                timings.record(
                        "the same, Keras in batches by length as here",
                        ours,
                        theirs.get("by_length").asDouble(),
                        "");
            }
        } finally {
            Files.delete(in);
        }
    }
}
