package org.dmol.tf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dmol.tf.grad.OpGradients;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.family.TType;

/**
 * Symbolic reverse-mode differentiation in a graph, as {@code tf.gradients} of Python: an input that the result does not depend on
 * has a gradient of zeros (TensorFlow's C++ builder throws, or returns a hollow output).
 */
public final class Grad {
    private Grad() {}

    /** Gradients of the sum of {@code y} with respect to each of {@code xs}; each has the shape of its {@code x}. */
    public static List<Operand<?>> of(Ops tf, Operand<?> y, List<? extends Operand<?>> xs) {
        return of(tf, List.of(y), xs, null);
    }

    /**
     * Vector-Jacobian product.
     *
     * @param ys results
     * @param xs what to differentiate by
     * @param dys one cotangent for each result, or null for ones
     * @return one gradient for each {@code x}
     */
    public static List<Operand<?>> of(
            Ops tf, List<? extends Operand<?>> ys, List<? extends Operand<?>> xs, List<? extends Operand<?>> dys) {
        if (ys.size() > 1) {
            // Wrong without: where one y is computed from another, TensorFlow's C++ builder may lose the path between
            // them.
            ys = ys.stream().map(y -> Trace.identity(tf, y)).toList();
        }
        Graph graph = (Graph) tf.scope().env();
        Set<GraphOperation> upstream = graph.subgraphTo(new LinkedHashSet<>(ys));
        for (Operand<?> y : ys) {
            upstream.add((GraphOperation) y.asOutput().op());
        }
        OpGradients.prepare(upstream);
        List<Operand<?>> reachable = new ArrayList<>();
        for (Operand<?> x : xs) {
            if (upstream.contains((GraphOperation) x.asOutput().op())) {
                reachable.add(x);
            }
        }
        List<Operand<?>> found = reachable.isEmpty() ? List.of() : differentiate(tf, ys, reachable, dys);
        List<Operand<?>> out = new ArrayList<>();
        int k = 0;
        for (Operand<?> x : xs) {
            Operand<?> g = upstream.contains((GraphOperation) x.asOutput().op()) ? found.get(k++) : null;
            out.add(g == null ? zerosLike(tf, x) : g);
        }
        return out;
    }

    private static List<Operand<?>> differentiate(
            Ops tf, List<? extends Operand<?>> ys, List<Operand<?>> xs, List<? extends Operand<?>> dys) {
        Gradients g = dys == null ? tf.gradients(ys, xs) : tf.gradients(ys, xs, Gradients.dx(dys));
        List<Operand<?>> out = new ArrayList<>();
        for (Output<?> dy : g.dy()) {
            out.add(isHollow(dy) ? null : dy);
        }
        return out;
    }

    /** TensorFlow's answer where the path is cut by {@code stopGradient}: an output without an operation behind it. */
    private static boolean isHollow(Output<?> dy) {
        var handle = ((GraphOperation) dy.op()).getUnsafeNativeHandle();
        return handle == null || handle.isNull();
    }

    private static <T extends TType> Operand<T> zerosLike(Ops tf, Operand<T> x) {
        return tf.zerosLike(x);
    }
}
