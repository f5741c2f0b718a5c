package org.dmol.tf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dmol.tf.grad.OpGradients;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/**
 * A loop over time as one {@code StatelessWhile}, and the loop that computes its gradient, which is a plan, too: hence
 * derivatives of any order.
 *
 * <p>A step reads one element of each sequence, the states and the parameters; it gives new states, outputs, which are
 * stacked, and increments, which are summed up. A loop that stores its states has stacks of them that are one longer
 * than the time axis: the first state lies beyond the end where the loop starts.
 *
 * <p>Order of the loop's variables: time, states, sums, stacks of states, stacks of outputs, sequences, parameters.
 */
final class LoopPlan {
    /** What one step gives. */
    record Step(List<Operand<?>> states, List<Operand<?>> sums, List<Operand<?>> outputs) {}

    /** One step in terms of the sequences' elements, the states and the parameters. */
    interface Body {
        Step build(Ops tf, List<Operand<?>> x, List<Operand<?>> states, List<Operand<?>> params);
    }

    private final LoopLayout layout;
    private final Body body;
    private final LoopStorage storage;
    private final boolean stores;
    private final List<Spec> variables;
    private String condition;
    private String step;
    private LoopGradient gradient;

    LoopPlan(LoopLayout layout, LoopStorage storage, boolean stores, Body body) {
        this.layout = layout;
        this.body = body;
        this.storage = storage;
        this.stores = stores;
        this.variables = layout.variables(stores);
    }

    LoopLayout layout() {
        return layout;
    }

    LoopStorage storage() {
        return storage;
    }

    Body body() {
        return body;
    }

    boolean stores() {
        return stores;
    }

    /** Adds the functions of the loop to the graph. Not possible while gradients are being built. */
    void attach(Graph graph) {
        try (ConcreteFunction c = Trace.function(variables, (tf, v) -> List.of(goesOn(tf, v)));
                ConcreteFunction s = Trace.function(variables, this::iterate)) {
            graph.attachFunction(c);
            graph.attachFunction(s);
            condition = c.getDefinedName();
            step = s.getDefinedName();
        }
    }

    private Operand<TBool> goesOn(Ops tf, List<Operand<?>> v) {
        Operand<TInt32> t = LoopStorage.ints(v.get(0));
        if (layout.reverse()) {
            return tf.math.greaterEqual(t, tf.constant(0));
        }
        return tf.math.less(t, length(tf, layout.split(v, stores).sequences()));
    }

    /** The number of steps. */
    private Operand<TInt32> length(Ops tf, List<? extends Operand<?>> sequences) {
        return layout.steps() >= 0 ? tf.constant((int) layout.steps()) : LoopStorage.length(tf, sequences.get(0));
    }

    /** The number of steps plus {@code more}: computed only if it is not known. */
    private Operand<TInt32> constantOr(Ops tf, int more, Supplier<Operand<TInt32>> computed) {
        return layout.steps() >= 0 ? tf.constant((int) layout.steps() + more) : computed.get();
    }

    private List<Operand<?>> iterate(Ops tf, List<Operand<?>> v) {
        LoopLayout.Variables in = layout.split(v, stores);
        Operand<TInt32> time = LoopStorage.ints(v.get(0));
        LoopStorage.At at = storage.at(tf, time);
        List<Operand<?>> x = new ArrayList<>();
        for (int i = 0; i < layout.sequences().size(); i++) {
            LoopLayout.Sequence s = layout.sequences().get(i);
            x.add(at.read(in.sequences().get(i), s.offset(), s.element()));
        }
        Step made = body.build(tf, x, in.states(), in.params());
        List<Operand<?>> next = new ArrayList<>();
        next.add(tf.math.add(time, tf.constant(layout.reverse() ? -1 : 1)));
        next.addAll(made.states);
        for (int i = 0; i < in.sums().size(); i++) {
            next.add(tf.math.add(Trace.floats(in.sums().get(i)), Trace.floats(made.sums.get(i))));
        }
        for (int i = 0; i < in.stored().size(); i++) {
            next.add(at.write(
                    in.stored().get(i),
                    layout.offsetAfter(),
                    made.states.get(i),
                    layout.states().get(i)));
        }
        for (int i = 0; i < in.outputs().size(); i++) {
            next.add(at.write(
                    in.outputs().get(i),
                    layout.outputOffset(i),
                    made.outputs.get(i),
                    layout.outputs().get(i)));
        }
        next.addAll(in.sequences());
        next.addAll(in.params());
        return next;
    }

