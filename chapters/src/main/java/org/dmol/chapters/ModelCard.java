package org.dmol.chapters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.AtomicFile;
import org.dmol.array.Nd;
import org.dmol.chapters.report.JsonReports;
import org.dmol.chapters.report.Numbers;
import org.dmol.data.DataFile;

/** What goes with an exported model: {@code README.md}, {@code provenance.json} and {@code examples.json}, by which others check it. */
public final class ModelCard {
    private final String name;
    private final String title;
    private final StringBuilder about = new StringBuilder();
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final Map<String, Object> metrics = new LinkedHashMap<>();
    private final List<Map<String, Object>> data = new ArrayList<>();
    private final List<Map<String, Object>> examples = new ArrayList<>();
    private final StringBuilder limits = new StringBuilder();

    /** A card for the model in {@code saved-models/<name>}. */
    public ModelCard(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /** A paragraph on what the model predicts and how it was trained. */
    public ModelCard about(String paragraph) {
        about.append(paragraph).append("\n\n");
        return this;
    }

    /** An input of {@code serving_default}: name, type and shape, meaning with units. */
    public ModelCard input(String inputName, String type, String meaning) {
        inputs.add("| `" + inputName + "` | " + type + " | " + meaning + " |");
        return this;
    }

    /** An output of {@code serving_default}. */
    public ModelCard output(String outputName, String type, String meaning) {
        outputs.add("| `" + outputName + "` | " + type + " | " + meaning + " |");
        return this;
    }

    /** A measured quality with its unit. */
    public ModelCard metric(String metricName, double value, String unit) {
        metrics.put(metricName, Map.of("value", value, "unit", unit));
        return this;
    }

    /** A data set that the model was trained on. */
    public ModelCard data(DataFile file) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", file.dataSet().id());
        entry.put("title", file.dataSet().title());
        entry.put("kind", file.isStandIn() ? "stand-in" : "real");
        entry.put("sha256", file.sha256());
        entry.put("licence", file.dataSet().licence());
        entry.put("citation", file.dataSet().citation());
        data.add(entry);
        return this;
    }

    /** What the model is not fit for. */
    public ModelCard limit(String sentence) {
        limits.append("- ").append(sentence).append('\n');
        return this;
    }

    /** Inputs and outputs of a signature, by which a consumer checks its own result. */
    public ModelCard example(String signature, Map<String, Nd> in, Map<String, Nd> out) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("signature", signature);
        entry.put("inputs", arrays(in));
        entry.put("outputs", arrays(out));
        examples.add(entry);
        return this;
    }

    /** The runtimes, by their names in {@code saved-models/check.py}, that can take the signature of the last example; default all. */
    public ModelCard runtimes(String... names) {
        examples.get(examples.size() - 1).put("runtimes", List.of(names));
        return this;
    }

    private static Map<String, Object> arrays(Map<String, Nd> named) {
        Map<String, Object> out = new LinkedHashMap<>();
        named.forEach((key, a) -> {
            Map<String, Object> array = new LinkedHashMap<>();
            array.put("dtype", a.dtype().toString());
            array.put("shape", a.shape());
            array.put("values", a.array());
            out.put(key, array);
        });
        return out;
    }

    /** Writes the three files into the model's directory. */
    public void write(Path directory, Settings settings) throws IOException {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("name", name);
        provenance.put("title", title);
        provenance.put("seed", settings.seed());
        provenance.put("quick", settings.quick());
        provenance.put("options", settings.options());
        provenance.put("versions", Runner.versions());
        provenance.put("data", data);
        provenance.put("metrics", metrics);
        JsonReports.write(directory.resolve("provenance.json"), provenance);
        JsonReports.write(directory.resolve("examples.json"), examples);
        byte[] text = readme(settings).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(directory.resolve("README.md"), out -> out.write(text));
    }

    private String readme(Settings settings) {
        StringBuilder md = new StringBuilder("# " + title + "\n\n").append(about);
        if (settings.quick()) {
            md.append("**Shortened training: for trying out only.**\n\n");
        }
        md.append("## Signature `serving_default`\n| input | type | meaning |\n|---|---|---|\n");
        inputs.forEach(i -> md.append(i).append('\n'));
        md.append("\n| output | type | meaning |\n|---|---|---|\n");
        outputs.forEach(o -> md.append(o).append('\n'));
        md.append(
                "\nThe batch axis is free. `examples.json` holds inputs with the outputs that they must give.\n\n## Quality\n");
        metrics.forEach((key, value) -> {
            Map<?, ?> m = (Map<?, ?>) value;
            md.append("- ")
                    .append(key)
                    .append(": ")
                    .append(Numbers.text((Double) m.get("value"), 4))
                    .append(' ')
                    .append(m.get("unit"))
                    .append('\n');
        });
        md.append("\n## Data\n");
        data.forEach(d -> md.append("- ")
                .append(d.get("title"))
                .append(d.get("kind").equals("real") ? "" : " (**generated stand-in**)")
                .append(". ")
                .append(d.get("citation"))
                .append(". Licence: ")
                .append(d.get("licence"))
                .append(".\n"));
        md.append("\n## Limits\n")
                .append(limits)
                .append(
                        "\n## Calling it\n```python\nimport tensorflow as tf\n\nmodel = tf.saved_model.load(\"saved-models/")
                .append(name)
                .append("\")\npredict = model.signatures[\"serving_default\"]\nprint(predict(")
                .append(argument())
                .append("))\n```\n")
                .append("```java\ntry (SavedModelReader model = SavedModelReader.load(Path.of(\"saved-models/")
                .append(name)
                .append(
                        "\"))) {\n    Map<String, Nd> out = model.call(\"serving_default\", inputs);\n}\n```\n\n## Licence\n")
                .append("Weights: Apache-2.0, as the project; the terms of the data are above. Made by `./dmol export ")
                .append(name)
                .append("`.\n");
        return md.toString();
    }

    private String argument() {
        List<String> names =
                inputs.stream().map(i -> i.substring(3, i.indexOf('`', 3))).toList();
        return String.join(", ", names.stream().map(n -> n + "=" + n).toList());
    }
}
