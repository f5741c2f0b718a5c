package org.dmol.layers.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.optimizers.Optimizer;
import org.dmol.tf.Spec;
import org.dmol.tf.Tensors;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How weights and moments lie in the state of a {@link StepProgram}: first the weights, slot by slot, then the moments of each slot. A
 * slot is one weight as it is, or all small ones (biases, factors of normalisations) joined into a vector: one update of a thousand
 * numbers takes less time to compile, and to run, than fifty of twenty.
 */
final class StateLayout {
    /** Elements up to which a weight is worth joining to others; cutting larger ones out of the vector costs more than is won. */
    private static final int SMALL = 4096;

    /**
     * One array of the state.
     *
     * @param vars one weight, or several that are joined
     * @param trained whether the optimizer changes it
     * @param moments how many moments belong to it
     */
    private record Slot(List<Var> vars, boolean trained, int moments) {
        static Slot fixed(Var v) {
            return new Slot(List.of(v), false, 0);
        }

        static Slot trained(List<Var> vars, Optimizer optimizer) {
            return new Slot(vars, true, optimizer.moments(vars.get(0).value()).size());
        }

        boolean isJoined() {
            return vars.size() > 1;
        }

        int size() {
            return vars.stream().mapToInt(v -> v.value().size()).sum();
        }

        Spec spec() {
            return isJoined()
                    ? Spec.of(vars.get(0).dtype(), size())
                    : vars.get(0).spec();
        }
    }

    private final List<Slot> slots = new ArrayList<>();

    private StateLayout() {}

    /** Weights that are only read. */
    static StateLayout of(List<Var> weights) {
        StateLayout layout = new StateLayout();
        weights.forEach(v -> layout.slots.add(Slot.fixed(v)));
        return layout;
    }

    /** Weights some of which an optimizer trains. */
    static StateLayout of(List<Var> weights, List<Var> trainable, Optimizer optimizer) {
        StateLayout layout = new StateLayout();
        Map<Boolean, List<Var>> small = new LinkedHashMap<>();
        for (Var v : weights) {
            if (!trainable.contains(v)) {
                layout.slots.add(Slot.fixed(v));
            } else if (optimizer.isElementwise() && isJoinable(v)) {
                small.computeIfAbsent(optimizer.decays(v), d -> new ArrayList<>())
                        .add(v);
            } else {
                layout.slots.add(Slot.trained(List.of(v), optimizer));
            }
        }
        small.values().forEach(vars -> layout.slots.add(Slot.trained(List.copyOf(vars), optimizer)));
        return layout;
    }

    private static boolean isJoinable(Var v) {
        return v.constraint() == null && v.dtype() == DType.FLOAT32 && v.value().size() <= SMALL;
    }

    /** Number of arrays: a weight for each slot, and the moments. */
    int size() {
        return slots.size() + slots.stream().mapToInt(Slot::moments).sum();
    }

    /** The same weights in the same places, without moments. */
    StateLayout weightsOnly() {
        StateLayout layout = new StateLayout();
        slots.forEach(s -> layout.slots.add(new Slot(s.vars, false, 0)));
        return layout;
    }

    /** Types and shapes; the optimizer is needed only where something is trained. */
    List<Spec> specs(Optimizer optimizer) {
        List<Spec> all = new ArrayList<>();
        slots.forEach(s -> all.add(s.spec()));
        for (Slot s : slots) {
            if (s.isJoined()) {
                all.addAll(Collections.nCopies(s.moments, s.spec()));
            } else if (s.trained) {
                optimizer.moments(s.vars.get(0).value()).forEach(m -> all.add(Spec.like(m)));
            }
        }
        return all;
    }

    /** The variables' values, and the moments where there are any, as tensors that the caller closes. */
    List<Tensor> upload(Function<Var, List<Nd>> momentsOf) {
        List<Tensor> all = new ArrayList<>();
        slots.forEach(s -> all.add(join(s.vars.stream().map(Var::value).toList())));
        for (Slot s : slots) {
            List<List<Nd>> moments =
                    s.moments == 0 ? List.of() : s.vars.stream().map(momentsOf).toList();
            for (int m = 0; m < s.moments; m++) {
                int at = m;
                all.add(join(moments.stream().map(own -> own.get(at)).toList()));
            }
        }
        return all;
    }

    private static Tensor join(List<Nd> parts) {
        return Tensors.of(
                parts.size() == 1
                        ? parts.get(0)
                        : Nd.concat(parts.stream().map(a -> a.reshape(a.size())).toArray(Nd[]::new)));
    }

