package org.dmol.layers.recurrent;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.layers.Constraint;
import org.dmol.layers.Constraints;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.Regularizer;
import org.dmol.layers.Weights;
import org.dmol.layers.core.Dropout;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What Keras's three cells have in common: a kernel (features, gates x units), a recurrent kernel (units, gates x units), a bias,
 * and dropout of input and state by masks that stay the same over time (Gal and Ghahramani 2016).
 *
 * @param <C> the cell itself, which the settings return
 */
public abstract class KernelCell<C extends KernelCell<C>> extends Cell {
    private final int units;
    private final int gates;
    private String activationName = "tanh";
    private Activation activation = Activations.get("tanh");
    private boolean useBias = true;
    private Initializer kernelInitializer = Initializers.glorotUniform();
    private Initializer recurrentInitializer = Initializers.orthogonal(1);
    private Initializer biasInitializer = Initializers.zeros();
    private Regularizer kernelRegularizer;
    private Regularizer recurrentRegularizer;
    private Regularizer biasRegularizer;
    private Constraint kernelConstraint;
    private Constraint recurrentConstraint;
    private Constraint biasConstraint;
    private double dropout;
    private double recurrentDropout;
    private Integer seed;
    private Var kernel;
    private Var recurrentKernel;
    private Var bias;

    /** A cell of so many units, whose kernels have so many parts. */
    protected KernelCell(int units, int gates) {
        if (units <= 0) {
            throw new IllegalArgumentException(
                    "A recurrent layer needs a positive number of units, not " + units + ".");
        }
        this.units = units;
        this.gates = gates;
    }

    /** This object. */
    protected abstract C self();

    /** Shape of the bias. */
    protected abstract Shape biasShape();

    /** First values of the bias. */
    protected Initializer initialBias(Initializer chosen) {
        return chosen;
    }

    /** Number of units. */
    public final int units() {
        return units;
    }

    /** The activation of the state, by its name; default {@code tanh}. */
    public final C activation(String name) {
        activation = Activations.get(name);
        activationName = name;
        return self();
    }

    /** Whether there is a bias; default true. */
    public final C useBias(boolean on) {
        useBias = on;
        return self();
    }

    /** First values of the kernel; default Glorot uniform. */
    public final C kernelInitializer(Initializer initializer) {
        kernelInitializer = initializer;
        return self();
    }

    /** First values of the recurrent kernel; default orthogonal. */
    public final C recurrentInitializer(Initializer initializer) {
        recurrentInitializer = initializer;
        return self();
    }

    /** First values of the bias; default zeros. */
    public final C biasInitializer(Initializer initializer) {
        biasInitializer = initializer;
        return self();
    }

    /** Penalty on the kernel; default none. */
    public final C kernelRegularizer(Regularizer regularizer) {
        kernelRegularizer = regularizer;
        return self();
    }

    /** Penalty on the recurrent kernel; default none. */
    public final C recurrentRegularizer(Regularizer regularizer) {
        recurrentRegularizer = regularizer;
        return self();
    }

    /** Penalty on the bias; default none. */
    public final C biasRegularizer(Regularizer regularizer) {
        biasRegularizer = regularizer;
        return self();
    }

    /** Projection of the kernel after each update; default none. */
    public final C kernelConstraint(Constraint constraint) {
        kernelConstraint = constraint;
        return self();
    }

    /** Projection of the recurrent kernel after each update; default none. */
    public final C recurrentConstraint(Constraint constraint) {
        recurrentConstraint = constraint;
        return self();
    }

    /** Projection of the bias after each update; default none. */
    public final C biasConstraint(Constraint constraint) {
        biasConstraint = constraint;
        return self();
    }

    /** Fraction of the inputs that is dropped in training; default 0. */
    public final C dropout(double rate) {
        dropout = clip(rate);
        return self();
    }

    /** Fraction of the state that is dropped in training before the recurrent kernel; default 0. */
    public final C recurrentDropout(double rate) {
        recurrentDropout = clip(rate);
        return self();
    }

    private static double clip(double rate) {
        return Math.min(1, Math.max(0, rate));
    }

    /** Makes dropout a function of this number, the run's seed and the step. */
    public final C seed(Integer number) {
        seed = number;
        return self();
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(units);
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        Shape x = inputs.get(0).shape();
        long features = x.get(x.numDimensions() - 1);
        kernel = weights.add("kernel", Shape.of(features, (long) gates * units), kernelInitializer)
                .regularizer(kernelRegularizer)
                .constraint(kernelConstraint);
        recurrentKernel = weights.add("recurrent_kernel", Shape.of(units, (long) gates * units), recurrentInitializer)
                .regularizer(recurrentRegularizer)
                .constraint(recurrentConstraint);
        if (useBias) {
            bias = weights.add("bias", biasShape(), initialBias(biasInitializer))
                    .regularizer(biasRegularizer)
                    .constraint(biasConstraint);
        }
    }

    @Override
    protected Map<String, Operand<TFloat32>> params(Ctx c, int features, Operand<TInt32> batch) {
        Map<String, Operand<TFloat32>> all = new LinkedHashMap<>();
        all.put("kernel", c.read(kernel));
        all.put("recurrent", c.read(recurrentKernel));
        if (useBias) {
            all.put("bias", c.read(bias));
        }
        if (c.training()) {
            // As Keras: one mask for all gates, but one for each gate if the state is dropped, too.
            boolean each = recurrentDropout > 0 && gates > 1;
            masks(c, all, "x", each ? gates : 1, dropout, features, batch);
            masks(c, all, "h", each ? gates : 1, recurrentDropout, units, batch);
        }
        return all;
    }

