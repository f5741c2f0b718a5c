package org.dmol.tf;

import java.util.Objects;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A weight: its name, shape and current value.
 *
 * <p>A {@code Var} lives in Java, not in a session. A trace reads it through {@link Ctx#read}, as an input of a training step or as
 * a constant of an exported model; training writes the new value back. Two layers that hold the same {@code Var} share the weight.
 */
public final class Var {
    private final String name;
    private Nd value;
    private boolean trainable;
    private Penalty regularizer;
    private Projection projection;

    /** A term of the loss that depends on one weight. */
    @FunctionalInterface
    public interface Penalty {
        /** The scalar to add to the loss. */
        Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight);
    }

    /** Maps a weight into the set of allowed values, after each update. */
    @FunctionalInterface
    public interface Projection {
        /** The allowed weight, same shape. */
        Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight);
    }

    /**
     * A weight.
     *
     * @param name Keras's name of the weight, such as {@code kernel}
     * @param value initial value; gives the type and the shape for good
     * @param trainable whether optimizers change it
     */
    public Var(String name, Nd value, boolean trainable) {
        this.name = Objects.requireNonNull(name, "name");
        this.value = Objects.requireNonNull(value, "value");
        this.trainable = trainable;
    }

    /** The weight's own name, without its layer's. */
    public String name() {
        return name;
    }

    /** Current value. */
    public Nd value() {
        return value;
    }

    /**
     * Replaces the value.
     *
     * @throws IllegalArgumentException if the shape differs
     */
    public void assign(Nd newValue) {
        if (!java.util.Arrays.equals(newValue.shape(), value.shape())) {
            throw new IllegalArgumentException("The weight '" + name + "' is " + value.describe() + " and cannot take "
                    + newValue.describe() + ".");
        }
        value = newValue.cast(value.dtype());
    }

    /** Element type. */
    public DType dtype() {
        return value.dtype();
    }

    /** Shape. */
    public int[] shape() {
        return value.shape();
    }

    /** Type and shape as an input of a program. */
    public Spec spec() {
        return Spec.like(value);
    }

    /** Whether optimizers change it. */
    public boolean trainable() {
        return trainable;
    }

    /** Sets whether optimizers change it. */
    public Var trainable(boolean on) {
        trainable = on;
        return this;
    }

    /** The term this weight adds to the loss, or null. */
    public Penalty regularizer() {
        return regularizer;
    }

    /** Sets the term this weight adds to the loss; null for none. */
    public Var regularizer(Penalty penalty) {
        regularizer = penalty;
        return this;
    }

    /** The projection after each update, or null. */
    public Projection constraint() {
        return projection;
    }

    /** Sets the projection after each update; null for none. */
    public Var constraint(Projection set) {
        projection = set;
        return this;
    }

    @Override
    public String toString() {
        return name + " " + value.describe();
    }
}
