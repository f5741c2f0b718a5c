package org.dmol.chapters.xai;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Settings;
import org.dmol.chapters.Timings;
import org.dmol.data.DataStore;
import org.dmol.data.descriptors.Morgan;
import org.dmol.data.descriptors.Tanimoto;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.HemolyticPeptides;
import org.dmol.layers.Seeds;
import org.dmol.layers.explain.FeatureGame;
import org.dmol.layers.explain.Gradients;
import org.dmol.layers.explain.IntegratedGradients;
import org.dmol.layers.explain.MarginalSampling;
import org.dmol.layers.explain.Score;
import org.dmol.layers.explain.Shapley;
import org.dmol.layers.train.Fit;
import org.dmol.layers.train.History;
import org.dmol.tf.TfRuntime;

/** The peptide network, its training and its explanations beside JAX; similarities beside RDKit. */
final class XaiCheck implements CrossCheck, Bench {
    private static final List<String> MOLECULES = List.of(
            ExplainingPredictions.BASE,
            "O=C1CCC(N2C(=O)C3=CC=CC(N)=C3C2)C(=S)N1",
            "O=C1CC(=O)CCC1N1C(=O)C2=CC=CC(N)=C2C1",
            "NCc1cccc2C(=O)N(Cc12)C1CCC(=O)NC1=O");
    private static final String SHORT = "VKLFPVKL";

    @Override
    public String name() {
        return "xai";
    }

    @Override
    public String title() {
        return "the peptide network of chapter 11 and its explanations beside JAX";
    }

    private static Peptides data(Settings s) {
        return Peptides.of(
                HemolyticPeptides.load(
                        DataStore.standard().withOffline(s.offline()).withStandIns(s.standIn())),
                false);
    }

    private static NpzWriter arrays(Peptides data, PeptideNet net) {
        NpzWriter w = Npz.writer()
                .put("x", data.x())
                .put(
                        "y",
                        Nd.vector(Arrays.stream(data.labels()).asDoubleStream().toArray()))
                .put("peptide", Peptides.encode(ExplainingPredictions.PEPTIDE))
                .put("short", Peptides.encode(SHORT));
        List<Nd> weights = net.getWeights();
        for (int i = 0; i < weights.size(); i++) {
            w.put("w" + i, weights.get(i));
        }
        return w;
    }

    @Override
    public void run(Checks check) throws Exception {
        Peptides data = data(check.settings());
        Path in = Files.createTempFile("dmol-xai", ".npz");
        try (PeptideCheck given = new PeptideCheck();
                PeptideNet net = net(data, 0)) {
            arrays(data, net).write(in);
            JsonNode theirs = check.python().run("xai.py", "exact", in.toString());
            for (String peptide : PeptideCheck.PEPTIDES) {
                check.exact(
                        "given weights, " + peptide,
                        given.numbers(peptide),
                        doubles(theirs.get("given").get(peptide)),
                        1e-9);
            }
            before(check, data, net, theirs);
            training(check, data, net, theirs);
            similarities(check, theirs);
            statistical(check, data, in);
        } finally {
            Files.delete(in);
        }
    }

    private static PeptideNet net(Peptides data, long seed) {
        Seeds.set(seed);
        PeptideNet net = PeptideNet.create().compiled();
        net.predict(data.x().rows(0, 1));
        return net;
    }

    /** Attributions with the first weights. */
    private static void before(Checks check, Peptides data, PeptideNet net, JsonNode theirs) {
        try (Score score = Score.of(net)) {
            Nd x = Peptides.encode(ExplainingPredictions.PEPTIDE);
            check.exact("logits", score.values(data.x().rows(0, 63)), doubles(theirs.get("logits")), 1e-5);
            check.exact("gradient", Gradients.of(score, x).doubles(), doubles(theirs.get("gradient")), 1e-5);
            IntegratedGradients ig = IntegratedGradients.steps(64);
            check.exact(
                    "integrated gradients, 64 midpoints",
                    ig.of(score, x).attributions().doubles(),
                    doubles(theirs.get("midpoints")),
                    1e-4);
            check.exact(
                    "integrated gradients, 64 points with the ends",
                    ig.rule(IntegratedGradients.Rule.ENDPOINTS)
                            .of(score, x)
                            .attributions()
                            .doubles(),
                    doubles(theirs.get("endpoints")),
                    1e-4);
            FeatureGame game = FeatureGame.of(
                            score, Peptides.encode(SHORT), data.trainX().rows(0, 3))
                    .first(SHORT.length());
            check.exact(
                    "Shapley values over all orders of 8 residues",
                    Shapley.exact(game).values(),
                    doubles(theirs.get("shapley")),
                    1e-4);
        }
    }

