package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.MetricDraft;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.Scores;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;

/** Steps 6 to 9: solubility from SMILES. */
final class SolubilitySteps {
    private static final int EPOCHS = 10;
    static final int BATCH = 32;

    private SolubilityGraphs set;
    private MoleculeStore store;

    void load(Run run) {
        long start = System.nanoTime();
        set = SolubilityGraphs.of(AqSolDb.load(run.store()));
        store = new MoleculeStore(set.graphs(), GcnNetwork.LAYERS);
        int[] all = IntStream.range(0, set.size()).toArray();
        int atoms = Arrays.stream(all).map(set::atoms).sum();
        int nodes = Arrays.stream(all).map(store::nodes).sum();
        run.print(
                "%d molecules to graphs in %.1f s; %d atoms on %d nodes: atoms that four layers cannot tell apart share one",
                set.size(), (System.nanoTime() - start) / 1e9, atoms, nodes);
        run.metric("rejected_smiles", set.rejected()).expected(0, 0);
        run.metric("atoms", atoms).expected(328780, 0);
        run.metric(
                        "bonds",
                        set.graphs().stream().mapToInt(g -> g.edgeCount() / 2).sum())
                .expected(331280, 0);
        run.metric(
                        "atoms_of_the_largest",
                        Arrays.stream(all).map(set::atoms).max().orElseThrow())
                .expected(670, 0);
        GcnNetwork network = new GcnNetwork();
        try (Functional padded = network.padded();
                Functional picked = network.picked()) {
            run.metric("parameters", padded.countParams()).expected(41633, 0).alsoStandIn();
            MoleculeGraph methanol = MoleculeGraph.of(Smiles.parse("CO").withHydrogens());
            run.metric("untrained_prediction", new MoleculeStore(List.of(methanol), 0).predict(picked, new int[1])[0])
                    .published(0.0107595)
                    .band(-0.1, 0.1)
                    .alsoQuick();
            run.metric("batches_against_single_molecules", Batching.largestDifference(set, store, padded, picked))
                    .band(0, 1e-5)
                    .alsoQuick()
                    .alsoStandIn()
                    .note("Padded, as a disjoint union with shared nodes, and one at a time: the largest difference.");
        }
    }

    /** The rows of a split; in a quick run few and small ones. */
    private Split split(Run run, Split full) {
        if (!run.quick()) {
            return full;
        }
        return new Split(some(full.train(), 300), some(full.validation(), 60), some(full.test(), 60));
    }

    private int[] some(int[] rows, int n) {
        return Arrays.stream(rows)
                .filter(r -> set.atoms(r) > 12 && store.nodes(r) <= 12)
                .limit(n)
                .toArray();
    }

    void bookRun(Run run) throws IOException {
        Split split = split(run, Splits.testFirst(set.size(), 200, 200));
        baseline(run, "file_order_baseline", split).published(1.790).band(1.789, 1.790);
        Outcome o = singles(run, "file-order", split, false);
        run.metric("file_order_train_mse_epoch_1", o.loss[0]).published(2.41).band(2.3, 2.7);
        run.metric("file_order_train_mse", o.last()).published(1.50).band(1.45, 1.60);
        run.metric("file_order_validation_mse", o.validation[o.validation.length - 1])
                .published(2.32)
                .band(1.7, 2.9);
        correlation(run, "file_order", o.test).published(0.266).band(0.15, 0.35);
        rmse(run, "file_order", o.test).published(1.874).band(1.80, 2.00);
        run.corrected(
                "The book calls the error on the parity plot a loss; it is the RMSE. Its network is worse than a constant on its "
                        + "own split: the test rows are the first 200 of the file, of one source with another mean.");
    }

    void shuffledSingles(Run run) throws IOException {
        Split split = split(run, Splits.testFirst(set.size(), 200, 200));
        Outcome o = singles(run, "shuffled", split, true);
        run.metric("shuffled_train_mse_epoch_1", o.loss[0])
                .published(3.58)
                .band(3.3, 3.7)
                .note(
                        "The mean over the steps of an epoch in which the weights move most: it depends on where they start and on the order.");
        run.metric("shuffled_train_mse", o.last()).published(2.22).band(1.8, 2.4);
        correlation(run, "shuffled", o.test).published(0.400).band(0.33, 0.50);
        rmse(run, "shuffled", o.test).published(1.767).band(1.60, 1.90);
        run.corrected(
                "The same split and one molecule a step, but in mixed order: the training error is higher, because rows of one "
                        + "source no longer follow each other, and the test error lower.");
    }

