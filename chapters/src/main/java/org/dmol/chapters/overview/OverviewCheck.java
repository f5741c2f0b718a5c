package org.dmol.chapters.overview;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.data.DataStore;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;

/** The network beside Keras: the same weights give the same outputs, losses and steps; several seeds give the same distribution. */
final class OverviewCheck implements CrossCheck {
    @Override
    public String name() {
        return "overview-keras";
    }

    @Override
    public String title() {
        return "the network of chapter 6 beside Keras";
    }

    @Override
    public void run(Checks check) throws Exception {
        Path work = Files.createTempDirectory("dmol-overview");
        try {
            AqSolDb set = AqSolDb.load(DataStore.standard()
                    .withOffline(check.settings().offline())
                    .withStandIns(check.settings().standIn()));
            Solubility data = Solubility.book(set);
            exact(check, data, work);
            statistical(check, data, work);
        } finally {
            try (var files = Files.list(work)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(work);
        }
    }

    /** One epoch in file order from given weights. */
    private static void exact(Checks check, Solubility data, Path work) throws Exception {
        Seeds.set(check.settings().seed());
        Path in = work.resolve("exact.npz");
        try (Sequential model = Network.compiled()) {
            Nd before = model.predict(data.testX());
            List<Nd> w = model.getWeights();
            Npz.writer()
                    .put("x", data.x().take(data.split().train()))
                    .put("y", data.y().take(data.split().train()))
                    .put("x_test", data.testX())
                    .put("w1", w.get(0))
                    .put("b1", w.get(1))
                    .put("w2", w.get(2))
                    .put("b2", w.get(3))
                    .write(in);
            History history = model.fit(data.train(), Fit.epochs(1).silent());
            Nd after = model.predict(data.testX());
            JsonNode theirs = check.python().run("overview.py", "exact", in.toString());
            check.exact("outputs before training", before.doubles(), doubles(theirs.get("before")), 1e-5);
            check.exact(
                    "loss of one epoch",
                    history.last("loss"),
                    theirs.get("loss").asDouble(),
                    1e-5);
            check.exact("outputs after 562 steps", after.doubles(), doubles(theirs.get("after")), 1e-4);
            for (int k = 0; k < 4; k++) {
                check.exact(
                        "weights after 562 steps, " + k,
                        model.getWeights().get(k).doubles(),
                        doubles(theirs.get("weights").get(k)),
                        1e-4);
            }
        }
    }

    /** The whole recipe from several first weights. */
    private static void statistical(Checks check, Solubility data, Path work) throws Exception {
        int epochs = check.settings().quick() ? 4 : Network.EPOCHS;
        int seeds = 6;
        double[] rmse = new double[seeds];
        double[] correlation = new double[seeds];
        double[] loss = new double[seeds];
        for (int k = 0; k < seeds; k++) {
            Seeds.set(check.settings().seed() * 100 + k);
            try (Sequential model = Network.compiled()) {
                loss[k] = model.fit(data.train(), Fit.epochs(epochs).silent()).last("loss");
                Network.Quality q = Network.Quality.of(model, data);
                rmse[k] = q.rmse();
                correlation[k] = q.correlation();
            }
        }
        Path in = work.resolve("data.npz");
        Npz.writer()
                .put("x", data.x().take(data.split().train()))
                .put("y", data.y().take(data.split().train()))
                .put("x_test", data.testX())
                .put("y_test", data.y().take(data.split().test()))
                .write(in);
        JsonNode theirs = check.python()
                .run("overview.py", "train", in.toString(), "--epochs", Integer.toString(epochs), "--seeds", "3");
        check.statistical("test RMSE", rmse, doubles(theirs.get("rmse")));
        check.statistical("test correlation", correlation, doubles(theirs.get("correlation")));
        check.statistical("training MSE of the last epoch", loss, doubles(theirs.get("loss")));
    }

    static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
