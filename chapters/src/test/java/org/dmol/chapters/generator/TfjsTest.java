package org.dmol.chapters.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Seeds;
import org.dmol.layers.convolution.Conv1D;
import org.dmol.layers.core.Dense;
import org.dmol.layers.core.Embedding;
import org.dmol.layers.export.TfjsExport;
import org.dmol.layers.generation.TokenGenerator;
import org.dmol.layers.generation.TokenSampler;
import org.dmol.layers.losses.Crossentropy;
import org.dmol.layers.losses.Loss;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.normalization.BatchNormalization;
import org.dmol.layers.normalization.LayerNormalization;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.layers.recurrent.GRU;
import org.dmol.layers.recurrent.LSTM;
import org.dmol.layers.recurrent.SimpleRNN;
import org.dmol.layers.train.Dataset;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chapter's network here, in Keras (golden.json, made by chapters/python/generator.py), in plain Java, and in TensorFlow.js. */
class TfjsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TF = Node.WEB + "vendor/tf.es2017.min.js";

    @TempDir
    Path directory;

    private static JsonNode golden() throws IOException {
        return JSON.readTree(TfjsTest.class.getResource("golden.json"));
    }

    private static double[] flat(JsonNode rows) {
        double[] all = new double[rows.size() * rows.get(0).size()];
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    rows.get(i / rows.get(0).size()).get(i % rows.get(0).size()).asDouble();
        }
        return all;
    }

    private static Sequential model(Layer... layers) {
        Seeds.set(3);
        Sequential m = new Sequential(layers);
        m.ensureBuilt(List.of(Spec.of(DType.INT32, -1, -1)));
        return m;
    }

    /** Vocabulary 5, embedding 3, 2 units; each tensor is filled with 0.5 sin(0.7 k + o). */
    private static Sequential toy(boolean masked) {
        Sequential m = model(
                new Embedding(5, 3).maskZero(masked),
                new GRU(2).resetAfter(false).returnSequences(true),
                new Dense(5));
        double[] offsets = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
        List<Nd> weights = m.getWeights();
        m.setWeights(IntStream.range(0, 6)
                .mapToObj(i -> Nd.vector(IntStream.range(0, weights.get(i).size())
                                .mapToDouble(k -> 0.5 * Math.sin(0.7 * k + offsets[i]))
                                .toArray())
                        .cast(DType.FLOAT32)
                        .reshape(weights.get(i).shape()))
                .toList());
        return m;
    }

    @Test
    void logitsAreThoseOfKeras() throws IOException {
        int[] tokens = JSON.convertValue(golden().get("tokens"), int[].class);
        for (String kind : List.of("logits", "masked")) {
            try (Sequential m = toy(kind.equals("masked"))) {
                double[] ours = m.call(Nd.of(tokens, 1, tokens.length)).doubles();
                assertThat(ours).as(kind).containsExactly(flat(golden().get(kind)), within(1e-6));
                if (kind.equals("logits")) {
                    PlainGru plain = new PlainGru(m.getWeights());
                    double[] alone = Arrays.stream(tokens)
                            .mapToObj(plain::step)
                            .flatMapToDouble(Arrays::stream)
                            .toArray();
                    assertThat(alone).containsExactly(ours, within(1e-6));
                }
            }
        }
    }

    @Test
    void lossesAreThoseOfKeras() throws IOException {
        try (Sequential m = toy(false)) {
            m.compile(
                    Optimizer.adam(5e-3).globalClipNorm(1),
                    Crossentropy.sparseCategorical(true).reduction(Loss.Reduction.MEAN_WITH_SAMPLE_WEIGHT));
            Dataset data = Corpus.training(List.of(new int[] {1, 3, 2}, new int[] {4}));
            assertThat(data.input(0).ints()).containsExactly(0, 1, 3, 2, 0, 4, 0, 0);
            double[] losses = m.fit(data.batch(2), Fit.epochs(4).silent()).get("loss");
            // Three tokens and their end, one token and its end: 6 places count.
            assertThat(losses).containsExactly(JSON.convertValue(golden().get("losses"), double[].class), within(2e-6));
        }
    }

    private double[] inNode(String tokens) throws IOException, InterruptedException {
        JsonNode out = JSON.readTree(Node.last("tfjs-logits.mjs", TF, directory.toString(), tokens));
        assertThat(out.get("version").asText()).isEqualTo("4.22.0");
        return flat(out.get("logits"));
    }

    @Test
    void tensorFlowJsGivesTheSameLogits() throws IOException, InterruptedException {
        Node.require();
        String tokens = golden().get("tokens").toString().replaceAll("[\\[\\]]", "");
        try (Sequential m = toy(false)) {
            TfjsExport.of(m).stateful(1).write(directory);
            assertThat(inNode(tokens)).containsExactly(flat(golden().get("logits")), within(1e-6));
        }
        try (Sequential m = toy(true)) {
            TfjsExport.of(m).stateful(1).write(directory);
            assertThat(inNode(tokens)).containsExactly(flat(golden().get("masked")), within(1e-6));
        }
    }

    /** The network at its real size, along a molecule that it draws itself. */
    @Test
    void alongASampledSequence() throws IOException, InterruptedException {
        Node.require();
        try (Sequential m = LanguageModel.of(108, false, 4)) {
            m.setWeights(m.getWeights().stream()
                    .map(w -> Nd.vector(
                                    Arrays.stream(w.doubles()).map(v -> 3 * v).toArray())
                            .cast(DType.FLOAT32)
                            .reshape(w.shape()))
                    .toList()); // logits far apart, as after training
            TfjsExport.of(m).stateful(1).write(directory);
            try (TokenGenerator one = TokenGenerator.of(m, 1).longest(60)) {
                int[] drawn = one.generate(TokenSampler.temperature(1), 9).get(0);
                double[] ours = m.call(Nd.of(drawn, 1, drawn.length)).doubles();
                String list = Arrays.stream(drawn).mapToObj(Integer::toString).collect(Collectors.joining(","));
                assertThat(inNode(list)).hasSize(60 * 108).containsExactly(ours, within(1e-5));
            }
        }
    }

    @Test
    void otherLayersToo() throws IOException, InterruptedException {
        Node.require();
        try (Sequential m = model(
                new Embedding(6, 5),
                new LSTM(4).returnSequences(true),
                new LayerNormalization(),
                new SimpleRNN(4).activation("relu").returnSequences(true),
                new Dense(3, "elu"),
                new BatchNormalization(),
                new GRU(4).resetAfter(false).useBias(false).recurrentActivation("relu"),
                new Dense(2, "softmax").kernelInitializer(Initializers.randomUniform(-2, 2)))) {
            TfjsExport.of(m).stateful(1).write(directory);
            double[] theirs = inNode("1,5,0,3");
            double[] whole = m.call(Nd.of(new int[] {1, 5, 0, 3}, 1, 4)).doubles();
            assertThat(Arrays.copyOfRange(theirs, 6, 8)).containsExactly(whole, within(1e-6));
        }
        try (Sequential m = model(new Embedding(6, 5), new Conv1D(4, 1).activation("tanh"), new Dense(2))) {
            TfjsExport.of(m).write(directory);
            double[] ours = m.call(Nd.of(new int[] {2, 4}, 2, 1)).doubles();
            assertThat(inNode("2,4")).containsExactly(ours, within(1e-6));
        }
    }
}
