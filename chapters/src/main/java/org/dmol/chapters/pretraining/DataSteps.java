package org.dmol.chapters.pretraining;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Stats;
import org.dmol.layers.train.Dataset;

/** The labels, the corpus and the masks. */
final class DataSteps {
    private final State state;

    DataSteps(State state) {
        this.state = state;
    }

    void labels(Run run) {
        state.draw(run.store(), run.seed(), run.shorten(State.count(run, "repeats"), 2));
        Sample s = state.samples.get(0);
        int drawn = s.train().length + s.test().length;
        run.print("%d molecules drawn, %d to train on, %d to test", drawn, s.train().length, s.test().length);
        run.metric("drawn", drawn).exactly(998);
        run.metric("training_molecules", s.train().length).exactly(798);
        run.metric("test_molecules", s.test().length).exactly(200);
        Dataset train = Dataset.of(Nd.zeros(DType.FLOAT32, s.train().length, 1));
        run.metric("steps_2023", 5 * train.batch(8).batches()).exactly(500).note("five epochs in batches of 8");
        run.metric("steps_2026", 5 * train.batch(16).batches()).exactly(250).note("five epochs in batches of 16");
        double[] y = state.set.solubility().doubles();
        run.metric("variance_of_all_labels", Stats.variance(y, 0), "(log mol/L)²")
                .expected(5.6, 0.02)
                .onRealData()
                .note("the mean squared error of guessing the mean");
        run.corrected(
                "The book draws one sample without a seed and trains once. Here every result is the mean over several samples, with its standard error.");
        run.corrected(
                "The book's notebook has no training without pre-training beside the other, so that one cannot see what pre-training is worth; step 21.6 has.");
    }

    void corpus(Run run) throws IOException {
        int size = run.quick() ? Math.min(400, State.count(run, "corpus")) : State.count(run, "corpus");
        state.read(run.store(), size, run.seed());
        Corpus c = state.corpus;
        Table t = Table.of("unlabelled strings", "source", "strings");
        c.counts().forEach(t::row);
        run.table(t.row("all", c.smiles().size()));
        run.print(
                "left out: %d strings whose molecule is in a test set, %d that are no molecule", c.held(), c.invalid());
        List<String> tokens = state.tokens.encoder().vocabulary().tokens();
        run.print(
                "%d tokens; the most frequent: %s",
                tokens.size(), String.join(" ", tokens.subList(SmilesTokens.SPECIAL, Math.min(34, tokens.size()))));
        int[] lengths = c.smiles().stream()
                .mapToInt(s -> state.tokens.encoder().tokenizer().tokenize(s).size() + 1)
                .toArray();
        run.print(
                "%d strings have more than %d tokens and are cut",
                IntStream.of(lengths).filter(n -> n > SmilesTokens.LONGEST).count(), SmilesTokens.LONGEST);
        run.say(
                "Test molecules are recognised by their canonical SMILES, so that another spelling of one does not slip into the corpus. "
                        + "The labels of the other molecules are not used here.");
        Figure fig = new Figure(6, 3.6);
        Axes ax = fig.axes().xlabel("Tokens").ylabel("Strings").title("Lengths of the Unlabelled Strings");
        ax.hist(IntStream.of(lengths).asDoubleStream().toArray(), 50, 0, SmilesTokens.LONGEST, false)
                .color(1);
        for (SmilesTokens.Bucket b : SmilesTokens.buckets(state.tokens.sequences(c.smiles()))) {
            if (b.width() < SmilesTokens.LONGEST) {
                ax.axvline(b.width() + 0.5).dashed();
            }
        }
        run.figure(
                "lengths",
                fig,
                "Batches hold strings of one of the ranges between the lines, so that little padding is computed with.");
    }

    void masks(Run run) {
        String smiles = "CC(=O)Oc1ccccc1C(=O)O";
        int[] ids = state.tokens.sequence(smiles);
        List<Dataset> one = new MaskedTexts(state.tokens.size(), run.seed()).draw(List.of(ids), 4, 1);
        Nd seen = one.get(0).inputs().get(0);
        Nd labels = one.get(0).targets().get(0);
        Table t = Table.of("aspirin, four epochs", "what the network sees", "what it must name");
        for (int v = 0; v < 4; v++) {
            int[] row = java.util.Arrays.copyOf(seen.row(v).ints(), ids.length);
            int[] must = java.util.Arrays.copyOf(labels.row(v).ints(), MaskedTexts.chosen(ids.length));
            t.row(
                    String.join(" ", state.tokens.encoder().vocabulary().decode(row)),
                    String.join(" ", state.tokens.encoder().vocabulary().decode(must)));
        }
        run.table(t);
        shares(run);
        run.say("The masks of every epoch are drawn before the training; the loop only picks rows.");
    }

    /** Shares of chosen tokens, and of what became of them, counted over the corpus. */
    private void shares(Run run) {
        List<int[]> all = state.tokens.sequences(state.corpus.smiles());
        long chosen = 0;
        long masked = 0;
        long kept = 0;
        for (Dataset d : new MaskedTexts(state.tokens.size(), run.seed()).draw(all, run.shorten(1, 20), 32)) {
            int[] seen = d.inputs().get(0).ints();
            int[] places = d.inputs().get(1).ints();
            int[] labels = d.targets().get(0).ints();
            float[] weights = d.sampleWeights().floats();
            int width = d.inputs().get(0).dim(1);
            int n = d.inputs().get(1).dim(1);
            for (int i = 0; i < places.length; i++) {
                if (weights[i] > 0) {
                    int now = seen[i / n * width + places[i]];
                    chosen++;
                    masked += now == SmilesTokens.MASK ? 1 : 0;
                    kept += now == labels[i] ? 1 : 0;
                }
            }
        }
        long total =
                run.shorten(1, 20) * all.stream().mapToLong(s -> s.length - 1).sum();
        run.metric("chosen_share", (double) chosen / total).band(0.14, 0.16).alsoQuick();
        run.metric("masked_share", (double) masked / chosen).band(0.78, 0.82).alsoQuick();
        run.metric("unchanged_share", (double) kept / chosen)
                .band(0.085, 0.13)
                .alsoQuick()
                .note("a token at random may be the same one");
    }
}
