package org.dmol.layers.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Layer;
import org.dmol.tf.Backend;
import org.dmol.tf.Ctx;
import org.dmol.tf.Grad;
import org.dmol.tf.Program;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One evaluation of a layer: outputs, masks, losses, state updates, and the gradients of sum(cotangent * output), then the
 * gradients of the squared norm of the gradient by the inputs. Results are kept by the names that the golden files use.
 */
final class LayerRun {
    private final Layer layer;
    private final boolean training;
    private final boolean second;
    private final List<Nd> arguments = new ArrayList<>();
    private final List<Spec> specs = new ArrayList<>();
    private final List<Nd> masks;
    private final int inputs;
    private final int cotangents;
    private final List<String> names = new ArrayList<>();

    /**
     * Runs the layer.
     *
     * @param inputs what the layer is applied to
     * @param masks one for each input, null for none
     * @param cotangents one for each output; empty: no gradients
     */
    LayerRun(Layer layer, List<Nd> inputs, List<Nd> masks, List<Nd> cotangents, boolean training, boolean second) {
        this.layer = layer;
        this.training = training;
        this.second = second;
        this.masks = masks;
        this.inputs = inputs.size();
        this.cotangents = cotangents.size();
        arguments.addAll(inputs);
        layer.weights().forEach(v -> arguments.add(v.value()));
        arguments.addAll(cotangents);
        arguments.forEach(a -> specs.add(Spec.like(a)));
    }

    /** Traces the inputs with other shapes, for example unknown sizes. */
    LayerRun specs(List<Spec> inputSpecs) {
        for (int i = 0; i < inputs; i++) {
            specs.set(i, inputSpecs.get(i));
        }
        return this;
    }

    /** The results by name: y0, ymask0, losses, u0 (non-trainable weights), g_x0, g_w0, h_x0, … */
    Map<String, Nd> run(Backend backend) {
        try (Program program = Program.of(specs, backend, (tf, in) -> body(tf, in, backend == Backend.COMPILED))) {
            List<Nd> values = program.call(arguments);
            Map<String, Nd> result = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                result.put(names.get(i), values.get(i));
            }
            return result;
        }
    }

    private List<Operand<?>> body(Ops tf, List<Operand<?>> all, boolean compiled) {
        names.clear();
        List<Var> weights = layer.weights();
        List<Operand<?>> x = all.subList(0, inputs);
        List<Operand<?>> w = all.subList(inputs, inputs + weights.size());
        List<Operand<?>> dy = all.subList(inputs + weights.size(), all.size());
        Ctx c = Ctx.builder(tf)
                .training(training)
                .compiled(compiled)
                .weights(v -> w.get(weights.indexOf(v)))
                .build();
        for (int i = 0; i < inputs; i++) {
            if (i < masks.size() && masks.get(i) != null) {
                c.mask(x.get(i), Trace.constant(tf, masks.get(i)));
            }
        }
        List<? extends Operand<?>> y = layer.apply(c, x);
        List<Operand<?>> out = new ArrayList<>();
        for (int i = 0; i < y.size(); i++) {
            put(out, "y" + i, y.get(i));
            if (c.mask(y.get(i)) != null) {
                put(out, "ymask" + i, c.mask(y.get(i)));
            }
        }
        put(out, "losses", losses(tf, c, weights));
        int k = 0;
        for (Var v : weights) {
            if (!v.trainable() || !layer.trainable()) {
                put(out, "u" + k++, c.readAny(v));
            }
        }
        if (cotangents > 0) {
            gradients(tf, out, x, w, y, dy);
        }
        return out;
    }

    private void gradients(
            Ops tf,
            List<Operand<?>> out,
            List<Operand<?>> x,
            List<Operand<?>> w,
            List<? extends Operand<?>> y,
            List<Operand<?>> dy) {
        List<Operand<?>> targets = new ArrayList<>();
        List<String> targetNames = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            if (specs.get(i).dtype().isFloat()) {
                targets.add(x.get(i));
                targetNames.add("x" + i);
            }
        }
        int floatInputs = targets.size();
        for (int i = 0; i < w.size(); i++) {
            targets.add(w.get(i));
            targetNames.add("w" + i);
        }
        Operand<TFloat32> loss = Trace.scalar(tf, dy.get(0), 0);
        for (int i = 0; i < y.size(); i++) {
            if (Trace.spec(y.get(i)).dtype() != DType.BOOL) {
                loss = tf.math.add(loss, Trace.sum(tf, tf.math.mul(Trace.floats(y.get(i)), Trace.floats(dy.get(i)))));
            }
        }
        List<Operand<?>> first = Grad.of(tf, loss, targets);
        for (int i = 0; i < targets.size(); i++) {
            put(out, "g_" + targetNames.get(i), first.get(i));
        }
        if (second && floatInputs > 0) {
            Operand<TFloat32> energy = Trace.scalar(tf, dy.get(0), 0);
            for (int i = 0; i < floatInputs; i++) {
                energy = tf.math.add(energy, Trace.sum(tf, tf.math.square(Trace.floats(first.get(i)))));
            }
            List<Operand<?>> twice = Grad.of(tf, energy, targets);
            for (int i = 0; i < targets.size(); i++) {
                put(out, "h_" + targetNames.get(i), twice.get(i));
            }
        }
    }

    private static Operand<TFloat32> losses(Ops tf, Ctx c, List<Var> weights) {
        Operand<TFloat32> total = tf.constant(0f);
        for (Operand<TFloat32> loss : c.losses()) {
            total = tf.math.add(total, loss);
        }
        for (Var v : weights) {
            if (v.regularizer() != null) {
                total = tf.math.add(total, v.regularizer().of(tf, c.read(v)));
            }
        }
        return total;
    }

    private void put(List<Operand<?>> out, String name, Operand<?> value) {
        names.add(name);
        out.add(value);
    }
}
