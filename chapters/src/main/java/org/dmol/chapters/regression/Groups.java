package org.dmol.chapters.regression;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.figures.MoleculePicture;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.analysis.CrossValidation;
import org.dmol.data.analysis.Fold;
import org.dmol.data.analysis.Folds;
import org.dmol.data.analysis.Learner;
import org.dmol.data.analysis.Scores;
import org.dmol.data.analysis.Standardizer;
import org.dmol.data.analysis.Stats;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Scaffolds;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;

/** Steps 19 to 21: test sets of another kind than the training set. */
final class Groups {
    private static final double TEST = 0.2;

    private final RegressionData data;

    Groups(RegressionData data) {
        this.data = data;
    }

    private List<String> groups() {
        return Arrays.asList(data.set.texts(AqSolDb.Compound::group));
    }

    void list(Run run) {
        List<String> distinct = groups().stream().distinct().toList();
        run.print("%s", String.join(" ", distinct));
        if (!data.set.isStandIn()) {
            run.check("in_order_of_appearance", distinct.equals(List.of("G1", "G3", "G5", "G4", "G2")));
        }
    }

    void leaveOneOut(Run run) {
        if (groups().stream().distinct().count() < 2) {
            run.note("All rows belong to one group: there is none to leave out.");
            return;
        }
        List<Fold> folds = Folds.leaveOneGroupOut(groups());
        List<String> names = groups().stream().distinct().toList();
        Nd z = Standardizer.fit(data.x, 0).transform(data.x);
        CrossValidation book = CrossValidation.run(RegressionData.BOOK, data.x, data.y, folds);
        CrossValidation joint = CrossValidation.run(RegressionData.JOINT, z, data.y, folds);
        Table table = Table.of(
                "each group predicted by a model of the others", "group", "rows", "test MSE", "within the group");
        for (int g = 0; g < names.size(); g++) {
            int[] own = folds.get(g).test();
            double[] y = data.labels(own);
            Nd x = data.x.take(own);
            table.row(
                    names.get(g),
                    own.length,
                    joint.testMse()[g],
                    Scores.mse(y, RegressionData.JOINT.fit(x, y).predict(x)));
        }
        run.table(table);
        run.print("test error = %.2f +/- %.2f", joint.mean(), joint.std());
        run.series("mse", names, book.testMse(), "")
                .expected(new double[] {3.2453, 2.0832, 2.5553, 6.6728, 6.4838}, 3e-5);
        run.series("joint_mse", names, joint.testMse(), "")
                .expected(new double[] {3.2302, 2.0771, 2.5572, 6.3266, 6.3723}, 3e-5);
        run.metric("mean", book.mean()).expected(4.2081, 2e-5);
        run.metric("std", book.std()).expected(2.2038, 4e-5);
        run.metric("size_weighted_mean", book.pooledMse()).expected(3.2028, 3e-5);
        run.metric("joint_mean", joint.mean()).expected(4.1127, 2e-5);
        run.metric("joint_std", joint.std()).expected(2.0826, 4e-5);
        run.metric("joint_size_weighted_mean", joint.pooledMse()).expected(3.1815, 3e-5);
        run.corrected(
                "The book prints 0.46 (2023) and 50.33 (2026): its list still holds the errors of the 25-row example of step 03.16. "
                        + "The right mean is 4.2, clearly worse than five folds (3.16): G4 and G2 are hard for a model of the others.");
    }

    void scaffolds(Run run) throws IOException {
        String[] smiles = data.set.smiles();
        int n = run.shorten(smiles.length, 2000);
        int[] rows = n == smiles.length
                ? IntStream.range(0, n).toArray()
                : new NumpyRandom(run.seed()).choice(smiles.length, n, false);
        String[] keys =
                IntStream.of(rows).parallel().mapToObj(i -> key(smiles[i])).toArray(String[]::new);
        int[] good = IntStream.range(0, n).filter(i -> keys[i] != null).toArray();
        String[] scaffold = IntStream.of(good).mapToObj(i -> keys[i]).toArray(String[]::new);
        int[] row = IntStream.of(good).map(i -> rows[i]).toArray();
        Map<String, Long> size = Arrays.stream(scaffold).collect(Collectors.groupingBy(s -> s, Collectors.counting()));
        Split split = byName(scaffold, size);
        double mse = mse(row, split);
        int seeds = run.shorten(10, 3);
        double[] ties = new double[seeds];
        double[] random = new double[seeds];
        for (int s = 0; s < seeds; s++) {
            ties[s] = mse(row, shuffledTies(scaffold, size, new NumpyRandom(s)));
            int[] p = new NumpyRandom(s).permutation(row.length);
            random[s] = mse(
                    row,
                    new Split(
                            Arrays.copyOfRange(p, split.test().length, p.length),
                            new int[0],
                            Arrays.copyOf(p, split.test().length)));
        }
        String[] alone = scaffold.clone();
        for (int i = 0; i < alone.length; i++) {
            alone[i] = alone[i].isEmpty() ? "acyclic " + i : alone[i];
        }
        Map<String, Long> aloneSize =
                Arrays.stream(alone).collect(Collectors.groupingBy(s -> s, Collectors.counting()));
        run.print(
                "%d scaffolds, %d of one molecule; %d molecules without ring; %d SMILES unreadable",
                size.size(),
                size.values().stream().filter(v -> v == 1).count(),
                size.getOrDefault("", 0L),
                n - good.length);
        run.print(
                "scaffold split: MSE %.2f (%.2f +/- %.2f over orders of equally frequent scaffolds); random split: %.2f +/- %.2f",
                mse, Stats.mean(ties), Stats.std(ties, 1), Stats.mean(random), Stats.std(random, 1));
        run.metric("scaffold_mse", mse).published(5.48).band(5.2, 6.3);
        run.metric("scaffold_mse_mean_of_orders", Stats.mean(ties))
                .published(5.48)
                .band(5.4, 6.3);
        run.metric("random_mse", Stats.mean(random)).published(2.83).band(2.5, 2.95);
        run.metric("test_molecules", split.test().length).published(1996).band(1990, 2002);
        run.metric("train_molecules", split.train().length).published(7984).band(7978, 7992);
        run.metric(
                        "test_scaffolds",
                        IntStream.of(split.test())
                                .mapToObj(i -> scaffold[i])
                                .distinct()
                                .count())
                .published(1650)
                .band(1600, 1700)
                .note("RDKit's canonical strings order equally frequent scaffolds differently.");
        run.metric(
                "mse_with_acyclic_molecules_as_scaffolds_of_their_own",
                mse(row, shuffledTies(alone, aloneSize, new NumpyRandom(run.seed()))));
        run.check("scaffold_split_is_harder", data.set.isStandIn() || Stats.mean(ties) > Stats.mean(random));
        draw(run, row, scaffold, size, split);
        run.corrected(
                "Equally frequent scaffolds come in an arbitrary order in the book, which moves the result by ± 0.2: here they are ordered by name, and shuffled orders are averaged beside it. "
                        + "All acyclic molecules share the empty scaffold and always train; the last number makes each a scaffold of its own.");
    }

