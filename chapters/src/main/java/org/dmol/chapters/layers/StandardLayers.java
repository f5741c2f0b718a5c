package org.dmol.chapters.layers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Run;
import org.dmol.chapters.Step;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Roc;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.train.History;

/** Chapter 7, Standard Layers: a convolutional network for protein solubility, over-fitting, and two remedies. */
public final class StandardLayers extends Chapter {
    private static final int EPOCHS = 10;

    private Proteins proteins;
    private Sequential plain;
    private History plainHistory;
    private Baselines.Score firstResidue;

    public StandardLayers() {
        super("07", "layers", "Standard Layers");
        about(
                        "Which proteins dissolve? A one-dimensional convolutional network over-fits; dropout helps, a penalty of the wrong size ends all learning.")
                .data("soluble-proteins")
                .takes(250, 30);
        option("embedding", "numbers per residue: 16, as in 2023, or 2, as the text always said and 2026 does", "16");
        Workings workings = new Workings();
        steps(
                Step.of("07.1", "Load and split", "test, validation and training proteins", this::load)
                        .alone(),
                Step.of("07.2", "One protein", "tokens of the first soluble protein", this::show)
                        .after("07.1"),
                Step.of("07.3", "Model", "embedding, three convolutions with pooling, three dense layers", this::model)
                        .after("07.1"),
                Step.of("07.4", "Train", "ten epochs of Adam", this::train).after("07.3"),
                Step.of("07.5", "Losses", "the validation loss turns up: over-fitting", this::losses)
                        .after("07.4"),
                Step.of("07.6", "Dropout", "the same network with three dropout layers", this::dropout)
                        .after("07.4"),
                Step.of("07.7", "L2", "a penalty that is too strong", this::penalty)
                        .after("07.1"),
                Step.of("07.8", "Activations", "ReLU, Swish, GELU", workings::activations)
                        .alone(),
                Step.of("07.9", "Baselines", "what simple counts reach", this::baselines)
                        .after("07.1"),
                Step.of(
                                "07.10",
                                "Masked network",
                                "the padding really masked, stopped early, judged on the test part",
                                this::masked)
                        .after("07.9"),
                Step.of(
                                "07.11",
                                "Layers by hand",
                                "what convolution, pooling, dropout and normalisation do",
                                workings::layers)
                        .alone());
    }

    // ---- data ----

    private void load(Run run) {
        proteins = Proteins.of(ProteinTokens.loadSolubility(run.store()));
        run.print("%d examples", proteins.size());
        run.print("shuffled order starts %s", Arrays.toString(Arrays.copyOf(proteins.order(), 10)));
        run.metric("examples", proteins.size()).exactly(18453);
        run.metric(
                        "test_positive",
                        Arrays.stream(Proteins.labels(proteins.test())).sum())
                .expected(867, 0);
        run.metric(
                        "validation_positive",
                        Arrays.stream(Proteins.labels(proteins.validation())).sum())
                .expected(887, 0);
        run.metric("train_rows", proteins.train().size()).expected(14763, 0);
        run.metric(
                        "train_positive",
                        Arrays.stream(Proteins.labels(proteins.train())).sum())
                .expected(7031, 0);
        run.metric("train_batches", proteins.train().batches()).expected(923, 0);
        run.metric("majority_test", Proteins.majority(proteins.test())).near(0.5301, 5e-5);
        run.metric("majority_validation", Proteins.majority(proteins.validation()))
                .near(0.5192, 5e-5);
    }

    private void show(Run run) {
        ProteinTokens set = ProteinTokens.loadSolubility(run.store());
        run.print(set.tokens().row(0));
        run.print("%s", set.sequence(0));
        run.print(
                "0 is padding, 1 to 20 are the residues A R N D C Q E G H I L K M F P S T W Y V; %d residues",
                set.length(0));
        int[] first = Arrays.copyOf(set.tokens().row(0).ints(), 10);
        run.check("first_ten_tokens", Arrays.equals(first, new int[] {13, 17, 15, 16, 1, 1, 1, 17, 8, 9}))
                .onRealData();
    }

    private int embedding(Run run) {
        int n = (int) run.number("embedding");
        if (n < 1) {
            throw new IllegalArgumentException(
                    "Option embedding must be a positive number, not " + run.option("embedding") + ".");
        }
        return n;
    }

    // ---- the book's three networks ----

