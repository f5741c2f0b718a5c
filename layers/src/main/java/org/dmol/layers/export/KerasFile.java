package org.dmol.layers.export;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dmol.array.AtomicFile;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.layers.models.Sequential;

/**
 * Whole models in Keras's {@code .keras} format: architecture as JSON, weights as HDF5. {@code keras.saving.load_model} reads what
 * this class writes, and this class reads what Keras writes. What a model was compiled with is not kept.
 */
public final class KerasFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "3.10.0";

    private KerasFile() {}

    /**
     * Writes a sequential or functional model; the file appears complete or not at all.
     *
     * @throws IllegalArgumentException if the model is of another kind, is not built, or has layers without a Keras counterpart
     */
    public static void save(Model model, Path file) throws IOException {
        if (!(model instanceof Sequential) && !(model instanceof Functional)) {
            throw new IllegalArgumentException("Model '" + model.name() + "' is a " + model.className()
                    + "; only sequential and functional models can be saved whole (save its weights instead).");
        }
        if (!model.isBuilt()) {
            throw new IllegalArgumentException(
                    "Model '" + model.name() + "' is not built yet; fit it or call it once before saving it.");
        }
        requireSavable(model);
        Map<String, Object> config = Config.object(
                model instanceof Sequential ? "keras" : "keras.src.models.functional",
                model.className(),
                model.config());
        Map<String, Object> metadata = Config.of(
                "keras_version", VERSION, "date_saved", java.time.Instant.EPOCH.toString(), "format", "dmol-java 1");
        Path weights = Files.createTempFile("dmol", ".weights.h5");
        try {
            Files.delete(weights);
            KerasWeights.write(model, weights);
            AtomicFile.write(file, out -> {
                ZipOutputStream zip = new ZipOutputStream(out); // the stream stays open: its owner closes it
                entry(zip, "metadata.json", JSON.writeValueAsBytes(metadata));
                entry(zip, "config.json", JSON.writeValueAsBytes(config));
                entry(zip, "model.weights.h5", Files.readAllBytes(weights));
                zip.finish();
            });
        } finally {
            Files.deleteIfExists(weights);
        }
    }

    private static void requireSavable(Layer layer) {
        for (Layer l : layer.innerLayers()) {
            if (!l.className().equals("InputLayer") && !LayerRegistry.isKnown(l.className())) {
                throw new IllegalArgumentException("Layer '" + l.name() + "' (" + l.className()
                        + ") cannot be saved: no layer of that class is registered with LayerRegistry.");
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry e = new ZipEntry(name);
        e.setTime(0);
        zip.putNextEntry(e);
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * Reads a model.
     *
     * @throws IOException if the file is not a {@code .keras} file
     * @throws IllegalArgumentException if it has layers that are not known
     */
    public static Model load(Path file) throws IOException {
        Path weights = Files.createTempFile("dmol", ".weights.h5");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry config = zip.getEntry("config.json");
            ZipEntry h5 = zip.getEntry("model.weights.h5");
            if (config == null || h5 == null) {
                throw new IOException("The file " + file + " is not a .keras file: it lacks "
                        + (config == null ? "config.json" : "model.weights.h5") + ".");
            }
            Map<String, Object> object =
                    JSON.readValue(zip.getInputStream(config), new TypeReference<Map<String, Object>>() {});
            Files.write(weights, zip.getInputStream(h5).readAllBytes());
            if (!(LayerRegistry.fromConfig(object) instanceof Model model)) {
                throw new IOException("The file " + file + " holds a layer, not a model.");
            }
            KerasWeights.read(model, weights);
            return model;
        } catch (java.util.zip.ZipException e) {
            throw new IOException("The file " + file + " is not a .keras file: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(weights);
        }
    }
}
