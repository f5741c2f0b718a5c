package org.dmol.chapters.gnn;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.Split;
import org.dmol.data.Splits;
import org.dmol.data.analysis.Correlation;
import org.dmol.data.analysis.Scores;
import org.dmol.data.molecules.MoleculeGraph;
import org.dmol.data.molecules.Smiles;
import org.dmol.data.sets.AqSolDb;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;
import org.dmol.tf.Backend;

/** Step 6 and 9: solubility from SMILES. */
final class SolubilitySteps {
    /** Milliseconds of Keras for one step of one molecule, graphs made already. */
    private static final double KERAS_STEP = 2.9;

    private SolubilityGraphs graphs;

    void load(Run run) {
        long start = System.nanoTime();
        graphs = SolubilityGraphs.of(AqSolDb.load(run.store()));
        double seconds = (System.nanoTime() - start) / 1e9;
        run.print("%d molecules to graphs in %.1f s", graphs.size(), seconds);
        run.metric("rejected_smiles", graphs.rejected()).expected(0, 0);
        run.metric(
                        "atoms",
                        graphs.graphs().stream()
                                .mapToInt(MoleculeGraph::nodeCount)
                                .sum())
                .expected(328780, 0);
        run.metric(
                        "bonds",
                        graphs.graphs().stream()
                                .mapToInt(g -> g.edgeCount() / 2)
                                .sum())
                .expected(331280, 0);
        double largest = graphs.graphs().stream()
                .mapToInt(MoleculeGraph::nodeCount)
                .max()
                .orElseThrow();
        run.metric("atoms_of_the_largest", largest).expected(670, 0);
        try (Functional network = GcnNetwork.of()) {
            run.metric("parameters", network.countParams()).expected(41633, 0).alsoStandIn();
            MoleculeGraph g = MoleculeGraph.of(Smiles.parse("CO").withHydrogens());
            SolubilityGraphs one = new SolubilityGraphs(List.of(g), new double[1], 0);
            double untrained = one.predict(network, new int[] {0})[0];
            run.metric("untrained_prediction", untrained)
                    .published(0.0107595)
                    .band(-0.1, 0.1)
                    .alsoQuick();
            int[] some = IntStream.range(0, Math.min(64, graphs.size())).toArray();
            double[] padded = graphs.predict(network, some);
            double[] single;
            try (RaggedGcn ragged = graphs.ragged(network)) {
                single = ragged.predict(List.of(graphs.singles().inputs().get(0).take(some)), 1)
                        .get(0)
                        .reshape(some.length)
                        .cast(DType.FLOAT64)
                        .doubles();
            }
            double worst = IntStream.range(0, some.length)
                    .mapToDouble(i -> Math.abs(padded[i] - single[i]))
                    .max()
                    .orElseThrow();
            run.metric("padded_batches_against_single_molecules", worst)
                    .band(0, 1e-5)
                    .alsoQuick()
                    .alsoStandIn();
        }
    }

    /** The rows of a split; in a quick run few, and of one padded size. */
    private Split split(Run run, Split full) {
        if (!run.quick()) {
            return full;
        }
        return new Split(some(full.train(), 300), some(full.validation(), 60), some(full.test(), 60));
    }

    private int[] some(int[] rows, int n) {
        return Arrays.stream(rows)
                .filter(r -> graphs.graphs().get(r).nodeCount() > 16
                        && graphs.graphs().get(r).nodeCount() <= 24)
                .limit(n)
                .toArray();
    }

    void bookRun(Run run) throws IOException {
        Split split = split(run, Splits.testFirst(graphs.size(), 200, 200));
        baseline(run, "book", split).published(1.790).band(1.789, 1.790);
        int epochs = run.shorten(10, 2);
        try (Functional network = GcnNetwork.of();
                RaggedGcn model = graphs.ragged(network)) {
            model.compile(Optimizer.adam(1e-3), Loss.mse());
            Dataset all = graphs.singles();
            long start = System.nanoTime();
            History h = model.fit(
                    all.select(split.train()),
                    run.fit(epochs, "gcn-file-order")
                            .backend(Backend.SESSION)
                            .validate(all.select(split.validation())));
            double seconds = (System.nanoTime() - start) / 1e9 / epochs;
            speed(run, "file_order_time", seconds, split.train().length);
            double[] loss = h.get("loss");
            double[] validation = h.get("val_loss");
            lossFigure(run, "loss", loss, validation);
            run.metric("file_order_train_mse_epoch_1", loss[0]).published(2.41).band(2.3, 2.7);
            run.metric("file_order_train_mse", loss[loss.length - 1])
                    .published(1.50)
                    .band(1.45, 1.60);
            run.metric("file_order_validation_mse", validation[validation.length - 1])
                    .published(2.32)
                    .band(1.7, 2.9);
            Score s = parity(run, "parity", network, split.test());
            run.metric("file_order_test_correlation", s.correlation)
                    .published(0.266)
                    .band(0.15, 0.35);
            run.metric("file_order_test_rmse", s.rmse, "log mol/L")
                    .published(1.874)
                    .band(1.80, 2.00);
        }
        run.corrected(
                "The book calls the error on the parity plot a loss; it is the RMSE. Its network is worse than a constant on its "
                        + "own split: the test rows are the first 200 of the file, of one source with another mean.");
    }

