package org.dmol.chapters.generator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.AtomicFile;
import org.dmol.layers.export.TfjsExport;
import org.dmol.layers.models.Sequential;

/** The files that the web page loads: the network for TensorFlow.js, fed one token at a time, and what its tokens are. */
final class TfjsModel {
    static final String CONFIG = "config.json";

    private TfjsModel() {}

    /** Sizes by the names that the book gives them. */
    static Map<String, Object> configuration(Corpus corpus, int examples) {
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("vocab_size", corpus.tokens());
        c.put("example_number", examples);
        c.put("batch_size", LanguageModel.BATCH);
        c.put("buffer_size", examples); // the whole set is shuffled
        c.put("embedding_dim", LanguageModel.EMBEDDING);
        c.put("rnn_units", LanguageModel.UNITS);
        return c;
    }

    /** Writes {@code model.json}, its weights and {@code config.json}: the configuration, tokens and their numbers, where molecules begin and end. */
    static void write(Sequential model, Corpus corpus, int examples, Path directory) throws IOException {
        TfjsExport.of(model).stateful(1).write(directory);
        Map<String, Object> config = configuration(corpus, examples);
        config.put("start", 0);
        config.put("end", 0);
        config.put("longest", LanguageModel.LONGEST);
        Map<String, Integer> stoi = new LinkedHashMap<>();
        corpus.encoder().vocabulary().tokens().forEach(t -> stoi.put(t, stoi.size()));
        config.put("stoi", stoi);
        config.put("vocab", corpus.encoder().vocabulary().tokens());
        byte[] text = new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(config)
                .getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(directory.resolve(CONFIG), out -> out.write(text));
    }
}
