package org.dmol.chapters.xai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Roc;
import org.dmol.data.sets.HemolyticPeptides;
import org.dmol.layers.Seeds;
import org.dmol.layers.explain.Score;

/** Steps 1 to 4: peptides, networks of several seeds, and the prediction to be explained. */
final class Hemolysis {
    static final String MELITTIN = "GIGAVLKVLTTGLPALISWIKRKRQQ";
    private static final int[] POSITIVES = {23, 34, 260};

    Peptides data;
    /** Networks that differ by seed; the first is the one to explain. */
    final List<PeptideNet> nets = new ArrayList<>();
    /** What is explained, and its code. */
    String peptide;

    Nd x;
    Score score;
    double logit;
    private HemolyticPeptides set;
    private boolean bookLabels;

    void sequences(Run run) {
        set = HemolyticPeptides.load(run.store());
        bookLabels = bookLabels(run);
        data = Peptides.of(set, bookLabels);
        run.table(Table.of("Three training peptides", "peptide", "label")
                .row(data.sequences()[200], data.labels()[200])
                .row(data.sequences()[201], data.labels()[201])
                .row(data.sequences()[202], data.labels()[202]));
        Nd code = Peptides.encode(MELITTIN);
        run.check("sequence_survives_the_code", Peptides.decode(code).equals(MELITTIN));
        run.corrected("The two classes are exchanged in the data file: its array 'negatives' holds melittin, bombinins "
                + "and other peptides that break red blood cells, 'positives' ordinary pieces of proteins. The book takes "
                + "the names at face value, so that its \"probability of being hemolytic\" is that of not being so, and "
                + "all signs are turned around. Here 1 means hemolytic; --set labels=book gives the book's meaning.");
        int[] file = set.labelsAsInFile();
        int[] perSplit = {
            IntStream.range(0, 63).map(i -> file[data.order()[i]]).sum(),
            IntStream.range(63, 126).map(i -> file[data.order()[i]]).sum(),
            IntStream.range(126, data.size()).map(i -> file[data.order()[i]]).sum()
        };
        run.series(
                        "rows_of_'positives'",
                        List.of("test", "validation", "training"),
                        Arrays.stream(perSplit).asDoubleStream().toArray(),
                        "peptides")
                .each((m, i) -> m.expected(POSITIVES[i], 0));
    }

    private static boolean bookLabels(Run run) {
        return switch (run.option("labels")) {
            case "true" -> false;
            case "book" -> true;
            default ->
                throw new IllegalArgumentException("The option labels of chapter xai is '" + run.option("labels")
                        + "'; allowed are true and book.");
        };
    }

    /** 1, or -1 where a published number has the other sign. */
    private double bookSign() {
        return bookLabels ? 1 : -1;
    }

    void train(Run run) {
        peptide = run.option("peptide").strip().toUpperCase(java.util.Locale.ROOT);
        x = Peptides.encode(peptide); // a bad sequence is refused before anything is trained
        int members = (int) run.number("networks");
        if (members < 1) {
            throw new IllegalArgumentException("The option networks is " + members + "; at least 1 is needed.");
        }
        members = run.shorten(members, 2);
        int epochs = run.shorten(PeptideNet.EPOCHS, 12);
        double[] test = new double[members];
        double[] auc = new double[members];
        double[] validation = new double[members];
        double[] training = new double[members];
        for (int k = 0; k < members; k++) {
            PeptideNet net = trained(data, epochs, run.seed() + 1000L * k, run);
            nets.add(net);
            double[] logits = net.predict(data.x()).doubles();
            test[k] = batchAccuracy(logits, data.labels(), 0, 63);
            auc[k] = Roc.auc(data.testLabels(), Arrays.copyOf(logits, 63));
            validation[k] = batchAccuracy(logits, data.labels(), 63, 126);
            training[k] = batchAccuracy(logits, data.labels(), 126, data.size());
        }
        score = Score.of(nets.get(0));
        logit = score.value(x);
        run.metric("weights", nets.get(0).countParams()).expected(74240, 0);
        run.metric("test_accuracy", test[0])
                .published(0.92083)
                .band(0.90, 0.99)
                .note("mean of the accuracies of four batches; 2023: 0.952");
        run.metric("validation_accuracy", mean(validation)).band(0.88, 0.96);
        run.metric("training_accuracy", mean(training)).band(0.96, 1);
        double ones = IntStream.of(data.testLabels()).average().orElseThrow();
        double constant = Math.max(ones, 1 - ones);
        Table table = Table.of("Test peptides", "", "accuracy", "area under the ROC curve");
        table.row("always the larger class", round(constant), 0.5);
        for (int k = 0; k < members; k++) {
            table.row("network " + (k + 1), round(test[k]), round(auc[k]));
        }
        run.table(table.row("mean", round(mean(test)), round(mean(auc))));
        run.metric("mean_test_accuracy", mean(test)).band(0.90, 0.99).note("20 re-runs of the original: 0.952 ± 0.018");
        run.metric("mean_gain_over_constant", mean(test) - constant).band(0.25, 0.40);
        run.corrected(
                "The 2023 program counts Adam's steps anew in every epoch, which repeats the large first steps 32 times. Here they are counted on.");
    }

