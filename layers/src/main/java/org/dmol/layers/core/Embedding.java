package org.dmol.layers.core;

import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.Constraint;
import org.dmol.layers.Constraints;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
import org.dmol.layers.Regularizer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * A learned vector for each of {@code inputDim} numbers: ids (…) to (…, outputDim). With {@code maskZero}, id 0 is padding and the
 * output carries the mask {@code id != 0}.
 *
 * <p>Weights: {@code embeddings} (inputDim, outputDim), uniform in ±0.05.
 */
public final class Embedding extends Layer {
    private final int inputDim;
    private final int outputDim;
    private boolean maskZero;
    private Initializer initializer = Initializers.randomUniform(-0.05, 0.05);
    private Regularizer regularizer;
    private Constraint constraint;
    private Var table;

    /** A table of {@code inputDim} vectors of {@code outputDim} numbers; ids run from 0 to inputDim - 1. */
    public Embedding(int inputDim, int outputDim) {
        if (inputDim <= 0 || outputDim <= 0) {
            throw new IllegalArgumentException(
                    "Embedding needs positive sizes, not " + inputDim + " ids and " + outputDim + " numbers for each.");
        }
        this.inputDim = inputDim;
        this.outputDim = outputDim;
    }

    /** Whether id 0 is padding that later layers must ignore; default false. */
    public Embedding maskZero(boolean on) {
        maskZero = on;
        return this;
    }

    /** First values of the table. */
    public Embedding embeddingsInitializer(Initializer first) {
        initializer = first;
        return this;
    }

    /** Penalty on the table; default none. */
    public Embedding embeddingsRegularizer(Regularizer penalty) {
        regularizer = penalty;
        return this;
    }

    /** Projection of the table after each update; default none. */
    public Embedding embeddingsConstraint(Constraint projection) {
        constraint = projection;
        return this;
    }

    /** Number of ids. */
    public int inputDim() {
        return inputDim;
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        table = weights.add("embeddings", Shape.of(inputDim, outputDim), initializer)
                .regularizer(regularizer)
                .constraint(constraint);
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        return List.of(tf.gather(c.read(table), ids(tf, inputs.get(0)), tf.constant(0)));
    }

    @Override
    public void requireValues(int input, Nd values) {
        for (int i = 0; i < values.size(); i++) {
            double id = values.getFlat(i);
            if (!(id > -1 && id < inputDim)) {
                throw new IllegalArgumentException("Layer '" + name() + "' (Embedding) has rows for the ids 0 to "
                        + (inputDim - 1) + "; its input " + values.describe() + " holds "
                        + (id == Math.rint(id) ? Long.toString((long) id) : Double.toString(id)) + " in row "
                        + i / Math.max(1, values.size() / values.dim(0)) + ".");
            }
        }
    }

    private static Operand<TInt32> ids(Ops tf, Operand<?> x) {
        DType type = Trace.spec(x).dtype();
        return type == DType.INT32 ? Trace.as(x) : tf.dtypes.cast(Trace.floats(x), TInt32.class);
    }

    @Override
    protected void propagateMask(Ctx c, List<Operand<?>> inputs, List<? extends Operand<?>> outputs) {
        if (maskZero) {
            Ops tf = c.tf();
            c.mask(outputs.get(0), tf.math.notEqual(ids(tf, inputs.get(0)), tf.constant(0)));
        }
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("input_dim", inputDim);
        c.put("output_dim", outputDim);
        c.put("embeddings_initializer", Config.object(initializer));
        c.put("embeddings_regularizer", regularizer == null ? null : regularizer.config());
        c.put("embeddings_constraint", constraint == null ? null : constraint.config());
        c.put("mask_zero", maskZero);
        return c;
    }

    static Embedding fromConfig(Map<String, Object> c) {
        return new Embedding(Config.integer(c, "input_dim", 0), Config.integer(c, "output_dim", 0))
                .maskZero(Config.flag(c, "mask_zero", false))
                .embeddingsInitializer(
                        Config.initializer(c, "embeddings_initializer", Initializers.randomUniform(-0.05, 0.05)))
                .embeddingsRegularizer(Regularizer.from(c, "embeddings_regularizer"))
                .embeddingsConstraint(Constraints.from(c, "embeddings_constraint"));
    }
}