    /** Adds the loop to the graph that {@link #attach} was called for. */
    Operation emit(
            Ops tf,
            List<? extends Operand<?>> sequences,
            List<? extends Operand<?>> states,
            List<? extends Operand<?>> sums,
            List<? extends Operand<?>> params) {
        Operand<TInt32> steps = length(tf, sequences);
        List<Operand<?>> v = new ArrayList<>();
        v.add(layout.reverse() ? constantOr(tf, -1, () -> tf.math.sub(steps, tf.constant(1))) : tf.constant(0));
        v.addAll(states);
        v.addAll(sums);
        if (stores) {
            Operand<TInt32> longer = constantOr(tf, 1, () -> tf.math.add(steps, tf.constant(1)));
            LoopStorage.At start = storage.at(tf, layout.reverse() ? steps : tf.constant(0));
            for (int i = 0; i < states.size(); i++) {
                Spec s = layout.states().get(i);
                Operand<TInt32> dims = LoopStorage.dims(tf, List.of(longer), s, states.get(i));
                v.add(start.write(storage.allocate(tf, dims, s, false), 0, states.get(i), s));
            }
        }
        for (int i = 0; i < layout.outputs().size(); i++) {
            v.add(output(tf, i, steps, sequences, states));
        }
        v.addAll(sequences);
        v.addAll(params);
        Operation loop = loop(tf, v);
        OpGradients.set(
                loop,
                (ops, op, dys) -> prepared(op).build(ops, op, dys),
                () -> gradient = gradient == null
                        ? LoopGradient.attach(this, (Graph) tf.scope().env())
                        : gradient);
        return loop;
    }

    private LoopGradient prepared(Operation op) {
        if (gradient == null) {
            throw new IllegalStateException(
                    "The gradient of loop '" + op.name() + "' is not prepared: ask for gradients by org.dmol.tf.Grad");
        }
        return gradient;
    }

    private Operand<?> output(
            Ops tf,
            int i,
            Operand<TInt32> steps,
            List<? extends Operand<?>> sequences,
            List<? extends Operand<?>> states) {
        Spec s = layout.outputs().get(i);
        int like = layout.like().get(i);
        if (like >= 0) {
            // As long as the sequence, which may have elements that no step writes.
            boolean longer = layout.sequences().get(like).spec().shape().get(0) != layout.steps() || layout.steps() < 0;
            return storage.allocate(tf, tf.shape(Trace.floats(sequences.get(like))), s, longer);
        }
        return storage.allocate(tf, LoopStorage.dims(tf, List.of(steps), s, states.get(0)), s, false);
    }

    private Operation loop(Ops tf, List<Operand<?>> v) {
        OperationBuilder builder = tf.scope().opBuilder("StatelessWhile", "Loop");
        builder.addInputList(v.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
        builder.setAttr("cond", function(condition));
        builder.setAttr("body", function(step));
        builder.setAttr("output_shapes", variables.stream().map(Spec::shape).toArray(Shape[]::new));
        return builder.build();
    }

    /** By name: handing over a function would attach it once more, which waits for ever while gradients are built. */
    private static AttrValue function(String name) {
        return AttrValue.newBuilder()
                .setFunc(NameAttrList.newBuilder().setName(name))
                .build();
    }
}
