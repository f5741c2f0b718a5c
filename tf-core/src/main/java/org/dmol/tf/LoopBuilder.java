package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Turns the settings of {@link Loops} into operations. */
final class LoopBuilder {
    private final Loops.Builder b;
    private final Ops tf;
    private final List<Operand<?>> sequences;
    private final long steps;

    LoopBuilder(Loops.Builder b) {
        this.b = b;
        this.tf = b.tf;
        this.sequences = new ArrayList<>(b.sequences);
        if (b.mask != null) {
            sequences.add(b.mask);
        }
        if (sequences.isEmpty() || b.states.isEmpty()) {
            throw new IllegalArgumentException("A loop needs at least one sequence and one state.");
        }
        this.steps = commonLength();
    }

    private long commonLength() {
        long common = -1;
        for (int i = 0; i < sequences.size(); i++) {
            Shape shape = sequences.get(i).shape();
            if (shape.isUnknown() || shape.numDimensions() == 0) {
                throw new IllegalArgumentException(
                        "Sequence " + i + " of a loop needs a time axis, but is " + Trace.spec(sequences.get(i)) + ".");
            }
            long n = shape.get(0);
            if (common >= 0 && n >= 0 && n != common) {
                throw new IllegalArgumentException("Sequence " + i + " of a loop, " + Trace.spec(sequences.get(i))
                        + ", has another length than those before: " + common + ".");
            }
            common = Math.max(common, n);
        }
        return common;
    }

    Loops.Scan run() {
        List<Spec> outputs = outputSpecs();
        List<Operand<?>> states = new ArrayList<>(b.states);
        if (carriesOutputs()) {
            outputs.forEach(y -> states.add(zeros(y)));
        }
        if (b.unroll) {
            return unrolled(states, outputs.size());
        }
        LoopLayout layout = new LoopLayout(
                b.reverse,
                steps,
                sequences.stream()
                        .map(x -> new LoopLayout.Sequence(Trace.spec(x), 0))
                        .toList(),
                states.stream().map(Trace::spec).toList(),
                List.of(),
                outputs,
                outputs.stream().map(s -> -1).toList(),
                b.params.stream().map(Trace::spec).toList());
        LoopPlan plan = new LoopPlan(layout, new LoopStorage(b.xla), true, this::step);
        plan.attach((Graph) tf.scope().env());
        Operation loop = plan.emit(tf, sequences, states, List.of(), b.params);
        LoopLayout.Variables results = layout.split(loop, true);
        return new Loops.Scan(tf, results.states(), results.outputs(), results.stored(), layout.offsetAfter());
    }

    /** Without zeros in their place, the outputs of the step before are carried on like states. */
    private boolean carriesOutputs() {
        return b.mask != null && !b.zeroOutputs;
    }

    /** Checks one step in a graph that is thrown away; gives types and shapes of the outputs. */
    private List<Spec> outputSpecs() {
        try (Graph scratch = new Graph()) {
            Ops t = Ops.create(scratch);
            List<Operand<?>> x = new ArrayList<>();
            for (Operand<?> v : b.sequences) {
                x.add(Trace.placeholder(t, new LoopLayout.Sequence(Trace.spec(v), 0).element()));
            }
            Loops.Step made = b.cell.step(t, floats(x), like(t, b.states), like(t, b.params));
            check(made.states());
            return made.outputs().stream().map(y -> batched(Trace.spec(y))).toList();
        }
    }

    private static List<Operand<TFloat32>> like(Ops t, List<Operand<?>> all) {
        return all.stream()
                .map(v -> Trace.floats(Trace.placeholder(t, Trace.spec(v))))
                .toList();
    }

    private static List<Operand<TFloat32>> floats(List<? extends Operand<?>> all) {
        return all.stream().map(Trace::floats).toList();
    }

    private void check(List<? extends Operand<?>> made) {
        if (made.size() != b.states.size()) {
            throw new IllegalArgumentException(
                    "A loop's step gives " + made.size() + " states for " + b.states.size() + " of them.");
        }
        for (int i = 0; i < made.size(); i++) {
            Spec before = Trace.spec(b.states.get(i)), after = Trace.spec(made.get(i));
            if (before.dtype() != after.dtype() || !before.shape().isCompatibleWith(after.shape())) {
                throw new IllegalArgumentException(
                        "A loop's step turns state " + i + " from " + before + " into " + after + ".");
            }
        }
    }

