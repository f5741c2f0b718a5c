package org.dmol.layers.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.layers.Layer;
import org.dmol.tf.Var;

/**
 * The weights of a layer or model as an NPZ file in Keras's order: entries {@code 0:kernel}, {@code 1:bias}, … Python reads it back by
 * {@code z = numpy.load(f); model.set_weights([z[k] for k in sorted(z.files, key=lambda k: int(k.split(':')[0]))])}.
 */
public final class WeightFile {
    private WeightFile() {}

    /** Writes the weights. */
    public static void write(Layer layer, Path file) throws IOException {
        Map<String, Nd> all = new LinkedHashMap<>();
        List<Var> weights = layer.weights();
        for (int i = 0; i < weights.size(); i++) {
            all.put(i + ":" + weights.get(i).name(), weights.get(i).value());
        }
        Npz.writer().putAll(all).write(file);
    }

    /**
     * Reads weights into a layer that is built.
     *
     * @throws IllegalArgumentException if the file is of another architecture
     */
    public static void read(Layer layer, Path file) throws IOException {
        Map<String, Nd> all = Npz.read(file);
        List<Nd> values = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String prefix = i + ":";
            String key = all.keySet().stream()
                    .filter(k -> k.startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The file " + file + " has no weight number "
                            + prefix.substring(0, prefix.length() - 1) + "; it is not a weight file."));
            values.add(all.get(key));
        }
        try {
            layer.setWeights(values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The weight file " + file + " is of another architecture: " + e.getMessage(), e);
        }
    }
}
