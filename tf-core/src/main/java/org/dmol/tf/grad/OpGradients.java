package org.dmol.tf.grad;

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

    private record Entry(GraphOperation witness, Map<String, RawCustomGradient> rules) {
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
            entry.rules.put(op.name(), gradient);
        }
    }

    static void register() {
        for (String type : TYPES) {
            GradientRegistry.register(type, OpGradients::dispatch);
        }
    }

    private static List<Operand<?>> dispatch(Ops tf, GraphOperation op, List<Output<?>> dys) {
        RawCustomGradient rule;
        synchronized (ENTRIES) {
            var entry = ENTRIES.get(op.env());
            rule = entry == null ? null : entry.rules.get(op.name());
        }
        if (rule != null) {
            return rule.call(tf, op, dys);
        }
        if (op.type().equals("IdentityN")) {
            return List.copyOf(dys);
        }
        throw new IllegalArgumentException("The " + op.type() + " '" + op.name()
                + "' has no gradient: loops and branches to be differentiated are made by org.dmol.tf.Loops");
    }
}
