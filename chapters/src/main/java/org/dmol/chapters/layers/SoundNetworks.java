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
        run.metric("composition_test_accuracy", composition.accuracy()).band(0.587, 0.597);
        run.metric("composition_test_auc", composition.auc()).band(0.616, 0.622);
        run.metric("composition_test_loss", composition.loss()).band(0.668, 0.672);
        run.metric("full_test_accuracy", full.accuracy()).band(0.637, 0.647);
        run.metric("full_test_auc", full.auc()).band(0.669, 0.675);
        run.metric("full_test_loss", full.loss()).band(0.631, 0.635);
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
                "Padding is zero after the embedding and after each convolution; the weights of the best validation epoch are kept. Three networks: the book's layers; "
                        + "the largest value of each channel in place of the order (any length); and the same without the first five residues.");
        Proteins p = proteins.get();
        Table t = Table.of("test part, padding masked", "network", "best epoch", "accuracy", "AUC", "95 % interval");
        Seeds.set(run.seed() + 3);
        try (Model model = ProteinNetworks.masked(Edition.FIRST.embedding())) {
            double[] scores = train(run, t, "flattened, as the book", model, p);
            int[] y = Proteins.labels(p.test());
            run.metric("masked_test_accuracy", Baselines.accuracy(y, scores)).band(0.57, 0.66);
            run.metric("masked_test_auc", Roc.auc(y, scores)).band(0.60, 0.70);
        }
        try (Model model = ProteinNetworks.anyLength(Edition.FIRST.embedding())) {
            double[] scores = train(run, t, "largest value of each channel", model, p);
            paddingDoesNotMatter(run, model, p);
            DeLong gain = DeLong.difference(Proteins.labels(p.test()), scores, firstResidue);
            run.print(
                    "AUC of the network less that of the first residue: %.3f, 95 %% interval %s",
                    gain.area(), text(gain.interval(0.95)));
        }
        try (Model model = ProteinNetworks.anyLength(Edition.FIRST.embedding())) {
            train(run, t, "the same without the first five residues", model, p.withoutFirst(5));
        }
        run.table(t);
        run.say("What the last row loses against the one before it sits in the first five residues.");
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
