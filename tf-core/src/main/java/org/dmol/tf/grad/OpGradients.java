package org.dmol.tf.grad;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.RawCustomGradient;

/**
 * Gradients of single operations, by graph and name: loops, branches and {@link CustomGradient}. Any function that is
 * called from such a gradient must have been attached to the graph before.
 */
public final class OpGradients {
    /** Types that differ from operation to operation. */
    static final List<String> TYPES =
            List.of("IdentityN", "StatelessWhile", "While", "StatelessIf", "If", "StatelessCase", "Case");

    private record Rule(RawCustomGradient gradient, Runnable preparation) {}

    private record Entry(GraphOperation witness, Map<String, Rule> rules) {
        /** A gradient keeps operands of its graph alive, so that closed graphs must be looked for. */
        boolean closed() {
            try {
                return witness.type() == null;
            } catch (IllegalStateException e) {
                return true;
            }
        }
    }

    private static final Map<Graph, Entry> ENTRIES = new WeakHashMap<>();

    private OpGradients() {}

    /** Sets the gradient of one operation of a graph under construction; {@code null} entries in its answer mean none. */
    public static void set(Operation op, RawCustomGradient gradient) {
        set(op, gradient, () -> {});
    }

    /**
     * Sets the gradient of one operation.
     *
     * @param preparation what must be done before the gradient can be built, such as attaching functions; runs at each
     *     {@link #prepare} of the operation
     */
    public static void set(Operation op, RawCustomGradient gradient, Runnable preparation) {
        var graphOp = (GraphOperation) op;
        if (!TYPES.contains(op.type())) {
            throw new IllegalArgumentException("A gradient of a single operation of type " + op.type()
                    + " is not possible; types: " + String.join(", ", TYPES));
        }
        synchronized (ENTRIES) {
            var entry = ENTRIES.get(graphOp.env());
            if (entry == null) {
                ENTRIES.values().removeIf(Entry::closed);
                entry = new Entry(graphOp, new ConcurrentHashMap<>());
                ENTRIES.put(graphOp.env(), entry);
            }
            entry.rules.put(op.name(), new Rule(gradient, preparation));
        }
    }

    /** To be called with the operations that gradients may be needed of, before TensorFlow builds them. */
    public static void prepare(Collection<GraphOperation> ops) {
        for (var op : ops) {
            var rule = TYPES.contains(op.type()) ? rule(op) : null;
            if (rule != null) {
                rule.preparation.run();
            }
        }
    }

    static void register() {
        for (String type : TYPES) {
            GradientRegistry.register(type, OpGradients::dispatch);
        }
    }

    private static List<Operand<?>> dispatch(Ops tf, GraphOperation op, List<Output<?>> dys) {
        var rule = rule(op);
        if (rule != null) {
            return rule.gradient.call(tf, op, dys);
        }
        if (op.type().equals("IdentityN")) {
            return List.copyOf(dys);
        }
        throw new IllegalArgumentException("The " + op.type() + " '" + op.name()
                + "' has no gradient: loops and branches to be differentiated are made by org.dmol.tf.Loops");
    }

    private static Rule rule(GraphOperation op) {
        synchronized (ENTRIES) {
            var entry = ENTRIES.get(op.env());
            return entry == null ? null : entry.rules.get(op.name());
        }
    }
}