    void randomSplit(Run run) throws IOException {
        Split split = split(run, Splits.random(set.size(), 0.1, 0.1, run.seed()));
        baseline(run, "random_split_baseline", split).published(2.321);
        int epochs = run.shorten((int) run.number("epochs"), 2);
        try (Functional network = new GcnNetwork().picked()) {
            network.compile(Optimizer.adam(1e-3), Loss.mse());
            long start = System.nanoTime();
            History h = network.fit(
                    store.dataset(set.y()).select(split.train()).batch(BATCH).shuffle(),
                    run.fit(epochs, "gcn-random")
                            .backend(Backend.SESSION)
                            .with(new HeldOutLoss(set, store, network, split.validation())));
            time(run, "batched_time", start, epochs, split.train().length);
            Pictures.loss(run, "loss-random", h.get("loss"), h.get("val_loss"));
            run.metric(
                    "random_split_validation_rmse",
                    Scores.rmse(set.y(split.validation()), store.predict(network, split.validation())),
                    "log mol/L");
            Parity test = Parity.of(set.y(split.test()), store.predict(network, split.test()));
            test.draw(run, "parity-random");
            rmse(run, "random_split", test).band(1.44, 1.56);
            correlation(run, "random_split", test).band(0.75, 0.79);
        }
        run.corrected("Random split, shuffled batches of 32 molecules as one graph of separate parts.");
    }

    private static MetricDraft rmse(Run run, String name, Parity test) {
        return run.metric(name + "_test_rmse", test.rmse(), "log mol/L").note(spread(test, test.rmseError()));
    }

    private static MetricDraft correlation(Run run, String name, Parity test) {
        return run.metric(name + "_test_correlation", test.correlation()).note(spread(test, test.correlationError()));
    }

    /** Why a number may lie outside of the range of a few runs. */
    private static String spread(Parity test, double error) {
        return String.format(
                Locale.ROOT,
                "The choice of %d test molecules alone gives it a standard error of %.3f; the band is that of a few runs of the reference.",
                test.y().length,
                error);
    }

    private record Outcome(double[] loss, double[] validation, Parity test) {
        double last() {
            return loss[loss.length - 1];
        }
    }

    /** The book's training, one molecule a step, in the order of the file or mixed. */
    private Outcome singles(Run run, String name, Split split, boolean shuffle) throws IOException {
        int epochs = run.shorten(EPOCHS, 1);
        GcnNetwork network = new GcnNetwork();
        SizedMolecules sized = new SizedMolecules(set.graphs());
        try (Functional picked = network.picked();
                OneMolecule model = new OneMolecule(network, sized)) {
            model.compile(Optimizer.adam(1e-3), Loss.mse());
            long start = System.nanoTime();
            History h = model.fit(
                    sized.dataset(set.y()).select(split.train()).batch(1).shuffle(shuffle),
                    run.fit(epochs, "gcn-" + name)
                            .backend(Backend.COMPILED)
                            .with(new HeldOutLoss(set, store, picked, split.validation())));
            time(run, name.replace('-', '_') + "_time", start, epochs, split.train().length);
            Pictures.loss(run, "loss-" + name, h.get("loss"), h.get("val_loss"));
            Parity test = Parity.of(set.y(split.test()), store.predict(picked, split.test()));
            test.draw(run, "parity-" + name);
            return new Outcome(h.get("loss"), h.get("val_loss"), test);
        }
    }

    private static void time(Run run, String name, long start, int epochs, int molecules) {
        double seconds = (System.nanoTime() - start) / 1e9 / epochs;
        run.print("%.2f s an epoch of %d molecules, validation and compilation included", seconds, molecules);
        run.metric(name, 1000 * seconds / molecules, "ms")
                .notComparable("depends on the machine")
                .note("For each molecule of an epoch; ./dmol bench gnn compares with Keras.");
    }

    private MetricDraft baseline(Run run, String name, Split split) {
        double[] y = set.y(split.test());
        double[] constant = new double[y.length];
        Arrays.fill(constant, Arrays.stream(set.y(split.train())).average().orElseThrow());
        return run.metric(name + "_rmse", Scores.rmse(y, constant), "log mol/L")
                .note("The mean of the training rows as prediction.");
    }
}
