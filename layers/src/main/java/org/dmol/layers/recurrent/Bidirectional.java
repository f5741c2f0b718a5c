package org.dmol.layers.recurrent;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Layer;
import org.dmol.layers.LayerRegistry;
import org.dmol.layers.Suggest;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A recurrent layer in both directions of time (Schuster and Paliwal 1997): the outputs of the two are joined by the merge mode
 * {@code concat} (default), {@code sum}, {@code ave} or {@code mul}, or both come out ({@code null}); then, if the layer returns
 * its state, the states of the forward and the backward layer. Initial states are inputs in the same order.
 */
public final class Bidirectional extends Layer {
    private static final List<String> MODES = List.of("concat", "sum", "ave", "mul");

    private final RecurrentLayer<?> forward;
    private final RecurrentLayer<?> backward;
    private String mergeMode = "concat";

    /** The layer, and a copy of it that goes backwards. */
    public Bidirectional(RecurrentLayer<?> layer) {
        this(layer, opposite(layer));
    }

    /** Two layers of opposite directions, of which both or none return sequences and states. */
    public Bidirectional(RecurrentLayer<?> forward, RecurrentLayer<?> backward) {
        if (forward.goesBackwards() == backward.goesBackwards()) {
            throw new IllegalArgumentException("The two layers of a Bidirectional must go in opposite directions.");
        }
        if (forward.returnsSequences() != backward.returnsSequences()
                || forward.returnsState() != backward.returnsState()
                || forward.isStateful() != backward.isStateful()) {
            throw new IllegalArgumentException(
                    "The two layers of a Bidirectional must agree in returnSequences, returnState and stateful.");
        }
        this.forward = forward;
        this.backward = backward;
        if (!forward.name().startsWith("forward_")) {
            forward.named("forward_" + forward.name());
        }
        // Keras's rule, whatever the layers were told: masked steps of a sequence are zero.
        forward.zeroOutputForMask(forward.returnsSequences());
        backward.zeroOutputForMask(forward.returnsSequences());
    }

    private static RecurrentLayer<?> opposite(RecurrentLayer<?> layer) {
        Map<String, Object> object = LayerRegistry.toConfig(layer);
        Config.map(object, "config").put("go_backwards", !layer.goesBackwards());
        RecurrentLayer<?> copy = recurrent(object);
        copy.named("backward_" + layer.name().replaceFirst("^forward_", ""));
        return copy;
    }

    private static RecurrentLayer<?> recurrent(Map<String, Object> object) {
        if (LayerRegistry.fromConfig(object) instanceof RecurrentLayer<?> layer) {
            return layer;
        }
        throw new IllegalArgumentException(
                "Bidirectional needs a recurrent layer, not " + object.get("class_name") + ".");
    }

    /** How the two outputs become one: {@code concat}, {@code sum}, {@code ave}, {@code mul}; null: they do not. */
    public Bidirectional mergeMode(String mode) {
        if (mode != null && !MODES.contains(mode)) {
            throw Suggest.unknown("merge mode", mode, MODES);
        }
        mergeMode = mode;
        return this;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        weights.add("forward_layer", forward).ensureBuilt(inputs);
        weights.add("backward_layer", backward).ensureBuilt(inputs);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        int given = inputs.size() - 1, half = given / 2;
        List<Operand<?>> first = new ArrayList<>(inputs.subList(0, 1 + half)), second = new ArrayList<>();
        second.add(inputs.get(0));
        second.addAll(inputs.subList(1 + half, inputs.size()));
        RecurrentRun a = forward.run(c, first), b = backward.run(c, second);
        boolean sequences = forward.returnsSequences();
        // In order of the forward layer's computation, the backward one's output turned around.
        boolean reversed = forward.goesBackwards();
        Operand<TFloat32> y = sequences ? a.sequence(reversed) : a.last();
        Operand<TFloat32> z = sequences ? b.sequence(reversed) : b.last();
        List<Operand<?>> out = new ArrayList<>();
        if (mergeMode == null) {
            out.add(y);
            out.add(z);
        } else {
            out.add(merge(c.tf(), y, z));
        }
        if (forward.returnsState()) {
            out.addAll(a.states());
            out.addAll(b.states());
        }
        return out;
    }

    private Operand<TFloat32> merge(Ops tf, Operand<TFloat32> y, Operand<TFloat32> z) {
        return switch (mergeMode) {
            case "concat" -> tf.concat(List.of(y, z), tf.constant(-1));
            case "sum" -> tf.math.add(y, z);
            case "mul" -> tf.math.mul(y, z);
            default -> tf.math.mul(scalar(tf, y, 0.5), tf.math.add(y, z));
        };
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Operand<TBool> mask = c.mask(inputs.get(0));
        if (mask != null && forward.returnsSequences()) {
            c.mask(outputs.get(0), mask);
            if (mergeMode == null) {
                c.mask(outputs.get(1), mask);
            }
        }
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("merge_mode", mergeMode);
        c.put("layer", LayerRegistry.toConfig(forward));
        c.put("backward_layer", LayerRegistry.toConfig(backward));
        return c;
    }

    static Bidirectional fromConfig(Map<String, Object> c) {
        RecurrentLayer<?> forward = recurrent(Config.map(c, "layer"));
        Bidirectional made = c.get("backward_layer") == null
                ? new Bidirectional(forward)
                : new Bidirectional(forward, recurrent(Config.map(c, "backward_layer")));
        return made.mergeMode(c.containsKey("merge_mode") ? (String) c.get("merge_mode") : "concat");
    }
}
