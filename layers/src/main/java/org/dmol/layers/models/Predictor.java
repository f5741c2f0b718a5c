package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;

/** Runs a layer for inference. Weights are inputs of the program, so that it need not be built again when they change. */
final class Predictor implements AutoCloseable {
    private final Layer layer;
    private final Map<List<Spec>, Program> programs = new HashMap<>();

    Predictor(Layer layer) {
        this.layer = layer;
    }

    static List<Nd> toFloatX(List<Nd> arrays) {
        return arrays.stream()
                .map(a -> a.dtype() == DType.FLOAT64 ? a.cast(FloatX.get()) : a)
                .toList();
    }

    List<Nd> predict(List<Nd> in, int batch) {
        int n = in.get(0).dim(0);
        for (Nd a : in) {
            if (a.dim(0) != n) {
                throw new IllegalArgumentException("All inputs need one number of rows; "
                        + in.get(0).describe() + " and " + a.describe() + " differ.");
            }
        }
        List<Spec> specs = in.stream().map(a -> Model.rowSpec(a, false)).toList();
        if (!layer.states().isEmpty()) {
            return call(in); // states belong to rows
        }
        if (n <= batch) {
            return run(specs, in);
        }
        List<List<Nd>> parts = new ArrayList<>();
        for (int at = 0; at < n; at += batch) {
            int from = at;
            int to = Math.min(n, at + batch);
            parts.add(run(specs, in.stream().map(a -> a.rows(from, to)).toList()));
        }
        List<Nd> out = new ArrayList<>();
        for (int i = 0; i < parts.get(0).size(); i++) {
            int k = i;
            out.add(Nd.concat(parts.stream().map(p -> p.get(k)).toArray(Nd[]::new)));
        }
        return out;
    }

    List<Nd> call(List<Nd> in) {
        return run(in.stream().map(Spec::like).toList(), in);
    }

    private synchronized List<Nd> run(List<Spec> specs, List<Nd> inputs) {
        if (programs.isEmpty()) {
            layer.outputSpecs(specs); // inner layers have their weights from their first trace on
        }
        List<Var> weights = layer.variables();
        List<Var> states = layer.states();
        Program program = programs.computeIfAbsent(specs, s -> compile(s, weights));
        List<Tensor> in = new ArrayList<>();
        List<Tensor> out = List.of();
        try {
            inputs.forEach(a -> in.add(Tensors.of(a)));
            weights.forEach(v -> in.add(Tensors.of(v.value())));
            out = program.run(in);
            List<Nd> results = out.stream().map(Tensors::toNd).toList();
            int outputs = results.size() - states.size();
            for (int i = 0; i < states.size(); i++) {
                states.get(i).assign(results.get(outputs + i));
            }
            return results.subList(0, outputs);
        } finally {
            in.forEach(Tensor::close);
            out.forEach(Tensor::close);
        }
    }

    private Program compile(List<Spec> specs, List<Var> weights) {
        List<Spec> all = new ArrayList<>(specs);
        weights.forEach(v -> all.add(v.spec()));
        return Program.of(all, Backend.SESSION, (tf, in) -> body(tf, in, specs.size(), weights));
    }

    private List<? extends Operand<?>> body(Ops tf, List<Operand<?>> in, int inputs, List<Var> weights) {
        Map<Var, Operand<?>> values = new IdentityHashMap<>();
        for (int i = 0; i < weights.size(); i++) {
            values.put(weights.get(i), in.get(inputs + i));
        }
        Ctx c = Ctx.builder(tf)
                .weights(v -> values.containsKey(v) ? values.get(v) : Trace.constant(tf, v.value()))
                .build();
        List<Operand<?>> out = new ArrayList<>(layer.apply(c, in.subList(0, inputs)));
        layer.states().forEach(v -> out.add(c.readAny(v)));
        return out;
    }

    @Override
    public synchronized void close() {
        programs.values().forEach(Program::close);
        programs.clear();
    }
}
