package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gradient of a loop: a loop in the opposite direction, whose states are the gradients of the states. A step of it
 * computes one step of the loop again from the stored state before it, and differentiates that.
 *
 * <p>Its sequences are those of the loop, the stored states, their incoming gradients, and those of the outputs. Its
 * outputs are the gradients of the sequences, its sums those of the parameters.
 */
final class LoopGradient {
    private final LoopPlan loop;
    private final LoopPlan backward;
    /** Numbers of what is floating-point, and so has a gradient. */
    private final int[] sequences;

    private final int[] states;
    private final int[] outputs;
    private final int[] params;

    private LoopGradient(LoopPlan loop) {
        LoopLayout l = loop.layout();
        this.sequences =
                floats(l.sequences().stream().map(LoopLayout.Sequence::spec).toList());
        this.states = floats(l.states());
        this.outputs = floats(l.outputs());
        this.params = floats(l.params());
        this.loop = loop.stores() ? loop : new LoopPlan(l, loop.storage(), true, loop.body());
        this.backward = new LoopPlan(layout(l), loop.storage(), false, this::step);
    }

    /** Makes the gradient of a loop possible in a graph. */
    static LoopGradient attach(LoopPlan loop, Graph graph) {
        LoopGradient gradient = new LoopGradient(loop);
        if (!loop.stores()) {
            gradient.loop.attach(graph);
        }
        gradient.backward.attach(graph);
        return gradient;
    }

    private static int[] floats(List<Spec> specs) {
        return IntStream.range(0, specs.size())
                .filter(i -> LoopLayout.isFloat(specs.get(i)))
                .toArray();
    }

    private static <T> List<T> pick(List<? extends T> from, int[] which) {
        List<T> picked = new ArrayList<>();
        for (int i : which) {
            picked.add(from.get(i));
        }
        return picked;
    }

    private LoopLayout layout(LoopLayout l) {
        List<LoopLayout.Sequence> all = new ArrayList<>(l.sequences());
        for (int i = 0; i < l.states().size(); i++) {
            all.add(new LoopLayout.Sequence(l.stateStack(i), l.offsetBefore()));
        }
        for (int i : states) {
            all.add(new LoopLayout.Sequence(l.stateStack(i), l.offsetAfter()));
        }
        for (int i : outputs) {
            all.add(new LoopLayout.Sequence(l.outputStack(i), l.outputOffset(i)));
        }
        List<Spec> constants = new ArrayList<>(l.params());
        constants.addAll(l.sums());
        return new LoopLayout(
                !l.reverse(),
                l.steps(),
                all,
                pick(l.states(), states),
                pick(l.params(), params),
                IntStream.of(sequences)
                        .mapToObj(i -> l.sequences().get(i).element())
                        .toList(),
                IntStream.of(sequences).boxed().toList(),
                constants);
    }

    private LoopPlan.Step step(Ops tf, List<Operand<?>> x, List<Operand<?>> carried, List<Operand<?>> constants) {
        LoopLayout l = loop.layout();
        int nx = l.sequences().size(), ns = l.states().size();
        List<Operand<?>> inputs = x.subList(0, nx), before = x.subList(nx, nx + ns);
        List<Operand<?>> stored = x.subList(nx + ns, nx + ns + states.length);
        List<Operand<?>> parameters = constants.subList(0, l.params().size());
        LoopPlan.Step made = loop.body().build(tf, inputs, before, parameters);

        List<Operand<?>> ys = pick(made.states(), states), dys = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            dys.add(tf.math.add(Trace.floats(carried.get(i)), Trace.floats(stored.get(i))));
        }
        ys.addAll(pick(made.outputs(), outputs));
        dys.addAll(x.subList(nx + ns + states.length, x.size()));
        ys.addAll(made.sums());
        dys.addAll(constants.subList(l.params().size(), constants.size()));

        List<Operand<?>> xs = pick(inputs, sequences);
        xs.addAll(pick(before, states));
        xs.addAll(pick(parameters, params));
        List<Operand<?>> dxs = Grad.of(tf, ys, xs, dys);
        int a = sequences.length, b = a + states.length;
        return new LoopPlan.Step(dxs.subList(a, b), dxs.subList(b, dxs.size()), dxs.subList(0, a));
    }

    /** The gradients of the loop's inputs; called while gradients are being built. */
    List<Operand<?>> build(Ops tf, GraphOperation op, List<Output<?>> dys) {
        LoopLayout l = loop.layout();
        List<Operand<?>> in = new ArrayList<>();
        for (int i = 0; i < op.numInputs(); i++) {
            in.add(op.input(i));
        }
        boolean stored = op.numInputs() == l.variables(true).size();
        LoopLayout.Variables at = l.split(in, stored), d = l.split(dys, stored);
        LoopLayout.Variables out = l.split(op, stored);
        List<Operand<?>> stacks = out.stored(), dstacks = d.stored();
        if (!stored) { // once more, with storing
            Operation again = loop.emit(tf, at.sequences(), at.states(), at.sums(), at.params());
            stacks = l.split(again, true).stored();
            dstacks = new ArrayList<>();
            for (Operand<?> stack : stacks) {
                dstacks.add(tf.zerosLike(Trace.floats(stack)));
            }
        }
        List<Operand<?>> all = new ArrayList<>(at.sequences());
        all.addAll(stacks);
        all.addAll(pick(dstacks, states));
        all.addAll(pick(d.outputs(), outputs));
        List<Operand<?>> zeros = new ArrayList<>();
        for (int i : params) {
            zeros.add(tf.zerosLike(Trace.floats(at.params().get(i))));
        }
        List<Operand<?>> constants = new ArrayList<>(at.params());
        constants.addAll(d.sums());
        Operation run = backward.emit(tf, all, pick(d.states(), states), zeros, constants);
        return answer(tf, op, d, dstacks, backward.layout().split(run, false));
    }

    private List<Operand<?>> answer(
            Ops tf, GraphOperation op, LoopLayout.Variables d, List<Operand<?>> dstacks, LoopLayout.Variables result) {
        LoopLayout l = loop.layout();
        Operand<?>[] grads = new Operand<?>[op.numInputs()]; // null: none, as for the time and the empty stacks
        for (int k = 0; k < states.length; k++) {
            int i = states[k];
            Operand<TFloat32> stack = Trace.floats(dstacks.get(i));
            Operand<TFloat32> first = tf.gather(
                    stack,
                    l.reverse() ? tf.math.sub(LoopStorage.length(tf, stack), tf.constant(1)) : tf.constant(0),
                    tf.constant(0));
            grads[1 + i] = tf.math.add(Trace.floats(result.states().get(k)), first);
        }
        for (int i = 0; i < l.sums().size(); i++) {
            grads[1 + l.states().size() + i] = d.sums().get(i);
        }
        int at = op.numInputs() - l.params().size() - l.sequences().size();
        for (int k = 0; k < sequences.length; k++) {
            grads[at + sequences[k]] = result.outputs().get(k);
        }
        for (int k = 0; k < params.length; k++) {
            grads[at + l.sequences().size() + params[k]] = result.sums().get(k);
        }
        return java.util.Arrays.asList(grads);
    }
}
