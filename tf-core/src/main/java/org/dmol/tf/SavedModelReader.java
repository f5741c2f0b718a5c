package org.dmol.tf;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dmol.array.Nd;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;

/** A SavedModel, loaded to be called with arrays. */
public final class SavedModelReader implements AutoCloseable {
    private final Path directory;
    private final SavedModelBundle bundle;

    private SavedModelReader(Path directory, SavedModelBundle bundle) {
        this.directory = directory;
        this.bundle = bundle;
    }

    /**
     * Loads a directory.
     *
     * @throws IllegalArgumentException if it is not a SavedModel
     */
    public static SavedModelReader load(Path directory) {
        TfRuntime.load();
        if (!SavedModelWriter.isSavedModel(directory)) {
            throw new IllegalArgumentException("There is no SavedModel in " + directory + " (no file saved_model.pb).");
        }
        return new SavedModelReader(directory, SavedModelBundle.load(directory.toString(), "serve"));
    }

    /** Names of the signatures. */
    public Set<String> signatures() {
        return bundle.signatures().stream()
                .map(s -> s.key())
                .filter(k -> !k.startsWith("__"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Calls a signature.
     *
     * @param inputs arrays by the names of the signature's inputs
     * @return arrays by the names of its outputs
     */
    public Map<String, Nd> call(String signature, Map<String, Nd> inputs) {
        if (!signatures().contains(signature)) {
            throw new IllegalArgumentException("The SavedModel " + directory + " has no signature '" + signature
                    + "'; it has " + signatures() + ".");
        }
        var function = bundle.function(signature);
        if (!function.signature().inputNames().equals(inputs.keySet())) {
            throw new IllegalArgumentException("Signature '" + signature + "' takes "
                    + function.signature().inputNames() + ", not " + inputs.keySet() + ".");
        }
        Map<String, Tensor> in = new LinkedHashMap<>();
        try {
            inputs.forEach((name, a) -> in.put(name, Tensors.of(a)));
            try (Result out = function.call(in)) {
                Map<String, Nd> arrays = new LinkedHashMap<>();
                for (Map.Entry<String, Tensor> e : out) {
                    arrays.put(e.getKey(), Tensors.toNd(e.getValue()));
                }
                return arrays;
            }
        } finally {
            in.values().forEach(Tensor::close);
        }
    }

    /** Frees the model. */
    @Override
    public void close() {
        bundle.close();
    }
}
