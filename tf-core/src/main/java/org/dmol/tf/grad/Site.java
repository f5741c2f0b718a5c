package org.dmol.tf.grad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;

/** The place where a gradient is built: the operation, its inputs and outputs, and the incoming gradients. */
record Site(Ops tf, GraphOperation op, List<Output<?>> dys) {
    Val in(int i) {
        return Val.of(tf, op.input(i));
    }

    /** All inputs. ({@code op.inputs()} looks operations up by name and would wait for ever.) */
    Operand<?>[] inputs() {
        var all = new Operand<?>[op.numInputs()];
        Arrays.setAll(all, op::input);
        return all;
    }

    Val out(int i) {
        return Val.of(tf, op.output(i));
    }

    Val dy(int i) {
        return Val.of(tf, dys.get(i));
    }

    /** The incoming gradient of the only (or first) output. */
    Val dy() {
        return dy(0);
    }

    /** Whether the loss depends on this output at all (TensorFlow passes zeros for outputs that are not used). */
    boolean used(int output) {
        return !dys.get(output).op().type().equals("ZerosLike");
    }

    boolean flag(String attribute) {
        return op.attributes().getAttrBool(attribute);
    }

    long number(String attribute) {
        return op.attributes().getAttrInt(attribute);
    }

    String text(String attribute) {
        return op.attributes().getAttrString(attribute);
    }

    /** A new operation with some attributes of this one. */
    Raw raw(String type, String... copiedAttributes) {
        var raw = new Raw(tf, type);
        for (String name : copiedAttributes) {
            raw.attr(name, op.attributes().getAttrValueProto(name));
        }
        return raw;
    }

    Val ints(int... values) {
        return Val.of(tf, values.length == 1 ? tf.array(values) : tf.constant(values));
    }

    Val scalar(int value) {
        return Val.of(tf, tf.constant(value));
    }

    /** The answer of a gradient rule; {@code null} entries mean "no gradient". */
    static List<Operand<?>> grads(Operand<?>... grads) {
        return Arrays.asList(grads);
    }

    /** "No gradient" for every input. */
    List<Operand<?>> none() {
        return new ArrayList<>(java.util.Collections.nCopies(op.numInputs(), null));
    }

    /** The gradient of input {@code i} alone; none for the other inputs. */
    List<Operand<?>> only(int i, Operand<?> grad) {
        var all = none();
        all.set(i, grad);
        return all;
    }
}