    static PeptideNet trained(Peptides data, int epochs, long seed, Run run) {
        Seeds.set(seed);
        PeptideNet net = PeptideNet.create().compiled();
        net.fit(data.train().shuffle(), run.fit(epochs).seed(seed));
        return net;
    }

    /** Mean of the accuracies of batches of 16, as the book computes it. */
    private static double batchAccuracy(double[] logits, int[] labels, int from, int to) {
        double sum = 0;
        int batches = 0;
        for (int at = from; at < to; at += PeptideNet.BATCH) {
            int end = Math.min(to, at + PeptideNet.BATCH);
            int right = 0;
            for (int i = at; i < end; i++) {
                right += (logits[i] >= 0 ? 1 : 0) == labels[i] ? 1 : 0;
            }
            sum += (double) right / (end - at);
            batches++;
        }
        return sum / batches;
    }

    void predictions(Run run) {
        String[] some = {MELITTIN, "IKITTMLAKLGKVLAHV", "LPRGIADLTENGAYQ", "QQQQQ", "GGGGG"};
        String[] what = {
            "melittin, of bee venom: hemolytic",
            "of the array 'negatives': hemolytic",
            "of the array 'positives': not hemolytic",
            "2023 edition",
            "2023 edition"
        };
        Nd codes = Peptides.encodeAll(some);
        double[][] logits = nets.stream().map(n -> n.predict(codes).doubles()).toArray(double[][]::new);
        Table table = Table.of(
                "Predictions", "peptide", "known as", "logit", "P(label 1)", "of " + nets.size() + " networks say 1");
        for (int i = 0; i < some.length; i++) {
            int k = i;
            long yes = Arrays.stream(logits).filter(l -> l[k] >= 0).count();
            table.row(some[i], what[i], round(logits[0][i]), round(ApprovalModel.sigmoid(logits[0][i])), yes);
        }
        run.table(table);
        double sign = bookSign();
        run.check("melittin_is_hemolytic", sign * logits[0][0] < 0).onRealData().unlessQuick();
        run.check("IKITTMLAKLGKVLAHV_is_hemolytic", sign * logits[0][1] < 0)
                .onRealData()
                .unlessQuick();
        run.check("LPRGIADLTENGAYQ_is_not", sign * logits[0][2] > 0)
                .onRealData()
                .unlessQuick();
        run.say(
                "The first three are in the data. A peptide of glycines alone is unlike all "
                        + "of them: what the networks say about it depends on the seed. A probability near 0 or 1 is no sign that a prediction is sure.");
    }

    void subject(Run run) {
        run.print("%s, %d residues", peptide, peptide.length());
        run.print("logit %.4f, probability of label 1: %.4f", logit, ApprovalModel.sigmoid(logit));
        double[] all =
                nets.stream().mapToDouble(n -> n.predict(codes(x)).item()).toArray();
        run.print(
                "logits of all networks: %s",
                Arrays.toString(Arrays.stream(all).map(Hemolysis::round).toArray()));
        double seen = bookSign() * logit;
        boolean published = peptide.equals(ExplainingPredictions.PEPTIDE);
        var metric = run.metric("logit_in_the_book's_sign", seen).published(7.600);
        if (!published) {
            metric.notComparable("another peptide");
        } else if (seen > 0) {
            metric.band(5, 10);
        } else {
            metric.notComparable("the sign depends on the seed");
        }
        run.check("nothing_at_all_has_logit_0", score.value(Nd.zeros(x.dtype(), x.shape())) == 0);
        try (PeptideCheck check = new PeptideCheck()) {
            String[] names = {
                "logit",
                "gradient at residue 0",
                "gradient at residue 4",
                "gradient at the first '-'",
                "sum of integrated gradients"
            };
            for (int p = 0; p < PeptideCheck.EXPECTED.length; p++) {
                double[] expected = PeptideCheck.EXPECTED[p];
                run.series(
                                "given weights, " + PeptideCheck.PEPTIDES.get(p),
                                List.of(names),
                                check.numbers(PeptideCheck.PEPTIDES.get(p)),
                                "")
                        .each((m, i) -> m.expected(expected[i], 1.5e-8 / Math.abs(expected[i])));
            }
        }
    }

    static Nd codes(Nd x) {
        return x.reshape(1, PeptideNet.LENGTH, PeptideNet.SYMBOLS);
    }

    static double mean(double... v) {
        return Arrays.stream(v).average().orElseThrow();
    }

    static double round(double v) {
        return Math.round(v * 1e4) / 1e4;
    }
}
