package org.dmol.layers.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dmol.array.AtomicFile;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.Names;
import org.dmol.layers.models.Sequential;
import org.dmol.layers.recurrent.RecurrentLayer;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;

/**
 * Sequential models in the layers format of TensorFlow.js: {@code model.json}, which {@code tf.loadLayersModel} takes, and shards of
 * weights. Written without a converter: the format is that of tfjs 4 ({@code tfjs-core/src/io/types.ts}), the settings are those of
 * Keras 2.
 *
 * <pre>{@code
 * TfjsExport.of(model).stateful(1).write(Path.of("saved-models/generator/tfjs"));
 * }</pre>
 */
public final class TfjsExport {
    /** Largest file of weights, in bytes: browsers keep files of this size in their cache. */
    static final int SHARD = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LAYERS = Set.of(
            "Activation",
            "AveragePooling1D",
            "AveragePooling2D",
            "BatchNormalization",
            "Conv1D",
            "Conv2D",
            "Dense",
            "Dropout",
            "Embedding",
            "Flatten",
            "GRU",
            "GlobalAveragePooling1D",
            "GlobalAveragePooling2D",
            "GlobalMaxPooling1D",
            "GlobalMaxPooling2D",
            "LSTM",
            "LayerNormalization",
            "MaxPooling1D",
            "MaxPooling2D",
            "RepeatVector",
            "SimpleRNN");
    private static final Set<String> ACTIVATIONS =
            Set.of("elu", "linear", "relu", "relu6", "selu", "sigmoid", "softmax", "softplus", "softsign", "tanh");

    private final Sequential model;
    private int rows;

    private TfjsExport(Sequential model) {
        this.model = model;
    }

    /**
     * A model that is built.
     *
     * @throws IllegalArgumentException if it is not, or if TensorFlow.js has no such layer
     */
    public static TfjsExport of(Sequential model) {
        if (!model.isBuilt()) {
            throw new IllegalArgumentException(
                    "Model '" + model.name() + "' is not built yet; fit it or call it once before exporting it.");
        }
        model.layers().forEach(TfjsExport::requireKnown);
        return new TfjsExport(model);
    }

    private static void requireKnown(Layer layer) {
        if (!LAYERS.contains(layer.className())) {
            throw new IllegalArgumentException("Layer '" + layer.name() + "' (" + layer.className()
                    + ") cannot be written for TensorFlow.js; it has "
                    + String.join(", ", LAYERS.stream().sorted().toList())
                    + ".");
        }
        Map<String, Object> config = layer.config();
        if (layer.className().equals("GRU") && Config.flag(config, "reset_after", true)) {
            throw new IllegalArgumentException(
                    "Layer '" + layer.name()
                            + "' (GRU) resets after the recurrent product; TensorFlow.js has the other kind alone: resetAfter(false).");
        }
        for (String key : List.of("activation", "recurrent_activation")) {
            if (config.containsKey(key) && !ACTIVATIONS.contains(Config.activation(config, key))) {
                throw new IllegalArgumentException("Layer '" + layer.name() + "' has the activation '"
                        + Config.activation(config, key) + "', which cannot be written for TensorFlow.js.");
            }
        }
    }

    /**
     * Recurrent layers keep their states from call to call, for so many rows; {@code resetStates()} clears them. For models that take
     * one token at a time.
     */
    public TfjsExport stateful(int batch) {
        rows = batch;
        return this;
    }

    /** Writes the shards, then {@code model.json}; other files in the directory stay, shards of an earlier model do not. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> old;
        try (Stream<Path> files = Files.list(directory)) {
            old = files.filter(f -> f.getFileName().toString().matches("group1-shard\\d+of\\d+\\.bin"))
                    .toList();
        }
        byte[] weights = bytes();
        int count = Math.max(1, (weights.length + SHARD - 1) / SHARD);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i * SHARD;
            int length = Math.min(SHARD, weights.length - from);
            paths.add("group1-shard" + (i + 1) + "of" + count + ".bin");
            AtomicFile.write(directory.resolve(paths.get(i)), out -> out.write(weights, from, length));
        }
        byte[] text = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(description(paths))
                .getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(directory.resolve("model.json"), out -> out.write(text));
        for (Path file : old) {
            if (!paths.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
    }

    /** All weights in order, row-major, little-endian float32. */
    private byte[] bytes() {
        int size = model.weights().stream().mapToInt(w -> w.value().size()).sum();
        ByteBuffer all = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Var w : model.weights()) {
            for (int i = 0; i < w.value().size(); i++) {
                all.putFloat((float) w.value().getFlat(i));
            }
        }
        return all.array();
    }

    private Map<String, Object> description(List<String> paths) {
        List<Object> layers = new ArrayList<>();
        List<Object> weights = new ArrayList<>();
        layers.add(Config.of(
                "class_name", "InputLayer", "name", "input_1", "inbound_nodes", List.of(), "config", inputConfig()));
        String before = "input_1";
        Map<String, Integer> counts = new HashMap<>();
        for (Layer layer : model.layers()) {
            String kind = Names.snakeCase(layer.className());
            int n = counts.merge(kind, 1, Integer::sum) - 1;
            String name = n == 0 ? kind : kind + "_" + n;
            layers.add(Config.of(
                    "class_name",
                    layer.className(),
                    "name",
                    name,
                    "inbound_nodes",
                    List.of(List.of(List.of(before, 0, 0, Map.of()))),
                    "config",
                    config(layer, name)));
            for (Var w : layer.weights()) {
                weights.add(Config.of("name", name + "/" + w.name(), "shape", w.shape(), "dtype", "float32"));
            }
            before = name;
        }
        Map<String, Object> config = Config.of(
                "name",
                "model",
                "layers",
                layers,
                "input_layers",
                List.of(List.of("input_1", 0, 0)),
                "output_layers",
                List.of(List.of(before, 0, 0)));
        return Config.of(
                "format",
                "layers-model",
                "generatedBy",
                "dmol-java",
                "convertedBy",
                null,
                "modelTopology",
                Config.of(
                        "keras_version",
                        "2.11.0",
                        "backend",
                        "tensorflow",
                        "model_config",
                        Config.of("class_name", "Functional", "config", config)),
                "weightsManifest",
                List.of(Config.of("paths", paths, "weights", weights)));
    }

    private Map<String, Object> inputConfig() {
        Spec in = model.builtFor().get(0);
        List<Object> shape = Config.shape(in);
        shape.set(0, rows > 0 ? rows : null);
        return Config.of("name", "input_1", "dtype", "float32", "sparse", false, "batch_input_shape", shape);
    }

    /** Keras 2's settings: activations by name, nothing that matters in training alone. */
    private Map<String, Object> config(Layer layer, String name) {
        Map<String, Object> config = Config.of("name", name, "trainable", true, "dtype", "float32");
        layer.config().forEach((key, value) -> {
            if (key.endsWith("activation")) {
                config.put(key, Config.activation(layer.config(), key));
            } else if (!key.endsWith("_initializer")
                    && !key.endsWith("_regularizer")
                    && !key.endsWith("_constraint")
                    && !config.containsKey(key)) {
                config.put(key, value);
            }
        });
        if (layer instanceof RecurrentLayer<?>) {
            config.put("stateful", rows > 0);
            config.put("implementation", 2);
        }
        return config;
    }
}