    private static Spec batched(Spec output) {
        Shape s = output.shape();
        for (int i = 1; i < s.numDimensions(); i++) {
            if (s.get(i) < 0) {
                throw new IllegalArgumentException(
                        "An output of a loop's step, " + output + ", must have known axes, save the first.");
            }
        }
        return output;
    }

    private Operand<TFloat32> zeros(Spec s) {
        Operand<TInt32> dims = LoopStorage.dims(tf, List.of(), s, b.states.get(0));
        return Trace.floats(tf.zeros(dims, Tensors.type(s.dtype())));
    }

    /** The cell, with masks applied. */
    private LoopPlan.Step step(Ops t, List<Operand<?>> x, List<Operand<?>> s, List<Operand<?>> p) {
        int n = b.states.size();
        Loops.Step made = b.cell.step(t, floats(x.subList(0, b.sequences.size())), floats(s.subList(0, n)), floats(p));
        List<Operand<?>> states = new ArrayList<>(made.states()), outputs = new ArrayList<>(made.outputs());
        if (b.mask != null) {
            Operand<TBool> keep = bool(x.get(x.size() - 1));
            for (int i = 0; i < n; i++) {
                states.set(i, where(t, keep, states.get(i), s.get(i)));
            }
            for (int i = 0; i < outputs.size(); i++) {
                Operand<?> y = outputs.get(i);
                Operand<?> other = b.zeroOutputs ? t.zerosLike(Trace.floats(y)) : s.get(n + i);
                outputs.set(i, where(t, keep, y, other));
            }
        }
        if (carriesOutputs()) {
            states.addAll(outputs);
        }
        return new LoopPlan.Step(states, List.of(), outputs);
    }

    @SuppressWarnings("unchecked")
    private static Operand<TBool> bool(Operand<?> x) {
        return (Operand<TBool>) x;
    }

    /** Row by row. */
    private static Operand<?> where(Ops t, Operand<TBool> rows, Operand<?> yes, Operand<?> no) {
        int rank = yes.shape().numDimensions();
        Operand<TBool> condition = rows;
        for (int k = 1; k < rank; k++) {
            condition = t.expandDims(condition, t.constant(-1));
        }
        return t.select(condition, Trace.floats(yes), Trace.floats(no));
    }

    private Loops.Scan unrolled(List<Operand<?>> first, int outputs) {
        if (steps < 0) {
            throw new IllegalArgumentException("A loop can be unrolled only if its length is known.");
        }
        LoopStorage storage = new LoopStorage(false);
        List<List<Operand<TFloat32>>> stacks = new ArrayList<>(), stacked = new ArrayList<>();
        first.forEach(s -> stacks.add(new ArrayList<>()));
        for (int i = 0; i < outputs; i++) {
            stacked.add(new ArrayList<>());
        }
        List<Operand<?>> states = first;
        for (long k = 0; k < steps; k++) {
            LoopStorage.At at = storage.at(tf, tf.constant((int) (b.reverse ? steps - 1 - k : k)));
            List<Operand<?>> x = new ArrayList<>();
            for (Operand<?> v : sequences) {
                x.add(at.read(v, 0, new LoopLayout.Sequence(Trace.spec(v), 0).element()));
            }
            LoopPlan.Step made = step(tf, x, states, b.params);
            states = made.states();
            append(stacks, made.states());
            append(stacked, made.outputs());
        }
        return new Loops.Scan(tf, states, pack(stacked), pack(stacks), -1);
    }

    private void append(List<List<Operand<TFloat32>>> lists, List<Operand<?>> values) {
        for (int i = 0; i < lists.size(); i++) {
            lists.get(i).add(b.reverse ? 0 : lists.get(i).size(), Trace.floats(values.get(i)));
        }
    }

    private List<Operand<?>> pack(List<List<Operand<TFloat32>>> lists) {
        List<Operand<?>> packed = new ArrayList<>();
        lists.forEach(l -> packed.add(tf.stack(l)));
        return packed;
    }
}
