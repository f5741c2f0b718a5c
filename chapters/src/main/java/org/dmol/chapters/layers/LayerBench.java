package org.dmol.chapters.layers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.array.NpzWriter;
import org.dmol.chapters.Bench;
import org.dmol.chapters.EpochClock;
import org.dmol.chapters.Timings;
import org.dmol.layers.Input;
import org.dmol.layers.Layer;
import org.dmol.layers.Seeds;
import org.dmol.layers.Sym;
import org.dmol.layers.attention.MultiHeadAttention;
import org.dmol.layers.attention.PositionEmbedding;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.merging.Add;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.pooling.GlobalAveragePooling1D;
import org.dmol.layers.recurrent.GRU;
import org.dmol.layers.recurrent.LSTM;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.TfRuntime;

/** Training steps of recurrent, convolutional and attention layers beside Keras's, from the same weights on the same batches. */
final class LayerBench implements Bench {
    private static final int BATCH = 16;
    private static final int EPOCHS = 4;
    private static final int TOKENS = 96;

    private static final Map<String, Supplier<Model>> MODELS = new LinkedHashMap<>();

    static {
        MODELS.put("GRU", () -> recurrent(new GRU(32)));
        MODELS.put("LSTM", () -> recurrent(new LSTM(32)));
        MODELS.put("convolutions", () -> ProteinNetworks.plain(Edition.FIRST));
        MODELS.put("transformer", LayerBench::transformer);
    }

    @Override
    public String name() {
        return "layer-steps";
    }

    @Override
    public String title() {
        return "training steps of GRU, LSTM, the network of chapter 7 and a transformer block";
    }

    /** A recurrent layer of 32 units as in chapter 13: sequences of up to 96 tokens, masked. */
    private static Model recurrent(Layer layer) {
        Sequential m =
                new Sequential(new Embedding(128, 16).maskZero(true), layer, new Dense(32, "relu"), new Dense(1));
        m.compile(Optimizer.adam(1e-3), Loss.mse());
        return m;
    }

    /** One block of four heads on embeddings of 32 numbers, masked. */
    private static Model transformer() {
        Sym tokens = Input.of("tokens", DType.INT32, -1, TOKENS);
        Sym e = new Embedding(128, 32).maskZero(true).on(tokens).one();
        Sym x = new Add().on(e, new PositionEmbedding(TOKENS).on(e).one()).one();
        Sym attended = new MultiHeadAttention(4, 8).on(x, x).one();
        x = new LayerNormalization().on(new Add().on(x, attended).one()).one();
        Sym wide = new Dense(128, "relu").on(x).one();
        x = new LayerNormalization()
                .on(new Add().on(x, new Dense(32).on(wide).one()).one())
                .one();
        Model m = Model.of(
                tokens,
                new Dense(1).on(new GlobalAveragePooling1D().on(x).one()).one());
        m.compile(Optimizer.adam(1e-3), Loss.mse());
        return m;
    }

    @Override
    public void run(Timings timings) throws Exception {
        TfRuntime.load(); // Python's import of TensorFlow is not timed either
        int rows = timings.settings().quick() ? 10 * BATCH : 100 * BATCH;
        for (Map.Entry<String, Supplier<Model>> entry : MODELS.entrySet()) {
            boolean proteins = entry.getKey().equals("convolutions");
            Nd x = proteins ? tokens(rows, Proteins.LENGTH, Proteins.LETTERS) : tokens(rows, TOKENS, 127);
            compare(timings, entry.getKey(), entry.getValue(), x, labels(rows));
        }
    }

    private static void compare(Timings timings, String name, Supplier<Model> make, Nd x, Nd y) throws Exception {
        Seeds.set(timings.settings().seed());
        Path in = Files.createTempFile("dmol-layer-steps", ".npz");
        try (Model model = make.get()) {
            model.call(x.rows(0, 1));
            NpzWriter file = Npz.writer().put("x", x).put("y", y);
            List<Nd> weights = model.getWeights();
            for (int i = 0; i < weights.size(); i++) {
                file.put("w" + i, weights.get(i));
            }
            file.write(in);
            EpochClock clock = new EpochClock();
            double[] loss = model.fit(
                            Dataset.of(x, y).batch(BATCH),
                            Fit.epochs(EPOCHS).with(clock).silent())
                    .get("loss");
            JsonNode theirs =
                    timings.python().run("layer_steps.py", name, in.toString(), "--epochs", Integer.toString(EPOCHS));
            int steps = x.dim(0) / BATCH;
            timings.record(
                    name + ", one step",
                    clock.fastest() / steps,
                    theirs.get("epoch").asDouble() / steps,
                    String.format(
                            Locale.ROOT,
                            "fastest of the epochs after the first; last loss %.6f here, %.6f in Keras",
                            loss[EPOCHS - 1],
                            theirs.get("loss").asDouble()));
            timings.record(
                    name + ", first epoch",
                    clock.seconds(0),
                    theirs.get("first").asDouble(),
                    steps + " steps, with compilation");
        } finally {
            Files.delete(in);
        }
    }

    /** Tokens 1 to {@code largest} in random numbers, at least a quarter of the length; then zeros. */
    private static Nd tokens(int rows, int length, int largest) {
        Random random = new Random(1);
        int[] all = new int[rows * length];
        for (int r = 0; r < rows; r++) {
            int n = length / 4 + random.nextInt(length - length / 4 + 1);
            for (int t = 0; t < n; t++) {
                all[r * length + t] = 1 + random.nextInt(largest);
            }
        }
        return Nd.of(all, rows, length);
    }

    private static Nd labels(int rows) {
        Random random = new Random(2);
        float[] all = new float[rows];
        for (int r = 0; r < rows; r++) {
            all[r] = random.nextInt(2);
        }
        return Nd.of(all, rows, 1);
    }
}