    void randomSplit(Run run) throws IOException {
        Split split = split(run, Splits.random(graphs.size(), 0.1, 0.1, run.seed()));
        run.corrected("Random split, shuffled batches of 32 molecules of similar size.");
        baseline(run, "random", split).published(2.321);
        int epochs = run.shorten((int) run.number("epochs"), 2);
        try (Functional network = GcnNetwork.of()) {
            network.compile(Optimizer.adam(1e-3), Loss.mse());
            long start = System.nanoTime();
            History h = network.fit(graphs.buckets(split.train(), 32), run.fit(epochs, "gcn-random"));
            speed(run, "batched_time", (System.nanoTime() - start) / 1e9 / epochs, split.train().length);
            lossFigure(run, "loss-random", h.get("loss"), null);
            double[] p = graphs.predict(network, split.validation());
            run.metric("random_split_validation_rmse", Scores.rmse(graphs.y(split.validation()), p), "log mol/L");
            Score s = parity(run, "parity-random", network, split.test());
            run.metric("random_split_test_rmse", s.rmse, "log mol/L").band(1.40, 1.60);
            run.metric("random_split_test_correlation", s.correlation).band(0.74, 0.80);
        }
    }

    void shuffledSingles(Run run) throws IOException {
        Split split = split(run, Splits.testFirst(graphs.size(), 200, 200));
        int epochs = run.shorten((int) run.number("single-epochs"), 1);
        try (Functional network = GcnNetwork.of()) {
            network.compile(Optimizer.adam(1e-3), Loss.mse());
            List<Dataset> data = graphs.buckets(split.train(), 1);
            long start = System.nanoTime();
            History h = network.fit(data, run.fit(epochs, "gcn-single-shuffled").backend(Backend.COMPILED));
            speed(run, "compiled_single_time", (System.nanoTime() - start) / 1e9 / epochs, split.train().length);
            double[] loss = h.get("loss");
            run.metric("shuffled_train_mse_epoch_1", loss[0]).band(3.3, 3.7);
            run.metric("shuffled_train_mse", loss[loss.length - 1])
                    .note("After " + epochs + " epochs; the published band 1.8 to 2.4 is for ten.");
            Score s = Score.of(graphs.y(split.test()), graphs.predict(network, split.test()));
            run.metric("shuffled_test_correlation", s.correlation).note("Ten epochs: 0.33 to 0.50.");
            run.metric("shuffled_test_rmse", s.rmse, "log mol/L").note("Ten epochs: 1.60 to 1.90.");
        }
        run.say("One molecule a step again, in mixed order, padded to a few sizes so that the steps can be compiled.");
    }

    private static void speed(Run run, String name, double seconds, int molecules) {
        double each = 1000 * seconds / molecules;
        run.print("%.2f s an epoch of %d molecules, compilation included", seconds, molecules);
        run.metric(name, each, "ms")
                .notComparable("depends on the machine")
                .note(String.format(
                        Locale.ROOT,
                        "For each molecule of an epoch. Keras needs %.1f ms, one molecule a step: ratio %.1f.",
                        KERAS_STEP,
                        KERAS_STEP / each));
    }

    private org.dmol.chapters.report.MetricDraft baseline(Run run, String name, Split split) {
        double[] y = graphs.y(split.test());
        double mean = Arrays.stream(graphs.y(split.train())).average().orElseThrow();
        double[] constant = new double[y.length];
        Arrays.fill(constant, mean);
        return run.metric(name + "_split_baseline_rmse", Scores.rmse(y, constant), "log mol/L");
    }

    private record Score(double correlation, double rmse) {
        static Score of(double[] y, double[] p) {
            return new Score(Correlation.pearson(y, p), Scores.rmse(y, p));
        }
    }

    private Score parity(Run run, String name, Functional network, int[] rows) throws IOException {
        double[] y = graphs.y(rows);
        double[] p = graphs.predict(network, rows);
        Score s = Score.of(y, p);
        double lo = Arrays.stream(y).min().orElse(0);
        double hi = Arrays.stream(y).max().orElse(1);
        Figure fig = new Figure(6, 4.4);
        Axes ax =
                fig.axes().title("Testing Data").xlabel("Measured Solubility y").ylabel("Predicted Solubility ŷ");
        ax.plot(new double[] {lo, hi}, new double[] {lo, hi});
        ax.scatter(y, p).size(4);
        ax.text(lo + 1, hi - 2, String.format(Locale.ROOT, "correlation = %.3f", s.correlation));
        ax.text(lo + 1, hi - 3, String.format(Locale.ROOT, "RMSE = %.3f", s.rmse));
        run.figure(name, fig, rows.length + " test molecules.");
        return s;
    }

    private static void lossFigure(Run run, String name, double[] loss, double[] validation) throws IOException {
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Loss");
        ax.plot(loss).label("training");
        Table table = Table.of("mean squared error", "epoch", "training", "validation");
        for (int e = 0; e < loss.length; e++) {
            table.row(e + 1, loss[e], validation == null ? "" : String.format(Locale.ROOT, "%.4f", validation[e]));
        }
        if (validation != null) {
            ax.plot(validation).label("validation");
        }
        ax.legend();
        run.figure(name, fig, "Mean squared error over the epochs.");
        run.table(table);
    }
}