    /** One epoch in the order of the rows. */
    private static void training(Checks check, Peptides data, PeptideNet net, JsonNode theirs) {
        History history = net.fit(data.train(), Fit.epochs(1).silent());
        check.exact(
                "mean loss of 32 steps",
                history.last("loss"),
                theirs.get("loss").asDouble(),
                1e-4);
        check.exact(
                "logits after 32 steps",
                net.predict(data.x().rows(0, 63)).doubles(),
                doubles(theirs.get("after")),
                2e-3);
    }

    private static void similarities(Checks check, JsonNode theirs) {
        List<Molecule> molecules = MOLECULES.stream().map(Smiles::parse).toList();
        double[] ours = molecules.stream()
                .mapToDouble(m -> Tanimoto.of(Morgan.counts(molecules.get(0), 2), Morgan.counts(m, 2)))
                .toArray();
        check.exact("similarities of count fingerprints (RDKit)", ours, doubles(theirs.get("similarities")), 1e-12);
    }

    /** The whole recipe from several first weights. */
    private static void statistical(Checks check, Peptides data, Path in) throws Exception {
        boolean quick = check.settings().quick();
        int epochs = quick ? 4 : PeptideNet.EPOCHS;
        int seeds = quick ? 3 : 6;
        double[] accuracy = new double[seeds];
        double[] distance = new double[seeds];
        double[] melittin = new double[seeds];
        Nd code = Peptides.encodeAll(Hemolysis.MELITTIN);
        for (int k = 0; k < seeds; k++) {
            try (PeptideNet net = net(data, 10 + k)) {
                net.fit(data.train().shuffle(), Fit.epochs(epochs).seed(k).silent());
                accuracy[k] = net.evaluate(data.test()).get("binary_accuracy");
                distance[k] = distance(net.predict(data.x().rows(0, 63)).doubles(), data.testLabels());
                melittin[k] = net.predict(code).item();
            }
        }
        JsonNode theirs =
                check.python().run("xai.py", "train", in.toString(), "--epochs", "" + epochs, "--seeds", "" + seeds);
        if (!quick) {
            check.statistical("test accuracy", accuracy, doubles(theirs.get("accuracy")));
        }
        check.statistical("distance of the classes' mean test logits", distance, doubles(theirs.get("distance")));
        check.statistical("logit of melittin", melittin, doubles(theirs.get("melittin")));
    }

    private static double distance(double[] logits, int[] labels) {
        double ones = IntStream.of(labels).sum();
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> labels[i] == 1 ? logits[i] / ones : -logits[i] / (labels.length - ones))
                .sum();
    }

    @Override
    public void run(Timings timings) throws Exception {
        Peptides data = data(timings.settings());
        int epochs = timings.settings().quick() ? 4 : PeptideNet.EPOCHS;
        TfRuntime.load();
        List<Double> ours = new ArrayList<>();
        Path in = Files.createTempFile("dmol-xai", ".npz");
        try (PeptideNet net = net(data, 0);
                Score score = Score.of(net)) {
            arrays(data, net).write(in);
            ours.add(timings.time(
                    () -> net.fit(data.train().shuffle(), Fit.epochs(epochs).silent())));
            Nd x = Peptides.encode(ExplainingPredictions.PEPTIDE);
            FeatureGame game = FeatureGame.of(score, x, data.trainX()).first(ExplainingPredictions.PEPTIDE.length());
            List<Timings.Work> work = List.of(
                    () -> IntegratedGradients.steps(1024).of(score, x),
                    () -> Shapley.permutations(game, 1024, 0),
                    () -> MarginalSampling.HALF.sample(game, 508, 0));
            for (Timings.Work w : work) {
                w.run(); // compiles
                ours.add(Math.min(timings.time(w), timings.time(w)));
            }
            JsonNode theirs = timings.python().run("xai.py", "bench", in.toString(), "--epochs", "" + epochs);
            timings.record(
                    "training, " + epochs + " epochs",
                    ours.get(0),
                    theirs.get("fit").asDouble(),
                    "with compilation on both sides");
            timings.record(
                    "integrated gradients, 1,024 points",
                    ours.get(1),
                    theirs.get("integrated").asDouble(),
                    "again, compiled before, on both sides");
            timings.record(
                    "Shapley values, 1,024 permutations",
                    ours.get(2),
                    theirs.get("permutations").asDouble(),
                    String.format(Locale.ROOT, "%,d evaluations", 1024 * 20));
            timings.record(
                    "the book's estimator, 508 samples",
                    ours.get(3),
                    theirs.get("half").asDouble(),
                    String.format(Locale.ROOT, "%,d evaluations", 508 * 19 * 2));
        } finally {
            Files.delete(in);
        }
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
