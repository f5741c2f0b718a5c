package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.DType;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;

/**
 * Types and shapes of what a loop over time handles.
 *
 * @param reverse whether the loop runs from the last time to 0
 * @param steps number of steps, -1 if not known (the length of the first sequence then)
 * @param sequences what a step reads one element of
 * @param states what a step replaces
 * @param sums what a step adds to
 * @param outputs what a step adds one element to: type and shape of the element
 * @param like for each output, the sequence whose shape and offset its stack has, or -1
 * @param params what stays the same
 */
record LoopLayout(
        boolean reverse,
        long steps,
        List<Sequence> sequences,
        List<Spec> states,
        List<Spec> sums,
        List<Spec> outputs,
        List<Integer> like,
        List<Spec> params) {
    /**
     * An array over time.
     *
     * @param spec type and shape, time first
     * @param offset position of time 0: 1 for stored states after a step, if the loop runs forward
     */
    record Sequence(Spec spec, int offset) {
        Spec element() {
            Shape s = spec.shape();
            return new Spec(spec.dtype(), s.takeLast(s.numDimensions() - 1));
        }
    }

    /** The loop's variables by kind, the time left out. */
    record Variables(
            List<Operand<?>> states,
            List<Operand<?>> sums,
            List<Operand<?>> stored,
            List<Operand<?>> outputs,
            List<Operand<?>> sequences,
            List<Operand<?>> params) {}

    static boolean isFloat(Spec s) {
        return s.dtype() == DType.FLOAT32 || s.dtype() == DType.FLOAT64;
    }

    /** Where the state before a step at time 0 is stored. */
    int offsetBefore() {
        return reverse ? 1 : 0;
    }

    /** Where the state after a step at time 0 is stored. */
    int offsetAfter() {
        return reverse ? 0 : 1;
    }

    int outputOffset(int i) {
        return like.get(i) < 0 ? 0 : sequences.get(like.get(i)).offset;
    }

    Spec outputStack(int i) {
        return like.get(i) < 0 ? stack(outputs.get(i), steps) : sequences.get(like.get(i)).spec;
    }

    Spec stateStack(int i) {
        return stack(states.get(i), steps < 0 ? -1 : steps + 1);
    }

    private static Spec stack(Spec element, long steps) {
        return new Spec(element.dtype(), Shape.of(steps).append(element.shape()));
    }

    /** Types and shapes of all variables of the loop. */
    List<Spec> variables(boolean stored) {
        List<Spec> all = new ArrayList<>();
        all.add(Spec.of(DType.INT32));
        all.addAll(states);
        all.addAll(sums);
        for (int i = 0; stored && i < states.size(); i++) {
            all.add(stateStack(i));
        }
        for (int i = 0; i < outputs.size(); i++) {
            all.add(outputStack(i));
        }
        sequences.forEach(s -> all.add(s.spec));
        all.addAll(params);
        return List.copyOf(all);
    }

    Variables split(List<? extends Operand<?>> v, boolean stored) {
        int a = 1, b = a + states.size(), c = b + sums.size(), d = c + (stored ? states.size() : 0);
        int e = d + outputs.size(), f = e + sequences.size();
        return new Variables(
                List.copyOf(v.subList(a, b)),
                List.copyOf(v.subList(b, c)),
                List.copyOf(v.subList(c, d)),
                List.copyOf(v.subList(d, e)),
                List.copyOf(v.subList(e, f)),
                List.copyOf(v.subList(f, v.size())));
    }

    /** The outputs of the loop's operation. */
    Variables split(Operation loop, boolean stored) {
        List<Operand<?>> all = new ArrayList<>();
        for (int i = 0; i < loop.numOutputs(); i++) {
            all.add(loop.output(i));
        }
        return split(all, stored);
    }
}