    private static String key(String smiles) {
        try {
            return Scaffolds.key(Smiles.parse(smiles));
        } catch (InvalidSmilesException e) {
            return null;
        }
    }

    private static Split byName(String[] scaffold, Map<String, Long> size) {
        return rarestFirst(scaffold, size.keySet().stream().sorted().toList(), size);
    }

    private static Split shuffledTies(String[] scaffold, Map<String, Long> size, NumpyRandom random) {
        List<String> names = new ArrayList<>(size.keySet().stream().sorted().toList());
        random.shuffle(names);
        return rarestFirst(scaffold, names, size);
    }

    /** Whole scaffolds to the test set, rarest first, until it holds a fifth of the rows. */
    private static Split rarestFirst(String[] scaffold, List<String> names, Map<String, Long> size) {
        Map<String, Boolean> test = new HashMap<>();
        long held = 0;
        for (String name : names.stream()
                .sorted((a, b) -> Long.compare(size.get(a), size.get(b)))
                .toList()) {
            boolean takes = held < TEST * scaffold.length;
            test.put(name, takes);
            held += takes ? size.get(name) : 0;
        }
        return new Split(
                IntStream.range(0, scaffold.length)
                        .filter(i -> !test.get(scaffold[i]))
                        .toArray(),
                new int[0],
                IntStream.range(0, scaffold.length)
                        .filter(i -> test.get(scaffold[i]))
                        .toArray());
    }

    private double mse(int[] row, Split split) {
        int[] train = IntStream.of(split.train()).map(i -> row[i]).toArray();
        int[] test = IntStream.of(split.test()).map(i -> row[i]).toArray();
        Standardizer scale = Standardizer.fit(data.x.take(train), 1);
        Learner.Predictor model = RegressionData.JOINT.fit(scale.transform(data.x.take(train)), data.labels(train));
        return Scores.mse(data.labels(test), model.predict(scale.transform(data.x.take(test))));
    }

    private void draw(Run run, int[] row, String[] scaffold, Map<String, Long> size, Split split) throws IOException {
        List<String> train = largest(scaffold, split.train(), size);
        List<String> test = largest(scaffold, split.test(), size);
        int[] random = new NumpyRandom(run.seed()).choice(row.length, 6, false);
        Figure fig = Figure.grid(2, 3, 9, 5.4);
        Figure others = Figure.grid(2, 3, 9, 5.4);
        for (int i = 0; i < 6; i++) {
            List<String> from = i < 3 ? train : test;
            if (i % 3 < from.size()) {
                String s = from.get(i % 3);
                fig.axes(i).image(draw(s));
                fig.axes(i)
                        .title(String.format(Locale.ROOT, "%s: %d molecules", i < 3 ? "train" : "test", size.get(s)));
            }
            others.axes(i).image(draw(data.set.rows().get(row[random[i]]).smiles()));
            others.axes(i).title(i < 3 ? "train" : "test");
        }
        run.figure(
                "scaffolds",
                fig,
                "The three commonest scaffolds with a ring in training, and the three largest in the test set.");
        run.figure("random", others, "Molecules of a random split.");
    }

    private static List<String> largest(String[] scaffold, int[] rows, Map<String, Long> size) {
        return IntStream.of(rows)
                .mapToObj(i -> scaffold[i])
                .distinct()
                .filter(s -> !s.isEmpty())
                .sorted((a, b) ->
                        size.get(a).equals(size.get(b)) ? a.compareTo(b) : Long.compare(size.get(b), size.get(a)))
                .limit(3)
                .toList();
    }

    private static BufferedImage draw(String smiles) {
        return MoleculePicture.of(smiles, 280, 210);
    }
}
