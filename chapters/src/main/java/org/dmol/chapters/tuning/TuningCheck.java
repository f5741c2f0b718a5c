package org.dmol.chapters.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Settings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** The penalised network with the same weights, three steps of Adam, and the callbacks on the same numbers, beside Keras. */
final class TuningCheck implements CrossCheck {
    private static final int ROWS = 3 * Peptides.BATCH;

    @Override
    public String name() {
        return "tuning";
    }

    @Override
    public String title() {
        return "network and callbacks of chapter 18 beside Keras";
    }

    /** Rows to compare with, or to time. */
    static Dataset rows(Settings s, int n) {
        DataStore store = DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn());
        Peptides p = Peptides.of(ProteinTokens.loadHemolysis(store));
        return p.rows(p.byRow().train()).take(n);
    }

    @Override
    public void run(Checks check) throws Exception {
        Dataset rows = rows(check.settings(), ROWS);
        Path file = Files.createTempFile("dmol-tuning", ".npz");
        Seeds.set(check.settings().seed());
        try (Sequential m = Recipe.PLAIN.withL2(0.01).network()) {
            double[] before = m.predict(rows.input(0)).doubles();
            NpzWriter npz = Npz.writer()
                    .put("tokens", rows.input(0))
                    .put("labels", rows.target(0))
                    .put("auc", Nd.vector(Rules.AUC))
                    .put("loss", Nd.vector(Rules.LOSS));
            List<Nd> weights = m.getWeights();
            for (int i = 0; i < weights.size(); i++) {
                npz.put("w" + i, weights.get(i));
            }
            npz.write(file);
            JsonNode theirs = check.python().run("tuning.py", "check", file.toString());
            Map<String, Double> ours = m.evaluate(rows);
            check.exact("predictions", before, doubles(theirs.get("before")), 1e-5);
            check.exact(
                    "loss with its penalty",
                    ours.get("loss"),
                    theirs.get("loss").asDouble(),
                    1e-5);
            check.exact(
                    "AUC of 200 thresholds", ours.get("auc"), theirs.get("auc").asDouble(), 1e-5);
            double loss = m.fit(rows, Fit.epochs(1).silent()).last("loss");
            check.exact(
                    "mean loss of three steps of Adam",
                    loss,
                    theirs.get("training_loss").asDouble(),
                    1e-5);
            EarlyStopping stop = PublishedRuns.earlyStopping();
            int epochs = Rules.replay("val_auc", Rules.AUC, stop).epochs().size();
            double[] rates = Rules.replay("val_loss", Rules.LOSS, PublishedRuns.reduceOnPlateau())
                    .get("learning_rate");
            check.exact(
                    "epochs until early stopping", epochs, theirs.get("epochs").asDouble(), 0);
            check.exact(
                    "epoch whose weights come back",
                    stop.bestEpoch(),
                    theirs.get("best").asDouble(),
                    0);
            check.exact("rates on plateaus", rates, doubles(theirs.get("rates")), 1e-6);
            check.exact(
                    "predictions afterwards", m.predict(rows.input(0)).doubles(), doubles(theirs.get("after")), 1e-5);
        } finally {
            Files.delete(file);
        }
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
