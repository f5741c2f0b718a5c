package org.dmol.chapters.layers;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.LossCurves;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.DeLong;
import org.dmol.data.analysis.Interval;
import org.dmol.data.analysis.Roc;
import org.dmol.layers.Seeds;
import org.dmol.layers.callbacks.EarlyStopping;
import org.dmol.layers.models.Model;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** What simple counts reach, and what networks with the padding really masked add to it. */
final class SoundNetworks {
    private final Supplier<Proteins> proteins;
    private double[] firstResidue;

    SoundNetworks(Supplier<Proteins> proteins) {
        this.proteins = proteins;
    }

    void baselines(Run run) {
        run.beyond("What do simple rules reach?");
        Proteins p = proteins.get();
        Baselines.Score first = Baselines.firstResidue(p);
        firstResidue = first.test();
        Baselines.Score composition = Baselines.composition(p, false, false, 0);
        Baselines.Score full = Baselines.composition(p, true, true, 0);
        Baselines.Score without = Baselines.composition(p, true, false, 5);
        Table t = Table.of(
                "without a network",
                "rule",
                "accuracy",
                "AUC",
                "cross-entropy",
                "validation accuracy",
                "validation AUC");
        t.row(
                "larger class",
                Proteins.majority(p.test()),
                0.5,
                Proteins.entropy(p.test(), p.train()),
                Proteins.majority(p.validation()),
                0.5);
        row(t, "first residue", first);
        row(t, "composition", composition);
        row(t, "composition, length, first residue", full);
        row(t, "composition and length without the first five residues", without);
        run.table(t);
        run.metric("first_residue_test_accuracy", first.accuracy()).near(0.6331, 5e-5);
        run.metric("first_residue_validation_accuracy", first.validationAccuracy())
                .near(0.6098, 5e-5);
        run.metric("composition_test_accuracy", composition.accuracy()).near(0.592, 5e-4);
        run.metric("composition_test_auc", composition.auc()).near(0.619, 5e-4);
        run.metric("composition_test_loss", composition.loss()).near(0.670, 5e-4);
        run.metric("full_test_accuracy", full.accuracy()).near(0.642, 5e-4);
        run.metric("full_test_auc", full.auc()).near(0.672, 5e-4);
        run.metric("full_test_loss", full.loss()).near(0.633, 5e-4);
        run.metric("full_validation_accuracy", full.validationAccuracy()).near(0.616, 5e-4);
        run.metric("full_validation_auc", full.validationAuc()).near(0.662, 5e-4);
        int[] g = Baselines.byFirstResidue(p.everything())[8];
        run.metric("soluble_that_start_with_G", g[1]).expected(1137, 0);
        run.metric("insoluble_that_start_with_G", g[0]).expected(236, 0);
        run.note(
                "An artefact of the data: the first residue alone does better than the plain network. Proteins of the structure data base "
                        + "often begin with the remains of a tag. The text quotes 77 % as the state of the art.");
    }

    private static void row(Table t, String rule, Baselines.Score s) {
        t.row(rule, s.accuracy(), s.auc(), s.loss(), s.validationAccuracy(), s.validationAuc());
    }

    void masked(Run run) throws IOException {
        run.beyond(
                "Padding is zero after the embedding and after each convolution; the weights of the best validation epoch are kept. Three networks: the book's layers; the same "
                        + "without the first five residues of each protein; and the largest value of each channel in place of the order (any length).");
        Proteins p = proteins.get();
        int[] y = Proteins.labels(p.test());
        int size = Edition.FIRST.embedding();
        Table t = Table.of("test part, padding masked", "network", "best epoch", "accuracy", "AUC", "95 % interval");
        Seeds.set(run.seed() + 3);
        double[] whole;
        try (Model model = ProteinNetworks.masked(size)) {
            whole = train(run, t, "flattened, as the book", model, p);
            run.metric("masked_test_accuracy", Baselines.accuracy(y, whole)).band(0.57, 0.66);
            run.metric("masked_test_auc", Roc.auc(y, whole)).band(0.60, 0.70);
        }
        double[] cut;
        try (Model model = ProteinNetworks.masked(size)) {
            cut = train(run, t, "the same without the first five residues", model, p.withoutFirst(5));
        }
        try (Model model = ProteinNetworks.anyLength(size)) {
            train(run, t, "largest value of each channel", model, p);
            paddingDoesNotMatter(run, model, p);
        }
        run.table(t);
        run.table(Table.of("the flattened network beside", "", "difference in AUC", "95 % interval")
                .row(difference("the first residue alone", y, whole, firstResidue))
                .row(difference("the one without the first five residues", y, whole, cut)));
        run.say(
                "An interval that holds 0 means that these 1,845 proteins cannot tell the two apart: whatever motifs the network has found, they are worth no more than that.");
    }

    private static Object[] difference(String name, int[] y, double[] a, double[] b) {
        DeLong d = DeLong.difference(y, a, b);
        return new Object[] {name, d.area(), text(d.interval(0.95))};
    }

    private static double[] train(Run run, Table t, String name, Model model, Proteins p) throws IOException {
        EarlyStopping stop = new EarlyStopping("val_loss").patience(3).restoreBestWeights(true);
        Dataset train = run.quick() ? p.train().take(3200) : p.train();
        History h = model.fit(
                train,
                run.fit(run.shorten(Edition.FIRST.epochs(), 1))
                        .validate(p.validation())
                        .with(stop));
        run.figure(name.replaceAll("[^a-z]+", "-"), LossCurves.of(h), "Losses of the masked network: " + name + ".");
        double[] scores = model.predict(p.test().input(0)).doubles();
        int[] y = Proteins.labels(p.test());
        DeLong area = DeLong.of(y, scores);
        t.row(name, stop.bestEpoch() + 1, Baselines.accuracy(y, scores), area.area(), text(area.interval(0.95)));
        return scores;
    }

    private static String text(Interval i) {
        return String.format(Locale.ROOT, "%.3f to %.3f", i.lower(), i.upper());
    }

    /** More padding must not change the output. */
    private static void paddingDoesNotMatter(Run run, Model model, Proteins p) {
        Nd some = p.test().input(0).rows(0, 64);
        double[] a = model.predict(some).doubles();
        double[] b = model.predict(Proteins.padded(some, 37)).doubles();
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        run.metric("change_by_37_more_positions_of_padding", worst)
                .band(0, 1e-6)
                .alsoQuick()
                .alsoStandIn();
    }
}
