package org.dmol.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dmol.array.Nd;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A piece of a model: weights and a computation, as {@code keras.layers.Layer}.
 *
 * <p>A subclass creates its weights in {@link #build}, which runs once, when the shapes of the inputs are known, and describes its
 * computation in {@link #call}, which runs for every trace and must not keep operands. Inputs and outputs are lists; layers of one
 * input and one output extend {@link UnaryLayer}.
 */
public abstract class Layer {
    private String name;
    private boolean trainable = true;
    private boolean built;
    private List<Spec> builtFor = List.of();
    private Regularizer activityRegularizer;
    private final List<Var> variables = new ArrayList<>();
    private final List<Var> states = new ArrayList<>();
    private final List<Layer> inner = new ArrayList<>();
    private final Map<String, Layer> attributes = new LinkedHashMap<>();

    /** A layer with Keras's automatic name. */
    protected Layer() {
        this.name = Names.next(getClass().getSimpleName());
    }

    /** Creates weights for inputs of the given types and shapes; does nothing unless overridden. */
    protected void build(Weights weights, List<Spec> inputs) {}

    /** Adds the layer's ops to the trace and returns the outputs. */
    protected abstract List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs);

    /** Whether the layer hands the mask of its first input on to its outputs (Keras's {@code supports_masking}); default false. */
    protected boolean supportsMasking() {
        return false;
    }

    /** Attaches masks to the outputs; by default that of the first input, if {@link #supportsMasking()}. */
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        Operand<TBool> mask = supportsMasking() && !inputs.isEmpty() ? c.mask(inputs.get(0)) : null;
        if (mask != null) {
            outputs.forEach(y -> c.mask(y, mask));
        }
    }

    /** Keras's settings of the layer, with which {@link LayerRegistry} makes it again. */
    public Map<String, Object> config() {
        Map<String, Object> config = Config.of("name", name, "trainable", trainable);
        if (activityRegularizer != null) {
            config.put("activity_regularizer", activityRegularizer.config());
        }
        return config;
    }

    /** Keras's class name. */
    public String className() {
        return getClass().getSimpleName();
    }

    /**
     * Rejects data that this layer would take for nonsense, such as ids without a row in a table: TensorFlow's message does not name
     * the layer, and compiled code reads another row. Models ask the layers that their inputs go to; by default all data are fine.
     *
     * @param input position of the input
     * @param values data for it, with all their rows
     * @throws IllegalArgumentException if a value has no meaning
     */
    public void requireValues(int input, Nd values) {}

    /** Runs the layer in a trace, building it first if necessary. Errors name the layer. */
    public final List<? extends Operand<?>> apply(Ctx c, List<? extends Operand<?>> inputs) {
        List<Operand<?>> in = List.copyOf(inputs);
        ensureBuilt(in.stream().map(Trace::spec).toList());
        try {
            List<? extends Operand<?>> out = call(c, in);
            propagateMask(c, in, out);
            if (activityRegularizer != null) {
                out.forEach(y -> c.addLoss(activityLoss(c.tf(), Trace.floats(y))));
            }
            return out;
        } catch (LayerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new LayerException(this, in.stream().map(Trace::spec).toList(), e);
        }
    }

    private Operand<TFloat32> activityLoss(Ops tf, Operand<TFloat32> y) {
        Operand<TFloat32> rows = Trace.castLike(tf, Trace.size(tf, y, 0), y);
        return tf.math.div(activityRegularizer.of(tf, y), rows);
    }

    /** Runs a layer of one input and one output in a trace. */
    public final Operand<?> apply(Ctx c, Operand<?> input) {
        return apply(c, List.of(input)).get(0);
    }

    /** Applies the layer to symbols, for a functional model; builds it if necessary. */
    public final Outs on(Sym... inputs) {
        return on(List.of(inputs));
    }

    /** Applies the layer to symbols, for a functional model; builds it if necessary. */
    public final Outs on(List<Sym> inputs) {
        return Node.of(this, inputs).outputs();
    }

    /** Creates the weights for inputs of the given types and shapes, unless they exist. */
    public final void ensureBuilt(List<Spec> inputs) {
        if (!built) {
            built = true;
            builtFor = List.copyOf(inputs);
            try {
                build(new Weights(this), inputs);
            } catch (LayerException e) {
                built = false;
                throw e;
            } catch (RuntimeException e) {
                built = false;
                throw new LayerException(this, inputs, e);
            }
        }
    }

    /** Types and shapes of the outputs for inputs of the given types and shapes (-1 for unknown axes). */
    public final List<Spec> outputSpecs(List<Spec> inputs) {
        ensureBuilt(inputs);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Ctx c = Ctx.builder(tf)
                    .weights(v -> Trace.placeholder(tf, v.spec()))
                    .build();
            List<Operand<?>> in = new ArrayList<>();
            inputs.forEach(s -> in.add(Trace.placeholder(tf, s)));
            return apply(c, in).stream().map(Trace::spec).toList();
        }
    }

    final void adopt(Var variable) {
        variables.add(variable);
    }

    final void adopt(Layer layer) {
        inner.add(layer);
    }

    final void carry(Var state) {
        states.add(state);
    }

    final void adopt(String attribute, Layer layer) {
        inner.add(layer);
        attributes.put(attribute, layer);
    }

    /** Inner layers by the names under which Keras's files keep them; empty if a layer has none or keeps them in a list. */
    public Map<String, Layer> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** The layer's own weights, without those of inner layers: trainable ones first. */
    public final List<Var> ownWeights() {
        List<Var> own = new ArrayList<>(variables);
        own.sort(Comparator.comparing(v -> !v.trainable()));
        return own;
    }

    /** The layer's name. */
    public final String name() {
        return name;
    }

    /** Sets the name, as Keras's constructor argument {@code name}. */
    public Layer named(String newName) {
        this.name = newName;
        return this;
    }

    /** Whether the layer's weights are trained. */
    public final boolean trainable() {
        return trainable;
    }

    /** Freezes or unfreezes the layer and all layers in it. */
    public Layer trainable(boolean on) {
        trainable = on;
        return this;
    }

    /** Penalty on the outputs, divided by the size of the batch and added to the loss; default none. */
    public Layer activityRegularizer(Regularizer regularizer) {
        activityRegularizer = regularizer;
        return this;
    }

    /** Whether the weights exist. */
    public final boolean isBuilt() {
        return built;
    }

    /** Types and shapes that the layer was built for. */
    public final List<Spec> builtFor() {
        return builtFor;
    }

    /** The layers that this layer consists of. */
    public List<Layer> innerLayers() {
        return List.copyOf(inner);
    }

    /** All weights in Keras's order: the layer's own, trainable ones first, then those of its inner layers. */
    public final List<Var> weights() {
        Set<Var> all = new LinkedHashSet<>();
        variables.stream().filter(Var::trainable).forEach(all::add);
        variables.stream().filter(v -> !v.trainable()).forEach(all::add);
        innerLayers().forEach(l -> all.addAll(l.weights()));
        return List.copyOf(all);
    }

    /** What stateful layers keep from one batch to the next. No weights: neither saved nor counted. */
    public final List<Var> states() {
        Set<Var> all = new LinkedHashSet<>(states);
        innerLayers().forEach(l -> all.addAll(l.states()));
        return List.copyOf(all);
    }

    /** {@link #weights()}, then {@link #states()}. */
    public final List<Var> variables() {
        List<Var> all = new ArrayList<>(weights());
        all.addAll(states());
        return List.copyOf(all);
    }

    /** Sets all {@link #states()} to zero, as Keras's {@code reset_states}. */
    public final void resetStates() {
        states().forEach(v -> v.assign(Nd.zeros(v.dtype(), v.shape())));
    }

    /** The weights that optimizers change: none of a frozen layer. */
    public final List<Var> trainableWeights() {
        if (!trainable) {
            return List.of();
        }
        Set<Var> all = new LinkedHashSet<>();
        variables.stream().filter(Var::trainable).forEach(all::add);
        innerLayers().forEach(l -> all.addAll(l.trainableWeights()));
        return List.copyOf(all);
    }

    /** The values of {@link #weights()}. */
    public final List<Nd> getWeights() {
        return weights().stream().map(Var::value).toList();
    }

    /**
     * Replaces the values of {@link #weights()}.
     *
     * @throws IllegalArgumentException if number or shapes differ; nothing is changed then
     */
    public final void setWeights(List<Nd> values) {
        List<Var> all = weights();
        if (all.size() != values.size()) {
            throw new IllegalArgumentException(
                    "Layer '" + name + "' has " + all.size() + " weights and cannot take " + values.size() + ".");
        }
        for (int i = 0; i < all.size(); i++) {
            if (!java.util.Arrays.equals(all.get(i).shape(), values.get(i).shape())) {
                throw new IllegalArgumentException("Weight " + i + " of layer '" + name + "' is " + all.get(i)
                        + " and cannot take " + values.get(i).describe() + ".");
            }
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).assign(values.get(i));
        }
    }

    /** Number of elements of all weights. */
    public final long countParams() {
        return weights().stream().mapToLong(v -> v.value().size()).sum();
    }

    /** Whether the time of a step goes into few large kernels (convolutions), for which XLA is no gain. */
    public boolean isKernelBound() {
        return innerLayers().stream().anyMatch(Layer::isKernelBound);
    }

    @Override
    public String toString() {
        return className() + " '" + name + "'";
    }
}
