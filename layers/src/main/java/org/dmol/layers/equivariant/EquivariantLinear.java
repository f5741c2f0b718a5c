package org.dmol.layers.equivariant;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Einsum;
import org.dmol.tf.Spec;
import org.dmol.tf.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The general linear map that commutes with O(3): copies of the same irrep are mixed, different irreps never; a bias on even scalars only.
 * (…, in) to (…, out). Weights are normal with variance 1 and divided by the square root of the number of copies, as in e3nn. An output
 * irrep that the input lacks is zero.
 */
public final class EquivariantLinear extends UnaryLayer {
    private final Irreps in;
    private final Irreps out;
    private boolean useBias = true;
    private final List<List<Var>> kernels = new ArrayList<>();
    private final List<Var> biases = new ArrayList<>();

    /** A map from one direct sum of irreps to another, such as {@code "5x0e + 5x1o"}. */
    public EquivariantLinear(String in, String out) {
        this.in = Irreps.of(in);
        this.out = Irreps.of(out);
    }

    /** Whether even scalars of the output get a bias; default true. */
    public EquivariantLinear useBias(boolean on) {
        useBias = on;
        return this;
    }

    @Override
    protected void build(Weights weights, Spec input) {
        Slices.requireLast("An array", input.shape().get(input.shape().numDimensions() - 1), in);
        kernels.clear();
        biases.clear();
        for (int o = 0; o < out.terms().size(); o++) {
            Irreps.Term to = out.terms().get(o);
            List<Var> row = new ArrayList<>();
            for (int i = 0; i < in.terms().size(); i++) {
                Irreps.Term from = in.terms().get(i);
                row.add(
                        from.irrep().equals(to.irrep()) && to.dim() > 0 && from.dim() > 0
                                ? weights.add(
                                        "kernel_" + i + "_" + o,
                                        Shape.of(from.count(), to.count()),
                                        Initializers.randomNormal(0, 1))
                                : null);
            }
            kernels.add(row);
            boolean scalar = useBias && to.irrep().equals(new Irrep(0, 1)) && to.count() > 0;
            biases.add(scalar ? weights.add("bias_" + o, Shape.of(to.count()), Initializers.zeros()) : null);
        }
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int o = 0; o < out.terms().size(); o++) {
            Irreps.Term to = out.terms().get(o);
            if (to.count() == 0) {
                continue;
            }
            Operand<TFloat32> sum = null;
            for (int i = 0; i < in.terms().size(); i++) {
                Var kernel = kernels.get(o).get(i);
                if (kernel != null) {
                    Operand<TFloat32> y =
                            Einsum.einsum(tf, "...ui,uv->...vi", Slices.term(tf, x, in, i), c.read(kernel));
                    sum = sum == null ? y : tf.math.add(sum, y);
                }
            }
            Operand<TFloat32> part = sum == null
                    ? zeros(tf, x, to.dim())
                    : tf.math.mul(Slices.join(tf, sum, to.dim()), scalar(tf, x, 1 / Math.sqrt(in.count(to.irrep()))));
            parts.add(biases.get(o) == null ? part : tf.math.add(part, c.read(biases.get(o))));
        }
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(-1));
    }

    private static Operand<TFloat32> zeros(Ops tf, Operand<TFloat32> x, int size) {
        int[] multiples = new int[x.shape().numDimensions()];
        java.util.Arrays.fill(multiples, 1);
        multiples[multiples.length - 1] = size;
        return tf.tile(tf.zerosLike(Slices.part(tf, x, 0, 1)), tf.constant(multiples));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("irreps_in", in.toString());
        c.put("irreps_out", out.toString());
        c.put("use_bias", useBias);
        return c;
    }

    static EquivariantLinear fromConfig(Map<String, Object> c) {
        return new EquivariantLinear(Config.text(c, "irreps_in", ""), Config.text(c, "irreps_out", ""))
                .useBias(Config.flag(c, "use_bias", true));
    }
}
