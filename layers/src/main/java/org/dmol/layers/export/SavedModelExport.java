package org.dmol.layers.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.layers.models.Functional;
import org.dmol.layers.models.Model;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;

/** A model as a SavedModel with the signature {@code serving_default}; more signatures can be added. */
public final class SavedModelExport {
    private final Model model;
    private final Map<String, Spec> inputs;
    private String[] outputs = {};
    private final SavedModelWriter writer = new SavedModelWriter();

    private SavedModelExport(Model model, Map<String, Spec> inputs) {
        this.model = model;
        this.inputs = inputs;
    }

    /**
     * A model that is built. A functional model's inputs carry their names; others are called {@code input}, {@code input_1}, …
     *
     * @throws IllegalArgumentException if the model is not built
     */
    public static SavedModelExport of(Model model) {
        if (!model.isBuilt()) {
            throw new IllegalArgumentException(
                    "Model '" + model.name() + "' is not built yet; fit it or call it once before exporting it.");
        }
        Map<String, Spec> inputs = new LinkedHashMap<>();
        for (int i = 0; i < model.builtFor().size(); i++) {
            String name = model instanceof Functional f
                    ? f.inputs().get(i).node().layer().name()
                    : i == 0 ? "input" : "input_" + i;
            inputs.put(name, model.builtFor().get(i));
        }
        return new SavedModelExport(model, inputs);
    }

    /** Names of the outputs; default {@code output}, {@code output_1}, … */
    public SavedModelExport outputs(String... names) {
        outputs = names.clone();
        return this;
    }

    /** Names, types and shapes of the inputs instead of those that the model was built for. */
    public SavedModelExport inputs(Map<String, Spec> specs) {
        inputs.clear();
        inputs.putAll(specs);
        return this;
    }

    /** Adds a signature beside {@code serving_default}. */
    public SavedModelExport signature(String key, Map<String, Spec> in, SavedModelWriter.Body body) {
        writer.signature(key, in, body);
        return this;
    }

    /** Keeps weights as variables, for users who go on training. */
    public SavedModelExport variables() {
        writer.variables();
        return this;
    }

    /** Writes the SavedModel; what stood in the directory is replaced. */
    public void write(Path directory) throws IOException {
        complete().write(directory);
    }

    /** Writes a frozen GraphDef of {@code serving_default}. */
    public void writeFrozenGraph(Path file) throws IOException {
        new SavedModelWriter().signature("serving_default", inputs, this::call).writeFrozenGraph(file);
    }

    private SavedModelWriter complete() {
        return writer.signature("serving_default", inputs, this::call);
    }

    private Map<String, Operand<?>> call(org.dmol.tf.Ctx c, List<Operand<?>> in) {
        List<? extends Operand<?>> y = model.apply(c, in);
        Map<String, Operand<?>> named = new LinkedHashMap<>();
        for (int i = 0; i < y.size(); i++) {
            named.put(i < outputs.length ? outputs[i] : i == 0 ? "output" : "output_" + i, y.get(i));
        }
        return named;
    }
}
