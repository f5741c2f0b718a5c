package org.dmol.chapters.pretraining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.analysis.Stats;
import org.dmol.layers.Input;
import org.dmol.layers.Seeds;
import org.dmol.layers.Sym;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.TransformerEncoder;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/**
 * The task that the labels are for: solubility from SMILES. The same head and steps for an encoder from scratch, a pre-trained one that
 * stays as it is, and a pre-trained one that is trained on. Labels are standardised by those of the training molecules.
 */
final class Downstream {
    static final int BATCH = 16;

    /** Vectors of {@link Networks#pooled}: of the first token. */
    static final int FIRST = 0;

    /** The mean over the tokens. */
    static final int MEAN = 1;

    /** Peaks of the learning rate, after a few trials on samples of other seeds than the reported ones: from scratch. */
    static final double SCRATCH_RATE = 1e-3;

    /** From the pre-trained weights. */
    static final double TUNED_RATE = 5e-4;

    /** Rate of a head on vectors that stay. */
    private static final double HEAD_RATE = 1e-3;

    private static final double DROPOUT = 0.1;

    private static final int HEAD_EPOCHS = 60;

    private final List<int[]> sequences;
    private final double[] solubility;
    private final TransformerEncoder settings;
    private final List<Nd> pretrained;
    private final Embedder embedder;

    /** @param solved sequences and solubilities of all molecules, by row of the data set */
    Downstream(List<int[]> sequences, double[] solved, Networks pretrained) {
        this.sequences = sequences;
        this.solubility = solved;
        this.settings = pretrained.settings().dropout(DROPOUT);
        this.pretrained = pretrained.encoder().getWeights();
        this.embedder = new Embedder(pretrained.pooled());
    }

    /** What a run gets: whose labels, how many passes over them, and what the random numbers follow from. */
    record Task(Sample sample, int epochs, long seed) {}

    /**
     * From scratch, and from the pre-trained encoder with all weights trained; side by side on two threads. The head reads the first vector
     * or the mean one.
     */
    List<Outcome> trained(Task task, int output) {
        Seeds.set(task.seed());
        try (Networks scratch = Networks.of(settings);
                Networks tuned = Networks.of(settings)) {
            tuned.encoder().setWeights(pretrained);
            return List.of(new Run(scratch, SCRATCH_RATE), new Run(tuned, TUNED_RATE)).parallelStream()
                    .map(r -> train(r.model(output), task, r.rate()))
                    .toList();
        }
    }

    private record Run(Networks networks, double rate) {
        Model model(int output) {
            return output == FIRST ? networks.byFirst() : networks.byMean();
        }
    }

    private Outcome train(Model model, Task task, double rate) {
        Scale scale = scale(task.sample());
        List<Dataset> data = buckets(task.sample().train(), scale);
        int steps = task.epochs() * data.stream().mapToInt(Dataset::batches).sum();
        model.compile(Networks.adamW(Schedules.linearWarmup(rate, steps / 10, steps)), Loss.mse());
        model.fit(data, Fit.epochs(task.epochs()).seed(task.seed()).silent());
        int[] test = task.sample().test();
        int width = IntStream.of(test).map(r -> sequences.get(r).length).max().orElseThrow();
        return scale.outcome(test, model.predict(Embedder.pad(sequences, test, width)));
    }

    /** The pre-trained encoder as it is: its vectors are computed once, and the head is trained on them. */
    Outcome frozen(Task task, int output) {
        Scale scale = scale(task.sample());
        Nd train = vectors(task.sample().train(), output);
        Seeds.set(task.seed());
        Sym in = Input.of("vectors", -1, settings.width());
        try (Functional head = Model.of(in, Networks.head(in, settings))) {
            Dataset data = Dataset.of(train, scale.labels(task.sample().train()))
                    .batch(BATCH)
                    .shuffle();
            int steps = HEAD_EPOCHS * data.batches();
            head.compile(Networks.adamW(Schedules.linearWarmup(HEAD_RATE, steps / 10, steps)), Loss.mse());
            head.fit(data, Fit.epochs(HEAD_EPOCHS).seed(task.seed()).silent());
            int[] test = task.sample().test();
            return scale.outcome(test, head.predict(vectors(test, output)));
        }
    }

    private Nd vectors(int[] rows, int output) {
        return embedder.vectors(IntStream.of(rows).mapToObj(sequences::get).toList(), output);
    }

    /** The mean of the training labels for everything. */
    Outcome constant(Sample sample) {
        double[] y = IntStream.of(sample.test()).mapToDouble(r -> solubility[r]).toArray();
        double[] mean = new double[y.length];
        Arrays.fill(mean, scale(sample).mean());
        return new Outcome(y, mean);
    }

    private List<Dataset> buckets(int[] rows, Scale scale) {
        List<int[]> own = IntStream.of(rows).mapToObj(sequences::get).toList();
        List<Dataset> out = new ArrayList<>();
        for (SmilesTokens.Bucket b : SmilesTokens.buckets(own)) {
            int[] members = IntStream.of(b.members()).map(i -> rows[i]).toArray();
            out.add(Dataset.of(Embedder.pad(sequences, members, b.width()), scale.labels(members))
                    .batch(BATCH)
                    .shuffle());
        }
        return out;
    }

    private Scale scale(Sample sample) {
        double[] y =
                IntStream.of(sample.train()).mapToDouble(r -> solubility[r]).toArray();
        return new Scale(Stats.mean(y), Stats.std(y, 0));
    }

    /** Solubilities to numbers of mean 0 and variance 1, and back. */
    private final class Scale {
        private final double mean;
        private final double deviation;

        Scale(double mean, double deviation) {
            this.mean = mean;
            this.deviation = deviation;
        }

        double mean() {
            return mean;
        }

        Nd labels(int[] rows) {
            double[] y = IntStream.of(rows)
                    .mapToDouble(r -> (solubility[r] - mean) / deviation)
                    .toArray();
            return Nd.of(y, rows.length, 1).cast(DType.FLOAT32);
        }

        Outcome outcome(int[] rows, Nd predicted) {
            double[] p = predicted.cast(DType.FLOAT64).doubles();
            return new Outcome(
                    IntStream.of(rows).mapToDouble(r -> solubility[r]).toArray(),
                    IntStream.range(0, p.length)
                            .mapToDouble(i -> mean + deviation * p[i])
                            .toArray());
        }
    }
}
