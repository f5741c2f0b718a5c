package org.dmol.tf.grad;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;

/** Builds an operation by its type name: shorter than the typed classes, and some have none. */
final class Raw {
    private final Ops tf;
    private final OperationBuilder builder;

    Raw(Ops tf, String type) {
        this.tf = tf;
        this.builder = tf.scope().opBuilder(type, type);
    }

    Raw in(Operand<?>... inputs) {
        for (Operand<?> input : inputs) {
            builder.addInput(input.asOutput());
        }
        return this;
    }

    Raw list(List<? extends Operand<?>> inputs) {
        builder.addInputList(inputs.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
        return this;
    }

    Raw attr(String name, boolean value) {
        builder.setAttr(name, value);
        return this;
    }

    Raw attr(String name, long value) {
        builder.setAttr(name, value);
        return this;
    }

    Raw attr(String name, String value) {
        builder.setAttr(name, value);
        return this;
    }

    Raw attr(String name, DataType value) {
        builder.setAttr(name, value);
        return this;
    }

    Raw ints(String name, long... values) {
        builder.setAttr(name, values);
        return this;
    }

    Raw shape(String name, long... axes) {
        builder.setAttr(name, Shape.of(axes));
        return this;
    }

    Raw attr(String name, AttrValue value) {
        builder.setAttr(name, value);
        return this;
    }

    Operation build() {
        return builder.build();
    }

    /** The first output. */
    Val val() {
        return val(0);
    }

    Val val(int i) {
        return Val.of(tf, build().output(i));
    }
}
