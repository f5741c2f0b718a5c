package org.dmol.chapters.pretraining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.layers.Seeds;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.TransformerEncoder;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.History;

/** The encoder and its pre-training. */
final class PretrainSteps {
    /** Strings in a batch. */
    static final int BATCH = 16;

    /** Drawings of the masks that are kept; more epochs begin anew with the first. */
    private static final int VERSIONS = 8;

    private final State state;

    PretrainSteps(State state) {
        this.state = state;
    }

    void encoder(Run run) {
        Seeds.set(run.seed());
        state.networks = networks(run, state.tokens.size());
        TransformerEncoder s = state.networks.settings();
        int tensors = state.networks.encoder().weights().size();
        run.print(state.networks.encoder().summary());
        run.print("%d tensors: word, position, kind, gamma, beta, and 16 for each of %d blocks", tensors, s.layers());
        run.metric("tensors", tensors).expected(5 + 16 * s.layers(), 0).alsoStandIn();
        try (Model six = new TransformerEncoder(20, 16, 2, 32, 6).build()) {
            run.metric("tensors_of_6_layers", six.weights().size())
                    .exactly(101)
                    .alsoStandIn()
                    .alsoQuick();
        }
        int head = state.networks.byFirst().weights().size() - tensors;
        run.metric("new_tensors_of_the_head", head).exactly(4).alsoStandIn().alsoQuick();
        run.metric("parameters", (double) state.networks.encoder().countParams())
                .notComparable("not printed in the book");
    }

    /** A quick run has a small network, too. */
    static Networks networks(Run run, int tokens) {
        TransformerEncoder s = Networks.settings(tokens);
        return Networks.of(
                run.quick()
                        ? new TransformerEncoder(tokens, 32, 4, 64, 2)
                                .positions(SmilesTokens.LONGEST, 0)
                                .activation("relu")
                                .dropout(0)
                        : s);
    }

    void train(Run run) throws IOException {
        List<int[]> sequences = state.tokens.sequences(state.corpus.smiles());
        History h = train(run, state.networks, sequences, state.tokens.size());
        double[] loss = h.get("loss");
        double letters = letters(sequences);
        Figure fig = new Figure(6, 4);
        Axes ax = fig.axes().xlabel("Epoch").ylabel("Cross-entropy (nats)").title("Masked Tokens");
        double[] epochs = IntStream.rangeClosed(1, loss.length).asDoubleStream().toArray();
        ax.plot(epochs, loss).label("training");
        ax.axhline(letters).dashed().color(3).label("frequencies of the tokens");
        ax.ylim(0, 1.1 * Math.max(letters, loss[0]));
        ax.legend("lower left");
        run.figure("losses", fig, "The dashed line is what counting the tokens gives.");
        run.note(
                "The steps are few for a pre-training, so that the learning rate decides: after two passes over 12,000 strings the usual 3e-4 of large networks left 1.84 nats and 1e-3 left 1.48 (--set rate=3e-4).");
        run.metric("last_loss", h.last("loss"), "nats").notComparable("depends on the corpus");
        run.metric("entropy_of_the_tokens", letters, "nats").notComparable("depends on the corpus");
        state.downstream =
                new Downstream(state.sequences, state.set.solubility().doubles(), state.networks);
        Held held = held(run);
        run.metric("accuracy_on_test_molecules", held.accuracy).notComparable("depends on the corpus");
        if (!run.quick()) {
            run.check("guesses_beat_frequencies", held.accuracy > 1.5 * held.frequent && held.loss < letters)
                    .onRealData();
        }
        run.metric("loss_on_test_molecules", held.loss, "nats").notComparable("depends on the corpus");
        run.print(
                "of %d masked tokens of test molecules %.1f %% are named rightly; always the most frequent one: %.1f %%",
                held.count, 100 * held.accuracy, 100 * held.frequent);
    }

    /** Trains the networks' masked one; also for the export. */
    static History train(Run run, Networks networks, List<int[]> sequences, int tokens) throws IOException {
        int epochs = run.shorten(State.count(run, "epochs"), 2);
        List<Dataset> data = new MaskedTexts(tokens, run.seed()).draw(sequences, Math.min(VERSIONS, epochs), BATCH);
        int steps = epochs * data.stream().mapToInt(Dataset::batches).sum();
        networks.compileMasked(Schedules.linearWarmup(run.number("rate"), steps / 20, steps));
        run.print("%d epochs of %d steps, %d strings in a batch", epochs, steps / epochs, BATCH);
        return networks.masked().fit(data, run.fit(epochs, "pretraining"));
    }

    /** Cross-entropy of the frequencies of the tokens. */
    private static double letters(List<int[]> sequences) {
        Map<Integer, Long> counts = new java.util.HashMap<>();
        sequences.forEach(s -> IntStream.of(s).skip(1).forEach(t -> counts.merge(t, 1L, Long::sum)));
        double all = counts.values().stream().mapToLong(n -> n).sum();
        return counts.values().stream()
                .mapToDouble(n -> -n / all * Math.log(n / all))
                .sum();
    }

    private record Held(double accuracy, double frequent, double loss, int count) {}

    /** Masked tokens of the test molecules, which no training has seen. */
    private Held held(Run run) {
        List<int[]> tests = new ArrayList<>();
        for (Sample s : state.samples) {
            IntStream.of(s.test()).forEach(r -> tests.add(state.sequences.get(r)));
        }
        double loss = 0;
        int right = 0;
        int count = 0;
        int[] seen = new int[state.tokens.size()];
        for (Dataset d : new MaskedTexts(state.tokens.size(), run.seed() + 1).draw(tests, 1, BATCH)) {
            Nd logits = state.networks.masked().predict(d.inputs()).get(0);
            int[] labels = d.targets().get(0).ints();
            float[] weights = d.sampleWeights().floats();
            int classes = logits.dim(2);
            for (int i = 0; i < labels.length; i++) {
                if (weights[i] > 0) {
                    int from = i * classes;
                    int best = 0;
                    double sum = 0;
                    for (int k = 0; k < classes; k++) {
                        best = logits.getFlat(from + k) > logits.getFlat(from + best) ? k : best;
                    }
                    for (int k = 0; k < classes; k++) {
                        sum += Math.exp(logits.getFlat(from + k) - logits.getFlat(from + best));
                    }
                    loss += Math.log(sum) + logits.getFlat(from + best) - logits.getFlat(from + labels[i]);
                    right += best == labels[i] ? 1 : 0;
                    seen[labels[i]]++;
                    count++;
                }
            }
        }
        int most = IntStream.of(seen).max().orElseThrow();
        return new Held((double) right / count, (double) most / count, loss / count, count);
    }
}