    private void masks(
            Ctx c,
            Map<String, Operand<TFloat32>> all,
            String name,
            int count,
            double rate,
            int size,
            Operand<TInt32> batch) {
        if (rate <= 0 || rate >= 1) {
            return;
        }
        Ops tf = c.tf();
        Operand<TInt32> shape = tf.stack(List.of(batch, tf.constant(size)));
        for (int g = 0; g < count; g++) {
            Operand<TFloat32> ones = tf.fill(shape, scalar(tf, all.get("kernel"), 1));
            all.put(name + g, Dropout.drop(c, ones, shape, rate, seed == null ? 0 : seed));
        }
    }

    /** {@code x kernel + bias} with the dropout of the input, for any number of leading axes. */
    @Override
    protected Operand<TFloat32> project(Ops tf, Operand<TFloat32> x, Map<String, Operand<TFloat32>> params) {
        Operand<TFloat32> y = times(tf, x, params.get("kernel"), "x", params);
        return params.containsKey("bias") ? tf.math.add(y, params.get("bias")) : y;
    }

    @Override
    protected boolean isForProjection(String param) {
        return param.equals("kernel") || param.equals("bias") || param.startsWith("x");
    }

    /** The state times the recurrent kernel, with the dropout of the state. */
    final Operand<TFloat32> recur(Ops tf, Operand<TFloat32> h, Map<String, Operand<TFloat32>> params) {
        return times(tf, h, params.get("recurrent"), "h", params);
    }

    private Operand<TFloat32> times(
            Ops tf, Operand<TFloat32> x, Operand<TFloat32> matrix, String mask, Map<String, Operand<TFloat32>> params) {
        if (!params.containsKey(mask + "1")) {
            return product(tf, masked(tf, x, params.get(mask + "0")), matrix);
        }
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int g = 0; g < gates; g++) {
            parts.add(product(tf, masked(tf, x, params.get(mask + g)), part(tf, matrix, g, g + 1)));
        }
        return tf.concat(parts, tf.constant(-1));
    }

    static Operand<TFloat32> masked(Ops tf, Operand<TFloat32> x, Operand<TFloat32> mask) {
        return mask == null ? x : tf.math.mul(x, mask);
    }

    private static Operand<TFloat32> product(Ops tf, Operand<TFloat32> x, Operand<TFloat32> w) {
        int rank = x.shape().numDimensions();
        if (rank == 2) {
            return tf.linalg.matMul(x, w);
        }
        int features = (int) Trace.dim(w, 0), out = (int) Trace.dim(w, 1);
        Operand<TFloat32> flat = tf.linalg.matMul(tf.reshape(x, tf.constant(new int[] {-1, features})), w);
        return tf.reshape(flat, Trace.shapeWith(tf, x, rank - 1, out));
    }

    /** Gates {@code from} to {@code to} of something whose last axis is gates x units. */
    final Operand<TFloat32> part(Ops tf, Operand<TFloat32> x, int from, int to) {
        int rank = x.shape().numDimensions();
        int[] begin = new int[rank], size = new int[rank];
        java.util.Arrays.fill(size, -1);
        begin[rank - 1] = from * units;
        size[rank - 1] = (to - from) * units;
        return tf.slice(x, tf.constant(begin), tf.constant(size));
    }

    /** {@code activation(x)}. */
    final Operand<TFloat32> activate(Ops tf, Operand<TFloat32> x) {
        return activation.apply(tf, x);
    }

    /** The settings of the cell, without name and the like. */
    protected void putSettings(Map<String, Object> c) {
        c.put("units", units);
        c.put("activation", activationName);
        c.put("use_bias", useBias);
        c.put("kernel_initializer", Config.object(kernelInitializer));
        c.put("recurrent_initializer", Config.object(recurrentInitializer));
        c.put("bias_initializer", Config.object(biasInitializer));
        c.put("kernel_regularizer", kernelRegularizer == null ? null : kernelRegularizer.config());
        c.put("recurrent_regularizer", recurrentRegularizer == null ? null : recurrentRegularizer.config());
        c.put("bias_regularizer", biasRegularizer == null ? null : biasRegularizer.config());
        c.put("kernel_constraint", kernelConstraint == null ? null : kernelConstraint.config());
        c.put("recurrent_constraint", recurrentConstraint == null ? null : recurrentConstraint.config());
        c.put("bias_constraint", biasConstraint == null ? null : biasConstraint.config());
        c.put("dropout", dropout);
        c.put("recurrent_dropout", recurrentDropout);
        c.put("seed", seed);
    }

    /** Takes the settings that {@link #putSettings} writes, save the units. */
    protected C readSettings(Map<String, Object> c) {
        return activation(c.containsKey("activation") ? Config.activation(c, "activation") : "tanh")
                .useBias(Config.flag(c, "use_bias", true))
                .kernelInitializer(Config.initializer(c, "kernel_initializer", Initializers.glorotUniform()))
                .recurrentInitializer(Config.initializer(c, "recurrent_initializer", Initializers.orthogonal(1)))
                .biasInitializer(Config.initializer(c, "bias_initializer", Initializers.zeros()))
                .kernelRegularizer(Regularizer.from(c, "kernel_regularizer"))
                .recurrentRegularizer(Regularizer.from(c, "recurrent_regularizer"))
                .biasRegularizer(Regularizer.from(c, "bias_regularizer"))
                .kernelConstraint(Constraints.from(c, "kernel_constraint"))
                .recurrentConstraint(Constraints.from(c, "recurrent_constraint"))
                .biasConstraint(Constraints.from(c, "bias_constraint"))
                .dropout(Config.number(c, "dropout", 0))
                .recurrentDropout(Config.number(c, "recurrent_dropout", 0))
                .seed(c.get("seed") == null ? null : Config.integer(c, "seed", 0));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        putSettings(c);
        return c;
    }
}
