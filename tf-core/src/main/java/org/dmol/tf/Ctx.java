package org.dmol.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One trace of a model: the graph under construction, and what a layer may ask of it or leave in it.
 *
 * <p>A model is a pure function of weights, batch and seed. Its layers read weights through {@link #read}, draw random numbers from
 * {@link #seed}, and leave losses, updates of their state and masks here; whoever traces the model decides what becomes of them.
 */
public final class Ctx {
    private final Ops tf;
    private final boolean training;
    private final boolean compiled;
    private final Device device;
    private final Function<Var, Operand<?>> source;
    private final Operand<TInt32> runSeed;
    private final Operand<TFloat32> exampleWeights;
    private final Map<Var, Operand<?>> values = new IdentityHashMap<>();
    private final Map<Var, Operand<?>> updates = new LinkedHashMap<>();
    private final List<Operand<TFloat32>> losses = new ArrayList<>();
    private final Map<Output<?>, Operand<TBool>> masks = new HashMap<>();
    private int seeds;

    private Ctx(Builder b) {
        this.tf = b.tf;
        this.training = b.training;
        this.compiled = b.compiled;
        this.device = b.device;
        this.source = b.source;
        this.runSeed = b.seed;
        this.exampleWeights = b.exampleWeights;
    }

    /** A trace for inference in which weights are constants. */
    public static Ctx inference(Ops tf) {
        return builder(tf).build();
    }

    /** Settings of a trace, to be completed by {@link Builder#build()}. */
    public static Builder builder(Ops tf) {
        return new Builder(tf);
    }

    /** Collects the settings of a trace. */
    public static final class Builder {
        private final Ops tf;
        private boolean training;
        private boolean compiled;
        private Device device = Device.cpu();
        private Function<Var, Operand<?>> source;
        private Operand<TInt32> seed;
        private Operand<TFloat32> exampleWeights;

        private Builder(Ops tf) {
            this.tf = tf;
            this.source = v -> Trace.constant(tf, v.value());
        }

        /** Whether layers behave as in training; default false. */
        public Builder training(boolean on) {
            training = on;
            return this;
        }

        /** Whether the trace will be compiled by XLA, which has other ops for a few things; default false. */
        public Builder compiled(boolean on) {
            compiled = on;
            return this;
        }

        /** Where the trace will run; default: this machine's processor. */
        public Builder device(Device where) {
            device = where;
            return this;
        }

        /** Where weights come from; default: constants of their current values. */
        public Builder weights(Function<Var, Operand<?>> from) {
            source = from;
            return this;
        }

        /** Two int32 numbers that all randomness of the trace derives from, usually (seed of the run, step). */
        public Builder seed(Operand<TInt32> pair) {
            seed = pair;
            return this;
        }

        /** One number for each row of the batch, 0 for rows that only fill up the batch; default: all rows count. */
        public Builder exampleWeights(Operand<TFloat32> weights) {
            exampleWeights = weights;
            return this;
        }

        /** The trace. */
        public Ctx build() {
            return new Ctx(this);
        }
    }

    /** The graph under construction. */
    public Ops tf() {
        return tf;
    }

    /** Whether layers behave as in training. */
    public boolean training() {
        return training;
    }

    /** Whether the trace will be compiled by XLA. */
    public boolean compiled() {
        return compiled;
    }

    /** Where the trace will run. */
    public Device device() {
        return device;
    }

    /** 1 for each row of the batch that counts and 0 for rows that only fill it up; null if all rows count. */
    public Operand<TFloat32> exampleWeights() {
        return exampleWeights;
    }

    /** The current value of a floating-point weight; after {@link #update} in this trace, the updated one. */
    public Operand<TFloat32> read(Var variable) {
        return Trace.floats(readAny(variable));
    }

    /** The current value of a weight of any type. */
    public Operand<?> readAny(Var variable) {
        Operand<?> value = values.get(variable);
        if (value == null) {
            value = source.apply(variable);
            values.put(variable, value);
        }
        return value;
    }

    /** Sets the value that a non-trainable weight has after this step; without effect on an inference trace that is not stateful. */
    public void update(Var variable, Operand<?> value) {
        values.put(variable, value);
        updates.put(variable, value);
    }

    /** The updates left so far. */
    public Map<Var, Operand<?>> updates() {
        return Map.copyOf(updates);
    }

    /** Adds a scalar to the loss. */
    public void addLoss(Operand<TFloat32> loss) {
        losses.add(loss);
    }

    /** The losses added so far. */
    public List<Operand<TFloat32>> losses() {
        return List.copyOf(losses);
    }

    /** The mask that travels with {@code x}: true where a time step (or row) counts; null if there is none. */
    public Operand<TBool> mask(Operand<?> x) {
        return masks.get(x.asOutput());
    }

    /** Attaches a mask to {@code x}; null removes it. */
    public void mask(Operand<?> x, Operand<TBool> mask) {
        if (mask == null) {
            masks.remove(x.asOutput());
        } else {
            masks.put(x.asOutput(), mask);
        }
    }

    /**
     * A fresh seed, shape (2), for one of TensorFlow's stateless random ops: a function of the run's seed, the step, the order of
     * the calls in the trace, and {@code salt}.
     */
    public Operand<TInt32> seed(int salt) {
        int mixed = mix(salt * 0x9E3779B9 + ++seeds);
        Operand<TInt32> offset = tf.constant(new int[] {mixed, mix(mixed + 0x7F4A7C15)});
        return runSeed == null ? offset : tf.math.add(runSeed, offset);
    }

    private static int mix(int x) {
        int z = x;
        z = (z ^ (z >>> 16)) * 0x85EBCA6B;
        z = (z ^ (z >>> 13)) * 0xC2B2AE35;
        return z ^ (z >>> 16);
    }
}
