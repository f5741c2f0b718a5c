package org.dmol.chapters.pretraining;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.layers.Seeds;
import org.dmol.layers.optimizers.Schedules;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;

/** Encoder, masked loss, gradients and steps of AdamW from given weights, and short pre-trainings, beside Keras. */
final class PretrainingCheck implements CrossCheck {
    /** Relative tolerance in float32. */
    static final double TOLERANCE = 1e-5;

    private static final int SEEDS = 4;
    private static final int EPOCHS = 3;

    @Override
    public String name() {
        return "pretraining";
    }

    @Override
    public String title() {
        return "encoder, masked tokens and pre-training of chapter 21 beside Keras";
    }

    @Override
    public void run(Checks check) throws Exception {
        Path file = Files.createTempFile("dmol-pretraining", ".npz");
        try {
            check.python().run("pretraining.py", "exact", file.toString());
            Map<String, Nd> theirs = Npz.read(file);
            PretrainingReference.of(theirs)
                    .forEach((name, ours) ->
                            check.exact(name, ours, theirs.get(name).doubles(), TOLERANCE));
            trainings(check, theirs, file);
        } finally {
            Files.delete(file);
        }
    }

    /** The same short recipe, with dropout, from several seeds. */
    private static void trainings(Checks check, Map<String, Nd> arrays, Path file) throws Exception {
        JsonNode theirs = check.python()
                .run("pretraining.py", "train", file.toString(), "--seeds", "" + SEEDS, "--epochs", "" + EPOCHS);
        double[] loss = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            Seeds.set(seed);
            try (Networks n = Networks.of(PretrainingReference.settings().dropout(0.1))) {
                Dataset data = Dataset.of(
                                List.of(arrays.get("tokens"), arrays.get("places")), List.of(arrays.get("labels")))
                        .weights(arrays.get("weights"))
                        .batch(8)
                        .shuffle();
                n.compileMasked(Schedules.linearWarmup(3e-3, 3, EPOCHS * data.batches()));
                loss[seed] = n.masked()
                        .fit(data, Fit.epochs(EPOCHS).seed(seed).silent())
                        .last("loss");
            }
        }
        double[] others = StreamSupport.stream(theirs.get("loss").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        check.statistical("training loss of " + EPOCHS + " epochs with dropout", loss, others);
    }
}
