package org.dmol.layers.equivariant;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.Initializers;
import org.dmol.layers.Layer;
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
 * The fully connected tensor product (Thomas et al. 2018, e3nn): every pair of irreps of the two inputs, coupled by Clebsch-Gordan
 * coefficients to every irrep of the output that it holds, each such path with its own weight for each triple of copies.
 *
 * <p>Inputs (…, in1) and (…, in2) of equal leading axes, output (…, out). Weights are normal with variance 1; the sums are divided by the
 * square root of their number of terms.
 */
public final class TensorProduct extends Layer {
    private final Irreps in1;
    private final Irreps in2;
    private final Irreps out;
    private final List<Path> paths = new ArrayList<>();

    private record Path(int first, int second, int third, Var weight) {}

    /** A product of two direct sums of irreps; what of it is kept is named by {@code out}. */
    public TensorProduct(String in1, String in2, String out) {
        this.in1 = Irreps.of(in1);
        this.in2 = Irreps.of(in2);
        this.out = Irreps.of(out);
        for (Irreps.Term t : this.out.terms()) {
            if (this.in1.times(this.in2).count(t.irrep()) == 0) {
                throw new IllegalArgumentException("The product of " + this.in1 + " and " + this.in2 + " holds no "
                        + t.irrep() + "; it holds " + this.in1.times(this.in2) + ".");
            }
        }
    }

    @Override
    protected void build(Weights weights, List<Spec> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("a tensor product has two inputs, not " + inputs.size() + ".");
        }
        for (int k = 0; k < 2; k++) {
            Shape s = inputs.get(k).shape();
            Slices.requireLast("Input " + k, s.get(s.numDimensions() - 1), k == 0 ? in1 : in2);
        }
        paths.clear();
        for (int o = 0; o < out.terms().size(); o++) {
            for (int a = 0; a < in1.terms().size(); a++) {
                for (int b = 0; b < in2.terms().size(); b++) {
                    Irreps.Term u = in1.terms().get(a);
                    Irreps.Term v = in2.terms().get(b);
                    Irreps.Term w = out.terms().get(o);
                    if (u.irrep().times(v.irrep()).contains(w.irrep()) && u.count() * v.count() * w.count() > 0) {
                        Var weight = weights.add(
                                "weight_" + a + "_" + b + "_" + o,
                                Shape.of(u.count(), v.count(), w.count()),
                                Initializers.randomNormal(0, 1));
                        paths.add(new Path(a, b, o, weight));
                    }
                }
            }
        }
    }

    @Override
    protected List<? extends Operand<?>> call(Ctx c, List<Operand<?>> inputs) {
        Ops tf = c.tf();
        Operand<TFloat32> x = org.dmol.tf.Trace.floats(inputs.get(0));
        Operand<TFloat32> y = org.dmol.tf.Trace.floats(inputs.get(1));
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int o = 0; o < out.terms().size(); o++) {
            Irreps.Term to = out.terms().get(o);
            Operand<TFloat32> sum = null;
            int fan = 0;
            for (Path p : paths) {
                if (p.third == o) {
                    Irreps.Term u = in1.terms().get(p.first);
                    Irreps.Term v = in2.terms().get(p.second);
                    Operand<TFloat32> cg = Slices.coupling(
                            tf, u.irrep().l(), v.irrep().l(), to.irrep().l(), x);
                    Operand<TFloat32> value = Einsum.einsum(
                            tf,
                            "...ui,...vj,ijk,uvw->...wk",
                            Slices.term(tf, x, in1, p.first),
                            Slices.term(tf, y, in2, p.second),
                            cg,
                            c.read(p.weight));
                    sum = sum == null ? value : tf.math.add(sum, value);
                    fan += u.count() * v.count();
                }
            }
            if (sum != null) {
                parts.add(tf.math.mul(Slices.join(tf, sum, to.dim()), scalar(tf, x, 1 / Math.sqrt(fan))));
            }
        }
        return List.of(parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(-1)));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("irreps_in1", in1.toString());
        c.put("irreps_in2", in2.toString());
        c.put("irreps_out", out.toString());
        return c;
    }

    static TensorProduct fromConfig(Map<String, Object> c) {
        return new TensorProduct(
                Config.text(c, "irreps_in1", ""), Config.text(c, "irreps_in2", ""), Config.text(c, "irreps_out", ""));
    }
}
