package org.dmol.layers;

import org.dmol.array.Nd;
import org.dmol.tf.Var;
import org.tensorflow.ndarray.Shape;

/** What {@link Layer#build} creates a layer's weights and inner layers with. */
public final class Weights {
    private final Layer layer;

    Weights(Layer layer) {
        this.layer = layer;
    }

    /** A trainable weight in the current floating type ({@link FloatX}). */
    public Var add(String name, Shape shape, Initializer initializer) {
        return add(name, initial(shape, initializer), true);
    }

    /** A weight that optimizers leave alone: statistics, states, counters. */
    public Var addState(String name, Shape shape, Initializer initializer) {
        return add(name, initial(shape, initializer), false);
    }

    /** A weight of any type with a given first value. */
    public Var add(String name, Nd value, boolean trainable) {
        Var variable = new Var(name, value, trainable);
        layer.adopt(variable);
        return variable;
    }

    /** A value that the layer keeps from one batch to the next, set by {@code Ctx.update}; not a weight. */
    public Var carry(String name, Nd first) {
        Var state = new Var(name, first, false);
        layer.carry(state);
        return state;
    }

    /** Makes an existing weight part of this layer, such as one that a distribution of {@code probability} depends on. */
    public Var add(Var existing) {
        layer.adopt(existing);
        return existing;
    }

    /** As {@link #add(Layer)}, with the name of the attribute under which Keras keeps the inner layer, such as {@code cell}. */
    public <L extends Layer> L add(String attribute, L inner) {
        layer.adopt(attribute, inner);
        return inner;
    }

    /** Makes an inner layer's weights part of this layer's; returns the inner layer. */
    public <L extends Layer> L add(L inner) {
        layer.adopt(inner);
        return inner;
    }

    private Nd initial(Shape shape, Initializer initializer) {
        int[] axes = new int[shape.numDimensions()];
        for (int i = 0; i < axes.length; i++) {
            if (shape.get(i) < 0) {
                throw new IllegalArgumentException(
                        "A weight of layer '" + layer.name() + "' would have the unknown size of an input axis: "
                                + shape + "; give that axis of the input a size.");
            }
            axes[i] = Math.toIntExact(shape.get(i));
        }
        return initializer.initialize(axes, Seeds.next()).cast(FloatX.get());
    }
}
