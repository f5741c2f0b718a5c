package org.dmol.tf.grad;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.RawCustomGradient;

/**
 * Gradients of the operations that TensorFlow's C++ registry lacks (it knows 186 of 1775).
 *
 * <p>A gradient function gets the graph, the operation and one incoming gradient an output, and answers one gradient an
 * input; {@code null} means "none" (integer inputs, for instance). While it runs, the graph's native lock is held: it
 * must not ask for a static shape, look up operations by name, or attach functions. Each of these waits for ever.
 */
public final class GradientRegistry {
    private static final Map<String, RawCustomGradient> RULES = new ConcurrentHashMap<>();
    // Native code keeps a plain pointer to it, so it must never be collected; and there are only ten such callbacks.
    private static final NativeAdapter ADAPTER = new NativeAdapter(GradientRegistry::dispatch);
    private static boolean installed;

    private GradientRegistry() {}

    /** Registers every gradient of this package. Cheap when repeated; safe from any thread. */
    public static synchronized void install() {
        if (installed) {
            return;
        }
        ActivationGradients.register();
        CellGradients.register();
        ConvolutionGradients.register();
        DecompositionGradients.register();
        DiagonalGradients.register();
        FourierGradients.register();
        IndexGradients.register();
        LinearAlgebraGradients.register();
        LossGradients.register();
        NoGradients.register();
        OpGradients.register();
        PoolingGradients.register();
        RandomGradients.register();
        RoundingGradients.register();
        ScanGradients.register();
        SegmentGradients.register();
        ShapeGradients.register();
        SpecialFunctionGradients.register();
        installed = true;
    }

    /**
     * Registers the gradient of one operation type.
     *
     * @return false if TensorFlow has its own gradient of this type, which cannot be replaced
     */
    public static synchronized boolean register(String opType, RawCustomGradient rule) {
        if (RULES.containsKey(opType)) {
            throw new IllegalStateException("A gradient of " + opType + " is registered already");
        }
        if (tensorflow.TFJ_HasGradient(opType)) {
            return false;
        }
        RULES.put(opType, rule);
        return tensorflow.TFJ_RegisterCustomGradient(opType, ADAPTER);
    }

    static void rule(String opType, GradientRule rule) {
        register(opType, (tf, op, dys) -> rule.apply(new Site(tf, op, dys)));
    }

    /** Whether the type is differentiable, by TensorFlow itself or by this registry. */
    public static boolean has(String opType) {
        return tensorflow.TFJ_HasGradient(opType);
    }

    /** The operation types whose gradients are written in Java, sorted. */
    public static Set<String> types() {
        return new TreeSet<>(RULES.keySet());
    }

    private static List<Operand<?>> dispatch(Ops tf, GraphOperation op, List<Output<?>> dys) {
        return RULES.get(op.type()).call(tf, op, dys);
    }
}
