package org.dmol.chapters.sequences;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.figures.LossCurves;
import org.dmol.chapters.report.Table;
import org.dmol.chapters.sequences.SolubilityNetworks.Quality;
import org.dmol.chapters.sequences.TokenizedSmiles.Parts;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Stats;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** Chapter 13, Deep Learning on Sequences: solubility from the characters of a SMILES string. */
public final class Sequences extends Chapter {
    static final int EPOCHS = 25;
    private static final String CASE_SENSITIVE = "case-sensitive";
    private static final String ORIGINAL = "original";

    private AqSolDb set;
    private Quality inFileOrder;
    private final SoundRuns sound = new SoundRuns(() -> set, () -> Optional.ofNullable(inFileOrder));
    private TokenizedSmiles strings;
    private Parts parts;
    private Sequential model;
    private History history;

    public Sequences() {
        super("13", "sequences", "Deep Learning on Sequences");
        about(
                        "Solubility from SMILES strings by a gated recurrent network; why its test score is poor; SELFIES, masks, and a transformer.")
                .data("aqsoldb")
                .takes(100, 40);
        option(
                "tokenizer",
                "case-sensitive, or original: in lower case, as the book's in 2023 (steps 13.1 to 13.6)",
                CASE_SENSITIVE);
        option("repeats", "trainings of the recurrent network in step 13.9, each from another seed", "1");
        option(
                "smiles",
                "strings for steps 13.7 and 13.11, separated by blanks",
                "CO c1ccccc1 CC(=O)Oc1ccccc1C(=O)O CCCCCCCCCCCCCCCC [Xe]");
        steps(
                Step.of("13.1", "Strings", "SMILES of at most 96 characters", this::load)
                        .alone(),
                Step.of("13.2", "Tokens", "characters as numbers, padded; the book's three parts", this::tokens)
                        .after("13.1"),
                Step.of("13.3", "Model", "embedding, GRU, dense layers", this::model)
                        .after("13.2"),
                Step.of("13.4", "Train", "25 epochs of Adam", this::train).after("13.3"),
                Step.of("13.5", "Losses", "training and validation", this::losses)
                        .after("13.4"),
                Step.of("13.6", "Test", "parity on the test strings", this::test)
                        .after("13.4"),
                Step.of(
                                "13.7",
                                "SMILES and SELFIES",
                                "every string of symbols is a molecule",
                                new SelfiesSteps(() -> set)::demonstration)
                        .after("13.1"),
                Step.of(
                                "13.8",
                                "Masking and padding",
                                "what padding does with and without a mask",
                                run -> new MaskingSteps(strings).show(run))
                        .after("13.2"),
                Step.of("13.9", "A sounder run", "the same network, strings split at random", sound::recurrent)
                        .after("13.1"),
                Step.of(
                                "13.10",
                                "Transformer",
                                "a small encoder on the same split; all models side by side",
                                sound::transformer)
                        .after("13.9"),
                Step.of("13.11", "Predict", "strings of your own, unknown characters refused", sound::predict)
                        .after("13.9"));
    }

    /** The strings of the option. */
    static List<String> own(Run run) {
        return List.of(run.option("smiles").trim().split("\\s+"));
    }

    // ---- data ----

    private void load(Run run) {
        set = AqSolDb.load(run.store());
        strings = tokenize(run);
        Table t = Table.of("first strings", "ID", "SMILES", "solubility (log mol/L)");
        for (int i = 0; i < 5; i++) {
            t.row(
                    set.rows().get(strings.rows()[i]).id(),
                    strings.smiles().get(i),
                    strings.labels().getFlat(i));
        }
        run.table(t);
        int removed = set.size() - strings.rows().length;
        run.print("%d strings are longer than %d characters and left out", removed, TokenizedSmiles.WIDTH);
        run.metric("removed", removed).exactly(285);
        run.metric("kept", strings.rows().length).expected(9697, 0);
        new StringFacts(set, strings).lengths(run);
    }

