package org.dmol.chapters.pretraining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.chapters.Run;
import org.dmol.data.sets.AqSolDb;
import org.dmol.data.text.BytePairTokenizer;
import org.dmol.data.text.Padding;
import org.dmol.data.text.Special;
import org.dmol.data.text.TextEncoder;
import org.dmol.layers.Seeds;
import org.dmol.layers.Sym;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Dropout;
import org.dmol.layers.export.RobertaCheckpoint;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;

/** The book's own recipe for an encoder that others have trained, in the form of Hugging Face's RobertaModel. */
final class CheckpointStep {
    private static final int LONGEST = 128;
    private static final int BATCH = 16;
    private static final double RATE = 5e-5;

    private CheckpointStep() {}

    static void show(Run run) throws IOException {
        String directory = run.option("checkpoint");
        if (directory.isEmpty()) {
            run.say(
                    "With --set checkpoint=DIR this step fine-tunes a RoBERTa that others have pre-trained, such as ChemBERTa, on the 798 labels: "
                            + "config.json, model.safetensors, vocab.json and merges.txt are read.");
            return;
        }
        Path from = Path.of(directory);
        TextEncoder text = BytePairTokenizer.read(from);
        try (Functional encoder = RobertaCheckpoint.read(from)) {
            run.print("%d tensors, %,d parameters", encoder.weights().size(), encoder.countParams());
            run.metric("tensors_of_the_checkpoint", encoder.weights().size()).notComparable("101 for six layers");
            tune(run, encoder, text);
        }
    }

    /** Five epochs in batches of 16, the rate falling from 5e-5 to 0; dense, tanh, dropout and a linear layer on the first token. */
    private static void tune(Run run, Functional encoder, TextEncoder text) {
        AqSolDb set = AqSolDb.load(run.store());
        Sample sample = Sample.draw(set.size(), run.seed());
        double[] y = set.solubility().doubles();
        Seeds.set(run.seed());
        Sym x = encoder.outputs().get(0);
        int width = (int) x.spec().shape().get(2);
        Sym hidden = new Dense(width, "tanh")
                .on(new Dropout(0.1).on(Networks.first(x)).one())
                .one();
        Sym out = new Dense(1).on(new Dropout(0.1).on(hidden).one()).one();
        int[] train = run.quick() ? Arrays.copyOf(sample.train(), 32) : sample.train();
        int[] test = run.quick() ? Arrays.copyOf(sample.test(), 16) : sample.test();
        try (Functional m = Model.of(encoder.inputs().get(0), out)) {
            Dataset data = Dataset.of(tokens(set, train, text), Nd.of(pick(y, train), train.length, 1))
                    .batch(BATCH)
                    .shuffle();
            int epochs = run.shorten(5, 1);
            int steps = epochs * data.batches();
            m.compile(Networks.adamW(Schedules.linearWarmup(RATE, 0, steps)), Loss.mse());
            double loss = m.fit(data, run.fit(epochs)).last("loss");
            Outcome o = new Outcome(
                    pick(y, test), m.predict(tokens(set, test, text)).doubles());
            run.print("%d steps, last training loss %.3f", steps, loss);
            run.metric("checkpoint_mse", o.mse(), "(log mol/L)²")
                    .notComparable("depends on the checkpoint; 1.7222 in the book");
            run.metric("checkpoint_correlation", o.correlation())
                    .notComparable("depends on the checkpoint; 0.840 in the book");
        }
    }

    private static double[] pick(double[] y, int[] rows) {
        return IntStream.of(rows).mapToDouble(r -> y[r]).toArray();
    }

    /** Token numbers in their frame, cut to the longest, filled up with the checkpoint's padding. */
    static Nd tokens(AqSolDb set, int[] rows, TextEncoder text) {
        String[] all = set.smiles();
        int padding = text.vocabulary().index(Special.PADDING).orElse(1);
        int end = text.vocabulary().index(Special.END).orElse(2);
        List<int[]> sequences = IntStream.of(rows)
                .mapToObj(r -> text.encodeFramed(all[r].strip()))
                .map(s -> cut(s, LONGEST, end))
                .toList();
        return Padding.longest().value(padding).apply(sequences);
    }

    private static int[] cut(int[] s, int longest, int end) {
        if (s.length <= longest) {
            return s;
        }
        int[] out = Arrays.copyOf(s, longest);
        out[longest - 1] = end;
        return out;
    }
}