    private void model(Run run) {
        Seeds.set(run.seed());
        plain = Networks.plain(embedding(run));
        plain.call(proteins.tokens().rows(0, 1));
        run.print(plain.summary());
        int embedding = embedding(run);
        run.metric("parameters", plain.countParams())
                .exactly(embedding == 16 ? 60929 : embedding == 2 ? 59515 : plain.countParams())
                .alsoStandIn();
        run.corrected(
                "The text speaks of two numbers per residue, the code of 2023 has 16; --set embedding=2 gives the other.");
        run.corrected(
                "The framework is told that 0 is padding, but convolutions drop the mask: the network sees the length of a protein. "
                        + "Step 07.10 masks for real.");
    }

    private History fit(Run run, Model model) {
        int epochs = run.shorten(EPOCHS, 1);
        return model.fit(
                run.quick() ? proteins.train().take(3200) : proteins.train(),
                run.fit(epochs).validate(proteins.validation()));
    }

    private void train(Run run) {
        plainHistory = fit(run, plain);
        printLosses(run, plainHistory);
        double[] loss = plainHistory.get("loss");
        double[] held = plainHistory.get("val_loss");
        run.metric("first_training_loss", loss[0]).published(0.687).band(0.68, 0.70);
        run.metric("last_training_loss", loss[loss.length - 1]).published(0.594).band(0.55, 0.63);
        run.metric("best_validation_loss", min(held)).published(0.657).band(0.64, 0.67);
        run.metric("last_validation_loss", held[held.length - 1])
                .published(0.718)
                .band(min(held) + 0.02, 0.85);
        double accuracy = plainHistory.last("val_binary_accuracy");
        run.metric("last_validation_accuracy", accuracy).published(0.5615).band(0.55, 0.64);
        double[] p = plain.predict(proteins.test().input(0)).doubles();
        int[] y = Proteins.labels(proteins.test());
        run.metric("test_accuracy", Baselines.accuracy(y, p)).band(0.56, 0.63);
        run.metric("test_auc", Roc.auc(y, p)).band(0.60, 0.65);
        run.corrected("The book never uses its test part; the last two numbers do.");
    }

    private static void printLosses(Run run, History h) {
        Table t = Table.of("losses", "epoch", "training", "validation", "validation accuracy");
        for (int e = 0; e < h.epochs().size(); e++) {
            t.row(e + 1, h.get("loss")[e], h.get("val_loss")[e], h.get("val_binary_accuracy")[e]);
        }
        run.table(t);
    }

    private void losses(Run run) throws IOException {
        run.figure(
                "losses", lossFigure(plainHistory), "The book's network: training loss falls, validation loss turns.");
    }

