package org.dmol.chapters.sequences;

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
import org.dmol.chapters.Settings;
import org.dmol.chapters.sequences.TokenizedSmiles.Parts;
import org.dmol.data.DataStore;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;

/** Both networks with given weights, the tokens and parts of the data, and short trainings, beside Keras. */
final class SequencesCheck implements CrossCheck {
    /** Relative tolerance in float32, for 96 recurrent steps and three steps of Adam. */
    static final double TOLERANCE = 1e-5;

    private static final int SEEDS = 6;
    private static final int EPOCHS = 2;

    @Override
    public String name() {
        return "sequences";
    }

    @Override
    public String title() {
        return "recurrent network, transformer and tokens of chapter 13 beside Keras";
    }

    @Override
    public void run(Checks check) throws Exception {
        Settings s = check.settings();
        AqSolDb set = AqSolDb.load(DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn()));
        Path file = Files.createTempFile("dmol-sequences", ".npz");
        try {
            check.python().run("sequences.py", "exact", file.toString());
            Map<String, Nd> theirs = Npz.read(file);
            SequencesReference.of(theirs)
                    .forEach((name, ours) -> check.exact(
                            name.replace('_', ' '), ours, theirs.get(name).doubles(), TOLERANCE));
            strings(check, set);
            trainings(check, TokenizedSmiles.lowerCase(set).inFileOrder(), file);
        } finally {
            Files.delete(file);
        }
    }

    private static void strings(Checks check, AqSolDb set) throws Exception {
        JsonNode theirs = check.python()
                .run("sequences.py", "strings", set.source().path().toString());
        TokenizedSmiles lower = TokenizedSmiles.lowerCase(set);
        check.exact("strings kept", lower.rows().length, theirs.get("kept").asDouble(), 0);
        text(check, "token table, lower case", tokens(lower), theirs.get("tokens"));
        text(
                check,
                "token table, case-sensitive",
                tokens(TokenizedSmiles.caseSensitive(set)),
                theirs.get("characters"));
        int[] flat = lower.tokens().ints();
        double sum = IntStream.range(0, flat.length)
                .mapToDouble(i -> (double) flat[i] * ((i + 1) % 997))
                .sum();
        check.exact(
                "weighted sum of all tokens", sum, theirs.get("sum_of_tokens").asDouble(), 0);
        Parts parts = lower.inFileOrder();
        Dataset[] all = {parts.test(), parts.validation(), parts.train()};
        String[] names = {"test", "validation", "train"};
        for (int i = 0; i < all.length; i++) {
            double[] y = TokenizedSmiles.labels(all[i]);
            check.exact(
                    names[i] + ", mean label",
                    Stats.mean(y),
                    theirs.get("means").get(i).asDouble(),
                    1e-6);
            check.exact(
                    names[i] + ", deviation of the labels",
                    Stats.std(y, 0),
                    theirs.get("deviations").get(i).asDouble(),
                    1e-6);
        }
    }

    private static String tokens(TokenizedSmiles t) {
        return String.join("", t.encoder().vocabulary().tokens());
    }

    /** Two texts, by their characters' codes. */
    private static void text(Checks check, String name, String ours, JsonNode theirs) {
        check.exact(name, codes(ours), codes(theirs.asText()), 0);
    }

    private static double[] codes(String text) {
        return text.chars().asDoubleStream().toArray();
    }

    /** The same short recipe from several seeds. */
    private static void trainings(Checks check, Parts parts, Path file) throws Exception {
        Dataset train = parts.train().take(1600).shuffle();
        Dataset validation = parts.validation();
        Npz.writer()
                .put("x", train.input(0))
                .put("y", train.target(0))
                .put("x_val", validation.input(0))
                .put("y_val", validation.target(0))
                .write(file);
        JsonNode theirs = check.python()
                .run("sequences.py", "train", file.toString(), "--seeds", "" + SEEDS, "--epochs", "" + EPOCHS);
        double[] loss = new double[SEEDS];
        double[] held = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            Seeds.set(seed);
            try (Model m = SolubilityNetworks.recurrent()) {
                History h = m.fit(
                        train,
                        Fit.epochs(EPOCHS).seed(seed).validate(validation).silent());
                loss[seed] = h.last("loss");
                held[seed] = h.last("val_loss");
            }
        }
        check.sameMean("training loss of 1,600 strings, 2 epochs", loss, doubles(theirs.get("loss")));
        check.sameMean("validation loss", held, doubles(theirs.get("val_loss")));
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