    /** Puts the values of the tensors into the variables, and hands the moments over. */
    void download(List<Tensor> state, BiConsumer<Var, List<Nd>> moments) {
        int at = slots.size();
        for (int i = 0; i < slots.size(); i++) {
            Slot s = slots.get(i);
            Nd values = Tensors.toNd(state.get(i));
            List<Nd> kept = state.subList(at, at + s.moments).stream()
                    .map(Tensors::toNd)
                    .toList();
            at += s.moments;
            int from = 0;
            for (Var v : s.vars) {
                int to = from + v.value().size();
                v.assign(part(s, values, v, from, to));
                if (s.trained) {
                    int start = from;
                    moments.accept(
                            v, kept.stream().map(m -> part(s, m, v, start, to)).toList());
                }
                from = to;
            }
        }
    }

    private static Nd part(Slot s, Nd array, Var v, int from, int to) {
        return s.isJoined() ? array.rows(from, to).reshape(v.shape()) : array;
    }

    /** The value of each weight in a graph whose state these operands are. */
    Map<Var, Operand<?>> read(Ops tf, List<Operand<?>> state) {
        Map<Var, Operand<?>> values = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot s = slots.get(i);
            if (!s.isJoined()) {
                values.put(s.vars.get(0), state.get(i));
                continue;
            }
            int from = 0;
            for (Var v : s.vars) {
                int n = v.value().size();
                Operand<TFloat32> flat =
                        tf.slice(Trace.floats(state.get(i)), tf.constant(new int[] {from}), tf.constant(new int[] {n}));
                values.put(v, tf.reshape(flat, tf.constant(v.shape())));
                from += n;
            }
        }
        return values;
    }

    /** What the optimizer is to update: the trained slots with their gradients. */
    List<Optimizer.Param> params(
            Ops tf, List<Operand<?>> state, Map<Var, Operand<TFloat32>> gradients, boolean compiled) {
        List<Optimizer.Param> out = new ArrayList<>();
        int at = slots.size();
        for (int i = 0; i < slots.size(); i++) {
            Slot s = slots.get(i);
            if (s.trained) {
                List<Operand<TFloat32>> moments = state.subList(at, at + s.moments).stream()
                        .map(Trace::floats)
                        .toList();
                Operand<TFloat32> weight = Trace.floats(state.get(i));
                Operand<TFloat32> gradient =
                        s.isJoined() ? join(tf, s.vars, gradients, weight, compiled) : gradients.get(s.vars.get(0));
                out.add(new Optimizer.Param(s.vars.get(0), weight, gradient, moments));
            }
            at += s.moments;
        }
        return out;
    }

    /**
     * The parts as one vector. Of a concatenation XLA makes a loop that chooses among all parts for each number, which takes long to
     * compile and to run; so there each part is written to its place in a copy of the weights.
     */
    private static Operand<TFloat32> join(
            Ops tf,
            List<Var> vars,
            Map<Var, Operand<TFloat32>> gradients,
            Operand<TFloat32> weights,
            boolean compiled) {
        List<Operand<TFloat32>> flat = new ArrayList<>();
        // With their sizes, which TensorFlow does not know of every gradient.
        vars.forEach(v -> flat.add(
                tf.reshape(gradients.get(v), tf.constant(new int[] {v.value().size()}))));
        if (!compiled) {
            return tf.concat(flat, tf.constant(0));
        }
        Operand<TFloat32> all = weights;
        int from = 0;
        for (int i = 0; i < flat.size(); i++) {
            all = tf.scope()
                    .opBuilder("XlaDynamicUpdateSlice", "Join")
                    .addInput(all.asOutput())
                    .addInput(flat.get(i).asOutput())
                    .addInput(tf.constant(new int[] {from}).asOutput())
                    .build()
                    .output(0);
            from += vars.get(i).value().size();
        }
        return all;
    }

    /** The state after a step: the trained slots as updated, in the order of {@link #params}, the other weights by {@code values}. */
    List<Operand<?>> next(Ops tf, Map<Var, Operand<?>> values, List<Optimizer.Updated> updated) {
        List<Operand<?>> next = new ArrayList<>();
        List<Operand<?>> moments = new ArrayList<>();
        int i = 0;
        for (Slot s : slots) {
            Var first = s.vars.get(0);
            if (s.trained) {
                Optimizer.Updated u = updated.get(i++);
                next.add(
                        first.constraint() == null
                                ? u.weight()
                                : first.constraint().of(tf, u.weight()));
                moments.addAll(u.moments());
            } else {
                next.add(values.get(first));
            }
        }
        next.addAll(moments);
        return next;
    }
}
