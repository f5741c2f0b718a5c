package org.dmol.tf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;

/**
 * Writes functions as a SavedModel that TensorFlow in any language loads: named signatures with named inputs and outputs, axes of any
 * size where the specification says -1.
 *
 * <p>Weights become constants, which every consumer (TensorFlow Serving, TFLite, ONNX and TF.js converters) takes; {@link #variables}
 * keeps them variables for users who go on training. A weight that several signatures read is stored once. The graph is traced for
 * inference: no training ops, nothing for XLA only.
 */
public final class SavedModelWriter {
    /** A function of named inputs in a trace. */
    @FunctionalInterface
    public interface Body {
        /** The outputs by name, in order. */
        Map<String, ? extends Operand<?>> build(Ctx c, List<Operand<?>> inputs);
    }

    private record Function(String key, Map<String, Spec> inputs, Body body) {}

    private final List<Function> functions = new ArrayList<>();
    private boolean variables;

    /** Keeps weights as variables instead of constants. */
    public SavedModelWriter variables() {
        variables = true;
        return this;
    }

    /**
     * Adds a signature.
     *
     * @param key name of the signature; consumers that are not told take {@code serving_default}
     * @param inputs names, types and shapes in order; names of letters, digits and {@code _ . -}
     * @param body the outputs in terms of the inputs, in the order of {@code inputs}
     */
    public SavedModelWriter signature(String key, Map<String, Spec> inputs, Body body) {
        functions.add(new Function(key, new LinkedHashMap<>(inputs), body));
        return this;
    }

    /** Writes the directory; what stood there before is replaced once the new one is complete. */
    public void write(Path directory) throws IOException {
        Path temporary = Directories.beside(directory);
        try {
            try (Graph graph = new Graph();
                    Session session = new Session(graph)) {
                Ops tf = Ops.create(graph);
                Map<Var, SavedVariables.Handle> handles = new IdentityHashMap<>();
                Map<Var, Operand<?>> constants = new IdentityHashMap<>();
                List<Signature> signatures = functions.stream()
                        .map(f -> build(tf, f, handles, constants))
                        .toList();
                SavedVariables saved = new SavedVariables(List.copyOf(handles.values()));
                saved.addSaver(tf);
                saved.initialize(session);
                SavedModelBundle.Exporter exporter = SavedModelBundle.exporter(temporary.toString())
                        .withSession(session)
                        .withTags("serve");
                signatures.forEach(exporter::withSignature);
                exporter.export();
                SavedModelProto.complete(temporary, saved);
            }
            Directories.replace(temporary, directory);
        } finally {
            Directories.delete(temporary);
        }
    }

    /** Writes the first signature as a frozen graph: a GraphDef whose weights are constants. */
    public void writeFrozenGraph(Path file) throws IOException {
        try (Graph graph = new Graph()) {
            build(Ops.create(graph), functions.get(0), null, new IdentityHashMap<>());
            byte[] bytes = graph.toGraphDef().toByteArray();
            org.dmol.array.AtomicFile.write(file, out -> out.write(bytes));
        }
    }

    private Signature build(
            Ops root, Function f, Map<Var, SavedVariables.Handle> handles, Map<Var, Operand<?>> constants) {
        TfRuntime.load();
        Ops tf = root.withSubScope(f.key);
        Signature.Builder signature = Signature.builder(f.key).methodName("tensorflow/serving/predict");
        List<Operand<?>> in = new ArrayList<>();
        f.inputs.forEach((name, spec) -> {
            Operand<?> x = Trace.placeholder(tf.withName(name), spec);
            in.add(x);
            signature.input(name, x);
        });
        Ctx c = Ctx.builder(tf)
                .weights(v -> variables && handles != null
                        ? handles.computeIfAbsent(v, k -> SavedVariables.Handle.of(root, k, handles.size()))
                                .read(tf)
                        : constants.computeIfAbsent(v, k -> Trace.constant(root, k.value())))
                .build();
        f.body.build(c, in).forEach((name, y) -> signature.output(name, Trace.identity(tf.withName("out_" + name), y)));
        return signature.build();
    }

    /** Whether a directory holds a SavedModel. */
    public static boolean isSavedModel(Path directory) {
        return Files.isRegularFile(directory.resolve("saved_model.pb"));
    }
}
