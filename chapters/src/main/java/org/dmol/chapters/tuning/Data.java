package org.dmol.chapters.tuning;

import java.util.Arrays;
import java.util.Map;
import org.dmol.chapters.Run;
import org.dmol.data.Split;
import org.dmol.data.sets.ProteinTokens;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Sequential;
import org.dmol.tf.Var;

/** Steps 1 and 2: the peptides, what is peculiar about them, and the network before training. */
final class Data {
    private Peptides peptides;

    Peptides peptides() {
        return peptides;
    }

    void load(Run run) {
        peptides = Peptides.of(ProteinTokens.loadHemolysis(run.store()));
        Split split = peptides.byRow();
        run.print("%d examples", peptides.size());
        run.print("shuffled order starts %s", Arrays.toString(Arrays.copyOf(peptides.order(), 5)));
        run.metric("examples", peptides.size()).exactly(9316);
        run.metric("distinct_sequences", Baselines.counts(peptides).size()).exactly(6076);
        run.check(
                        "first_rows_of_the_order",
                        Arrays.equals(Arrays.copyOf(peptides.order(), 5), new int[] {33, 2006, 628, 1051, 8006}))
                .onRealData();
        run.metric("test_rows", split.test().length).exactly(931);
        run.metric("test_positive", sum(split.test())).exactly(177);
        run.metric("validation_positive", sum(split.validation())).exactly(186);
        run.metric("train_rows", split.train().length).exactly(7454);
        run.metric("train_positive", sum(split.train())).exactly(1463);
        run.metric("train_batches", peptides.rows(split.train()).batches()).exactly(117);
    }

    private int sum(int[] part) {
        return Arrays.stream(peptides.labels(part)).sum();
    }

    void leakage(Run run) {
        Split split = peptides.byRow();
        Map<String, int[]> counts = Baselines.counts(peptides);
        run.say("Before any training: what could be reached, and what is reached by looking the sequence up?");
        run.metric(
                        "sequences_with_both_labels",
                        counts.values().stream()
                                .filter(c -> c[0] > 0 && c[1] > 0)
                                .count())
                .exactly(465);
        run.metric("test_rows_seen_in_training", Baselines.seen(peptides, split.test(), split.train()))
                .exactly(435);
        run.metric("validation_rows_seen_in_training", Baselines.seen(peptides, split.validation(), split.train()))
                .exactly(449);
        run.metric("best_possible_accuracy", Baselines.bestAccuracy(peptides)).near(0.928, 5e-4);
        run.metric("best_possible_cross_entropy", Baselines.bestCrossEntropy(peptides), "nats")
                .near(0.125, 5e-4);
        run.metric("majority_accuracy", 1 - peptides.positiveShare(split.test()))
                .near(0.8099, 5e-5);
        Quality lookUp =
                Quality.of(peptides.labels(split.test()), Baselines.lookUp(peptides, split.test(), split.train()));
        run.metric("look_up_accuracy", lookUp.accuracy()).near(0.825, 1e-3);
        run.metric("look_up_auc", lookUp.auc()).near(0.662, 1e-3);
        run.corrected(
                "Nearly half of the published test rows have their exact sequence in the training part. Step 18.8 splits by "
                        + "sequence; the published split stays in steps 18.4 to 18.7, where the published numbers belong to it.");
    }

    void network(Run run) {
        Seeds.set(run.seed());
        try (Sequential model = Recipe.PLAIN.withL2(0.01).network()) {
            model.call(peptides.tokens().rows(0, 1));
            run.print(model.summary());
            run.metric("parameters", model.countParams()).exactly(60929).alsoStandIn();
            double squares = model.weights().stream()
                    .map(Var::value)
                    .filter(w -> w.rank() == 2 && w.dim(0) >= 160)
                    .flatMapToDouble(w -> Arrays.stream(w.doubles()))
                    .map(v -> v * v)
                    .sum();
            double whole =
                    model.evaluate(peptides.rows(peptides.byRow().validation())).get("loss");
            try (Sequential bare = Recipe.PLAIN.network()) {
                bare.call(peptides.tokens().rows(0, 1));
                bare.setWeights(model.getWeights());
                double loss = bare.evaluate(peptides.rows(peptides.byRow().validation()))
                        .get("loss");
                run.print("loss %.4f without and %.4f with the penalty of 0.01 on both wide kernels", loss, whole);
                run.metric("penalty_of_these_weights", whole - loss)
                        .expected(0.01 * squares, 1e-4)
                        .alsoStandIn();
            }
            run.corrected(
                    "The embedding is told that 0 is padding, which the convolutions ignore; no mask is claimed here.");
        }
    }
}
