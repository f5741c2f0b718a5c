package org.dmol.chapters.overview;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dmol.array.Npz;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Fit;
import org.dmol.tf.TfRuntime;

/** Training and prediction of chapter 6 beside Keras's {@code fit} and {@code predict}. */
final class OverviewBench implements Bench {
    @Override
    public String name() {
        return "overview";
    }

    @Override
    public String title() {
        return "28,100 updates of the network of chapter 6";
    }

    @Override
    public void run(Timings timings) throws Exception {
        AqSolDb set = AqSolDb.load(DataStore.standard()
                .withOffline(timings.settings().offline())
                .withStandIns(timings.settings().standIn()));
        Solubility data = Solubility.book(set);
        int epochs = timings.settings().quick() ? 5 : Network.EPOCHS;
        TfRuntime.load(); // Python's import of TensorFlow is not timed either
        double[] first = new double[2];
        double[] again = new double[2];
        Path in = Files.createTempFile("dmol-overview", ".npz");
        try {
            Npz.writer()
                    .put("x", data.x().take(data.split().train()))
                    .put("y", data.y().take(data.split().train()))
                    .put("x_test", data.testX())
                    .put("y_test", data.y().take(data.split().test()))
                    .write(in);
            double rmse = once(timings, data, epochs, first);
            once(timings, data, epochs, again);
            JsonNode theirs =
                    timings.python().run("overview.py", "bench", in.toString(), "--epochs", Integer.toString(epochs));
            String note = String.format(
                    Locale.ROOT,
                    "test RMSE %.3f here, %.3f in Keras",
                    rmse,
                    theirs.get("rmse").asDouble());
            timings.record(
                    "fit, " + epochs + " epochs, with compilation",
                    first[0],
                    theirs.get("fit").asDouble(),
                    note);
            timings.record(
                    "fit again, same shapes",
                    again[0],
                    theirs.get("fit_again").asDouble(),
                    "a fresh model in the same process");
            timings.record(
                    "predict 998 rows, 20 times",
                    again[1],
                    theirs.get("predict").asDouble(),
                    "");
        } finally {
            Files.delete(in);
        }
    }

    private static double once(Timings timings, Solubility data, int epochs, double[] seconds) throws Exception {
        Seeds.set(timings.settings().seed());
        try (Sequential model = Network.compiled()) {
            seconds[0] = timings.time(
                    () -> model.fit(data.train(), Fit.epochs(epochs).silent()));
            double rmse = Network.Quality.of(model, data).rmse();
            seconds[1] = timings.time(() -> {
                for (int i = 0; i < 20; i++) {
                    model.predict(data.testX());
                }
            });
            return rmse;
        }
    }
}
