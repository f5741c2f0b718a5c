package org.dmol.probability.bijectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmol.array.Nd;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.FloatX;
import org.dmol.layers.Initializer;
import org.dmol.layers.Initializers;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.probability.math.Expr;
import org.dmol.tf.Ctx;
import org.dmol.tf.Products;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A dense network with masked kernels, (…, D) to (…, D, parameters), whose outputs for element i depend on the elements before i only
 * (MADE; Germain et al. 2015).
 *
 * <p>Weights: a kernel and a bias for each layer. Kernels start Glorot uniform by the fan of the full kernel, with zeros where there is no
 * connection. Output unit {@code i * parameters + p} is parameter p of element i.
 */
public final class AutoregressiveNetwork extends UnaryLayer {
    private final int parameters;
    private final int[] hidden;
    private String activationName = "relu";
    private Activation activation = Activations.get("relu");
    private boolean useBias = true;
    private Initializer kernelInitializer = Initializers.glorotUniform();
    private int[] order;
    private boolean rightToLeft;
    private Long randomDegrees;
    private int size;
    private final List<Nd> masks = new ArrayList<>();
    private final List<Var> kernels = new ArrayList<>();
    private final List<Var> biases = new ArrayList<>();

    /**
     * A network.
     *
     * @param parameters numbers to put out for each element, such as 2 for a shift and a scale
     * @param hidden units of the hidden layers
     */
    public AutoregressiveNetwork(int parameters, int... hidden) {
        if (parameters <= 0 || IntStream.of(hidden).anyMatch(n -> n <= 0)) {
            throw new IllegalArgumentException(
                    "AutoregressiveNetwork needs positive numbers of parameters and units, not " + parameters + " and "
                            + Arrays.toString(hidden) + ".");
        }
        this.parameters = parameters;
        this.hidden = hidden.clone();
    }

    /** Activation of the hidden layers by name; default relu. */
    public AutoregressiveNetwork activation(String name) {
        activationName = name;
        activation = Activations.get(name);
        return this;
    }

    /** Whether layers have a bias; default true. */
    public AutoregressiveNetwork useBias(boolean on) {
        useBias = on;
        return this;
    }

    /** First values of the kernels, before masking. */
    public AutoregressiveNetwork kernelInitializer(Initializer initializer) {
        kernelInitializer = initializer;
        return this;
    }

    /** The last element first. */
    public AutoregressiveNetwork rightToLeft() {
        rightToLeft = true;
        return this;
    }

    /** The place of each element in the order of dependence, a permutation of 1 … D. Default: 1, 2, …, D. */
    public AutoregressiveNetwork inputOrder(int... places) {
        order = places.clone();
        return this;
    }

    /** Degrees of hidden units at random instead of equally spaced. */
    public AutoregressiveNetwork randomDegrees(long seed) {
        randomDegrees = seed;
        return this;
    }

    /** Numbers put out for each element. */
    public int parameters() {
        return parameters;
    }

    /** Masks of the kernels; known once the layer is built. */
    public List<Nd> masks() {
        return List.copyOf(masks);
    }

    /** Builds the network for vectors of {@code d} elements. */
    public AutoregressiveNetwork buildFor(int d) {
        ensureBuilt(List.of(Spec.of(FloatX.get(), -1, d)));
        return this;
    }

    private int[] places() {
        int[] out = order != null ? order : IntStream.rangeClosed(1, size).toArray();
        if (order == null && rightToLeft) {
            Arrays.setAll(out, i -> size - i);
        }
        int[] sorted = out.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, IntStream.rangeClosed(1, size).toArray())) {
            throw new IllegalArgumentException(
                    "the input order must hold each of 1 to " + size + " once, not " + Arrays.toString(out) + ".");
        }
        return out;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        size = (int) input.shape().get(input.shape().numDimensions() - 1);
        if (size < 1) {
            throw new IllegalArgumentException("the last axis needs a known size.");
        }
        masks.addAll(Autoregression.masks(Autoregression.degrees(places(), hidden, randomDegrees), parameters));
        for (int i = 0; i < masks.size(); i++) {
            Nd mask = masks.get(i);
            String suffix = i == 0 ? "" : "_" + i;
            Var kernel = weights.add("kernel" + suffix, Shape.of(mask.dim(0), mask.dim(1)), kernelInitializer);
            kernel.assign(masked(kernel.value(), mask));
            kernels.add(kernel);
            if (useBias) {
                biases.add(weights.add("bias" + suffix, Shape.of(mask.dim(1)), Initializers.zeros()));
            }
        }
    }

    private static Nd masked(Nd kernel, Nd mask) {
        double[] k = kernel.cast(org.dmol.array.DType.FLOAT64).doubles().clone();
        Arrays.setAll(k, i -> k[i] * mask.getFlat(i));
        return Nd.of(k, kernel.shape());
    }

    /** The masked kernel; masking it here keeps its gradient masked too. Where everything is connected there is nothing to mask. */
    private static Expr masked(Ctx c, Expr kernel, Nd mask) {
        for (float connected : mask.floats()) {
            if (connected == 0) {
                return kernel.times(Expr.of(c, Trace.constant(c.tf(), mask)).cast(kernel.dtype()));
            }
        }
        return kernel;
    }

    /** Of the first product of a pair only the first row counts: nothing depends on the last element. */
    private Expr product(Ctx c, Expr h, int i) {
        Expr kernel = masked(c, Expr.of(c, c.read(kernels.get(i))), masks.get(i));
        return i == 0 && Autoregression.connectedRows(masks.get(0)) == 1
                ? h.matMulFirst(kernel)
                : Expr.of(c, Products.matMul(c, h, kernel));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> input) {
        Expr x = Expr.of(c, input);
        Expr h = x.reshape(-1, size);
        for (int i = 0; i < kernels.size(); i++) {
            h = product(c, h, i);
            if (useBias) {
                h = h.plus(c.read(biases.get(i)));
            }
            if (i + 1 < kernels.size()) {
                h = Expr.of(c, activation.apply(c.tf(), h));
            }
        }
        return h.reshape(x.dims().plus(c.tf(), parameters));
    }

    @Override
    public java.util.Map<String, Object> config() {
        var config = super.config();
        config.put("params", parameters);
        config.put("hidden_units", Arrays.stream(hidden).boxed().toList());
        config.put("activation", activationName);
        config.put("use_bias", useBias);
        return config;
    }
}
