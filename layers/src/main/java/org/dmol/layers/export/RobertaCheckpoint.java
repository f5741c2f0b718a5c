package org.dmol.layers.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.TransformerEncoder;

/**
 * An encoder that was trained elsewhere, in the form of Hugging Face's {@code RobertaModel}: a directory with {@code config.json} and
 * {@code model.safetensors}. Its 5 + 16 tensors a layer become the weights of a {@link TransformerEncoder}; heads for other tasks are left out.
 */
public final class RobertaCheckpoint {
    private static final List<String> EMBEDDINGS = List.of(
            "word_embeddings.weight",
            "position_embeddings.weight",
            "token_type_embeddings.weight",
            "LayerNorm.weight",
            "LayerNorm.bias");

    private static final List<String> BLOCK = List.of(
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "attention.output.LayerNorm",
            "intermediate.dense",
            "output.dense",
            "output.LayerNorm");

    private RobertaCheckpoint() {}

    /** Names of the encoder's tensors without prefix, in the order of our weights: 5, and 16 for each layer. */
    public static List<String> names(int layers) {
        List<String> names = new ArrayList<>();
        EMBEDDINGS.forEach(n -> names.add("embeddings." + n));
        for (int i = 0; i < layers; i++) {
            for (String part : BLOCK) {
                names.add("encoder.layer." + i + "." + part + ".weight");
                names.add("encoder.layer." + i + "." + part + ".bias");
            }
        }
        return List.copyOf(names);
    }

    /**
     * Reads a checkpoint.
     *
     * @return tokens (batch, steps), padded with the checkpoint's padding token, to vectors (batch, steps, features)
     * @throws IOException if a file is missing or damaged, a tensor is missing or of another shape, or the model is of another kind
     */
    public static Functional read(Path directory) throws IOException {
        JsonNode config = config(directory.resolve("config.json"));
        TransformerEncoder encoder = encoder(config, directory);
        Map<String, Nd> tensors = encoderTensors(directory);
        Functional model = encoder.build();
        List<Nd> ours = model.getWeights();
        List<String> names = names(encoder.layers());
        List<Nd> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Nd t = tensors.get(names.get(i));
            if (t == null) {
                throw new IOException("The checkpoint " + directory + " has no tensor " + names.get(i) + ".");
            }
            values.add(fit(t, ours.get(i).shape(), names.get(i), directory));
        }
        model.setWeights(values);
        return model;
    }

    /** PyTorch's linear layers keep (outputs, inputs); the heads share the outputs of query, key and value in order. */
    private static Nd fit(Nd tensor, int[] shape, String name, Path directory) throws IOException {
        boolean linear = tensor.rank() == 2 && !name.startsWith("embeddings.");
        Nd t = linear ? tensor.transpose() : tensor;
        if (!Arrays.equals(t.shape(), withoutHeads(shape, name))) {
            throw new IOException("The tensor " + name + " of the checkpoint " + directory + " is " + tensor.describe()
                    + " and cannot become " + Arrays.toString(shape) + ".");
        }
        return t.reshape(shape);
    }

    /** Our shape with (heads, size) as one axis. */
    private static int[] withoutHeads(int[] s, String name) {
        if (name.contains(".attention.self.")) {
            return s.length == 3 ? new int[] {s[0], s[1] * s[2]} : new int[] {s[0] * s[1]};
        }
        return s.length == 3 ? new int[] {s[0] * s[1], s[2]} : s;
    }

    /** The tensors under the names of the bare encoder: checkpoints with a head put {@code roberta.} in front of them. */
    private static Map<String, Nd> encoderTensors(Path directory) throws IOException {
        Map<String, Nd> out = new LinkedHashMap<>();
        Safetensors.read(directory.resolve("model.safetensors"))
                .forEach((name, t) -> out.put(name.startsWith("roberta.") ? name.substring(8) : name, t));
        return out;
    }

    private static JsonNode config(Path file) throws IOException {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IOException("The file " + file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    private static TransformerEncoder encoder(JsonNode c, Path directory) throws IOException {
        String kind = c.path("model_type").asText("");
        if (!kind.equals("roberta")) {
            throw new IOException("The checkpoint " + directory + " is of the kind '" + kind + "', not 'roberta'.");
        }
        for (String size : List.of(
                "vocab_size",
                "max_position_embeddings",
                "hidden_size",
                "num_attention_heads",
                "intermediate_size",
                "num_hidden_layers")) {
            if (c.path(size).asInt(0) <= 0) {
                throw new IOException(
                        "The config.json of the checkpoint " + directory + " has no positive " + size + ".");
            }
        }
        if (c.path("type_vocab_size").asInt(1) != 1
                || !c.path("position_embedding_type").asText("absolute").equals("absolute")) {
            throw new IOException("The checkpoint " + directory
                    + " needs several kinds of text or relative positions, which the encoder does not have.");
        }
        int padding = c.path("pad_token_id").asInt(1);
        return new TransformerEncoder(
                        c.path("vocab_size").asInt(),
                        c.path("hidden_size").asInt(),
                        c.path("num_attention_heads").asInt(),
                        c.path("intermediate_size").asInt(),
                        c.path("num_hidden_layers").asInt())
                .positions(c.path("max_position_embeddings").asInt(), padding + 1)
                .padding(padding)
                .activation(activation(c.path("hidden_act").asText("gelu"), directory))
                .dropout(c.path("hidden_dropout_prob").asDouble(0.1))
                .epsilon(c.path("layer_norm_eps").asDouble(1e-5));
    }

    private static String activation(String name, Path directory) throws IOException {
        return switch (name) {
            case "gelu", "relu" -> name;
            case "gelu_new", "gelu_pytorch_tanh" -> "gelu_tanh";
            case "silu", "swish" -> "swish";
            default ->
                throw new IOException("The checkpoint " + directory + " uses the unknown activation '" + name + "'.");
        };
    }
}