    static Figure lossFigure(History h) {
        Figure fig = new Figure(5.6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Loss");
        ax.plot(h.get("loss")).label("training");
        ax.plot(h.get("val_loss")).label("validation");
        ax.legend();
        return fig;
    }

    private void dropout(Run run) throws IOException {
        Seeds.set(run.seed() + 1);
        try (Sequential model = Networks.dropout(embedding(run), 0.3)) {
            History h = fit(run, model);
            printLosses(run, h);
            run.figure("losses", lossFigure(h), "With dropout 0.3 after flatten and after both wide layers.");
            run.metric("last_training_loss", h.last("loss")).published(0.644).band(0.62, 0.66);
            run.metric("last_validation_loss", h.last("val_loss"))
                    .published(0.653)
                    .band(0.63, 0.67);
            run.check("better_than_without", run.quick() || h.last("val_loss") < plainHistory.last("val_loss"))
                    .onRealData();
            double[] p = model.predict(proteins.test().input(0)).doubles();
            run.metric("test_accuracy", Baselines.accuracy(Proteins.labels(proteins.test()), p))
                    .band(0.58, 0.65);
        }
    }

    private void penalty(Run run) throws IOException {
        Seeds.set(run.seed() + 2);
        try (Sequential model = Networks.penalised(embedding(run), 0.01)) {
            double before = model.evaluate(proteins.validation()).get("loss");
            run.print("loss before training %.3f, of which the penalty is about 2.99", before);
            run.metric("initial_loss", before)
                    .band(0.692 + 2.99 * 0.97, 0.695 + 2.99 * 1.03)
                    .alsoQuick();
            History h = fit(run, model);
            printLosses(run, h);
            run.figure(
                    "losses", lossFigure(h), "A penalty of 0.01: nothing is learnt but the share of soluble proteins.");
            run.metric("first_training_loss", h.get("loss")[0]).published(0.810).band(0.80, 0.82);
            run.metric("last_training_loss", h.last("loss")).published(0.692).band(0.691, 0.693);
            run.metric("last_validation_loss", h.last("val_loss"))
                    .published(0.693)
                    .band(0.692, 0.693);
            run.metric("last_validation_accuracy", h.last("val_binary_accuracy"))
                    .near(Proteins.majority(proteins.validation()), 1e-6);
            run.note("The limit is the entropy of the class shares: 0.692019 for training, 0.692447 for validation.");
        }
    }

    // ---- beyond ----

    private void baselines(Run run) {
        run.beyond("Before any network: what do simple rules reach?");
        firstResidue = Baselines.firstResidue(proteins);
        Baselines.Score composition = Baselines.composition(proteins, false, false, 0);
        Baselines.Score full = Baselines.composition(proteins, true, true, 0);
        Baselines.Score without = Baselines.composition(proteins, true, false, 5);
        run.table(Table.of("test part", "rule", "accuracy", "AUC", "validation accuracy")
                .row(
                        "majority class",
                        Proteins.majority(proteins.test()),
                        0.5,
                        Proteins.majority(proteins.validation()))
                .row(
                        "first residue",
                        firstResidue.testAccuracy(),
                        firstResidue.testAuc(),
                        firstResidue.validationAccuracy())
                .row("composition", composition.testAccuracy(), composition.testAuc(), composition.validationAccuracy())
                .row(
                        "composition, length, first residue",
                        full.testAccuracy(),
                        full.testAuc(),
                        full.validationAccuracy())
                .row(
                        "composition and length without the first five residues",
                        without.testAccuracy(),
                        without.testAuc(),
                        without.validationAccuracy()));
        run.metric("first_residue_test_accuracy", firstResidue.testAccuracy()).near(0.6331, 5e-5);
        run.metric("first_residue_validation_accuracy", firstResidue.validationAccuracy())
                .near(0.6098, 5e-5);
        run.metric("composition_test_accuracy", composition.testAccuracy()).band(0.582, 0.602);
        run.metric("composition_test_auc", composition.testAuc()).band(0.614, 0.624);
        run.metric("full_test_accuracy", full.testAccuracy()).band(0.632, 0.652);
        run.metric("full_test_auc", full.testAuc()).band(0.667, 0.677);
        run.note(
                "An artefact of the data: the first residue alone does better than the plain network. Proteins of the structure data base "
                        + "often begin with the remains of a tag (1137 soluble and 236 insoluble ones start with G).");
    }

    private void masked(Run run) throws IOException {
        run.beyond(
                "Padding is zero after the embedding and after each convolution; the weights of the best validation epoch are kept.");
        Seeds.set(run.seed() + 3);
        try (Model model = Networks.masked(embedding(run))) {
            EarlyStopping stop = new EarlyStopping("val_loss").patience(4).restoreBestWeights(true);
            History h = model.fit(
                    run.quick() ? proteins.train().take(3200) : proteins.train(),
                    run.fit(run.shorten(EPOCHS, 1))
                            .validate(proteins.validation())
                            .with(stop));
            run.figure("losses", lossFigure(h), "The masked network.");
            double[] p = model.predict(proteins.test().input(0)).doubles();
            int[] y = Proteins.labels(proteins.test());
            run.metric("test_accuracy", Baselines.accuracy(y, p)).band(0.57, 0.66);
            run.metric("test_auc", Roc.auc(y, p)).band(0.60, 0.70);
            run.print(
                    "best epoch %d; the first residue alone has accuracy %.3f",
                    stop.bestEpoch() + 1, firstResidue.testAccuracy());
        }
    }

    // ---- for other programs ----

    @Override
    public List<Exporter> exporters() {
        return List.of(new ProteinExport());
    }

    @Override
    public List<Bench> benches() {
        return List.of(new LayerBench());
    }

    private static double min(double[] a) {
        return Arrays.stream(a).min().orElseThrow();
    }

    @Override
    protected void close() {
        if (plain != null) {
            plain.close();
        }
    }

    public static void main(String[] args) {
        new StandardLayers().launch(args);
    }
}