    private TokenizedSmiles tokenize(Run run) {
        return switch (run.option("tokenizer")) {
            case CASE_SENSITIVE -> TokenizedSmiles.caseSensitive(set);
            case ORIGINAL -> TokenizedSmiles.lowerCase(set);
            default ->
                throw new IllegalArgumentException("Option tokenizer must be " + CASE_SENSITIVE + " or " + ORIGINAL
                        + ", not '" + run.option("tokenizer") + "'.");
        };
    }

    private void tokens(Run run) {
        StringFacts facts = new StringFacts(set, strings);
        facts.tokens(run);
        parts = strings.inFileOrder();
        facts.parts(run, parts);
    }

    // ---- model and training ----

    private void model(Run run) {
        Seeds.set(run.seed());
        model = SolubilityNetworks.recurrent();
        model.call(strings.tokens().rows(0, 1));
        run.print(model.summary());
        run.metric("parameters", model.countParams()).exactly(7937).alsoStandIn();
        run.note("The table of embeddings has 128 rows, as the book's; " + strings.tokenCount() + " of them are used.");
    }

    private void train(Run run) throws IOException {
        Dataset train = run.quick() ? parts.train().take(1600) : parts.train();
        history = model.fit(train, run.fit(run.shorten(EPOCHS, 2), "recurrent").validate(parts.validation()));
        Table t = Table.of("mean squared error", "epoch", "training", "validation");
        for (int e = 0; e < history.epochs().size(); e++) {
            t.row(e + 1, history.get("loss")[e], history.get("val_loss")[e]);
        }
        run.table(t);
        run.metric("last_training_loss", history.last("loss")).published(0.95).band(0.8, 1.2);
        run.metric("last_validation_loss", history.last("val_loss"))
                .published(3.30)
                .band(2.8, 4.2);
        run.corrected(
                "Each epoch sees the training strings in an order that is random throughout; the book's buffer of 1000 strings leaves those of the last sources at the end of each epoch. "
                        + "Padding is masked; the run of 2026 reads its state after up to 95 empty steps.");
    }

    private void losses(Run run) throws IOException {
        run.figure(
                "losses",
                LossCurves.of(history),
                "The book's split in file order: validation strings are of another kind than training strings.");
    }

    // ---- evaluation ----

    private void test(Run run) throws IOException {
        Quality q = Quality.of(model, parts.test());
        inFileOrder = q;
        run.figure("parity", SoundRuns.parity(q), "998 test strings, all from the first source.");
        run.metric("test_correlation", q.correlation()).published(0.677).band(0.60, 0.74);
        run.metric("test_rmse", q.rmse(), "log mol/L")
                .published(1.238)
                .band(1.10, 1.45)
                .note("The book's figure calls it loss; the training loss is its square.");
        double mean = Stats.mean(TokenizedSmiles.labels(parts.train()));
        run.metric("constant_test_rmse", Scores.rmse(q.y(), constant(mean, q.y().length)), "log mol/L")
                .expected(1.534, 4e-4);
        double[] held = TokenizedSmiles.labels(parts.validation());
        run.metric("constant_validation_loss", Scores.mse(held, constant(mean, held.length)))
                .expected(8.944, 6e-5);
        run.corrected(
                "The text stands inside the axes of the figure: the book places it by the last batch of the test strings alone.");
    }

    private static double[] constant(double value, int n) {
        double[] out = new double[n];
        Arrays.fill(out, value);
        return out;
    }

    // ---- for other programs ----

    @Override
    public List<Exporter> exporters() {
        return List.of(SequenceExport.recurrent(), SequenceExport.transformer());
    }

    @Override
    public List<CrossCheck> crossChecks() {
        return List.of(new SequencesCheck());
    }

    @Override
    public List<Bench> benches() {
        return List.of(SequencesBench.recurrent(), SequencesBench.transformer());
    }

    @Override
    protected void close() {
        sound.close();
        if (model != null) {
            model.close();
        }
    }

    public static void main(String[] args) {
        new Sequences().launch(args);
    }
}
