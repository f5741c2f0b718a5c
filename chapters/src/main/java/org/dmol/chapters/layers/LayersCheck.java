package org.dmol.chapters.layers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.GivenWeights;
import org.dmol.chapters.Settings;
import org.dmol.data.DataStore;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;

/** The networks with given weights, the split and the baselines of the data, and short trainings, beside Keras and scikit-learn. */
final class LayersCheck implements CrossCheck {
    /** Relative tolerance in float32. */
    static final double TOLERANCE = 1e-5;

    private static final int SEEDS = 12;
    private static final int EPOCHS = 2;
    private static final int ORDERED = 800;

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public String title() {
        return "convolutional network, split and baselines of chapter 7 beside Keras and scikit-learn";
    }

    @Override
    public void run(Checks check) throws Exception {
        Settings s = check.settings();
        ProteinTokens set = ProteinTokens.loadSolubility(
                DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn()));
        Proteins proteins = Proteins.of(set);
        Path file = Files.createTempFile("dmol-layers", ".npz");
        try {
            check.python().run("layers.py", "exact", file.toString());
            Map<String, Nd> theirs = Npz.read(file);
            LayersReference.of(theirs)
                    .forEach((name, ours) -> check.exact(
                            name.replace('_', ' '), ours, theirs.get(name).doubles(), TOLERANCE));
            data(check, set, proteins);
            trainings(check, proteins, file);
        } finally {
            Files.delete(file);
        }
    }

    private static void data(Checks check, ProteinTokens set, Proteins p) throws Exception {
        JsonNode theirs =
                check.python().run("layers.py", "data", set.source().path().toString());
        double[] order = IntStream.of(p.order()).limit(1000).asDoubleStream().toArray();
        check.exact("shuffled order, first 1,000", order, doubles(theirs.get("order")), 0);
        check.exact(
                "positive, test", sum(p.test()), theirs.get("positive").get(0).asDouble(), 0);
        check.exact(
                "positive, validation",
                sum(p.validation()),
                theirs.get("positive").get(1).asDouble(),
                0);
        check.exact(
                "positive, train", sum(p.train()), theirs.get("positive").get(2).asDouble(), 0);
        baseline(check, "first residue", Baselines.firstResidue(p), theirs.get("first_residue"), 1e-12);
        baseline(check, "composition", Baselines.composition(p, false, false, 0), theirs.get("composition"), 1e-8);
        baseline(
                check,
                "composition, length, first residue",
                Baselines.composition(p, true, true, 0),
                theirs.get("full"),
                1e-8);
    }

    private static void baseline(Checks check, String name, Baselines.Score ours, JsonNode theirs, double tolerance) {
        check.exact(name + ", accuracy", ours.accuracy(), theirs.get("accuracy").asDouble(), tolerance);
        check.exact(name + ", AUC", ours.auc(), theirs.get("auc").asDouble(), tolerance);
        check.exact(name + ", cross-entropy", ours.loss(), theirs.get("loss").asDouble(), tolerance);
    }

    private static double sum(Dataset part) {
        return IntStream.of(Proteins.labels(part)).sum();
    }

    /** Fifty steps from the same weights on the same batches, then the same short recipe from several seeds. */
    private static void trainings(Checks check, Proteins p, Path file) throws Exception {
        Dataset train = p.train().take(3200).shuffle();
        Nd first = train.input(0).rows(0, ORDERED);
        Seeds.set(check.settings().seed());
        Nd weights = GivenWeights.of(ProteinNetworks.plain(Edition.FIRST), first);
        Npz.writer()
                .put("x", train.input(0))
                .put("y", train.target(0))
                .put("x_val", p.validation().input(0))
                .put("y_val", p.validation().target(0))
                .put("x_ordered", first)
                .put("y_ordered", train.target(0).rows(0, ORDERED))
                .put("weights", weights)
                .write(file);
        JsonNode theirs = check.python()
                .run("layers.py", "train", file.toString(), "--seeds", "" + SEEDS, "--epochs", "" + EPOCHS);
        double[] ordered = GivenWeights.epoch(
                        ProteinNetworks.plain(Edition.FIRST),
                        weights,
                        first,
                        train.target(0).rows(0, ORDERED))
                .get("loss");
        check.exact(
                "loss of 800 proteins, same weights and batches", ordered, doubles(theirs.get("ordered")), TOLERANCE);
        double[] loss = new double[SEEDS];
        double[] held = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            Seeds.set(seed);
            try (Model m = ProteinNetworks.plain(Edition.FIRST)) {
                History h = m.fit(
                        train,
                        Fit.epochs(EPOCHS).seed(seed).validate(p.validation()).silent());
                loss[seed] = h.last("loss");
                held[seed] = h.last("val_loss");
            }
        }
        check.sameMean("training loss of 3,200 proteins, 2 epochs", loss, doubles(theirs.get("loss")));
        check.sameMean("validation loss", held, doubles(theirs.get("val_loss")));
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
