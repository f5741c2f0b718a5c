package org.dmol.layers.equivariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Activation;
import org.dmol.layers.Activations;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.layers.Weights;
import org.dmol.tf.Ctx;
import org.dmol.tf.Spec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gated nonlinearity (Weiler et al. 2018): even scalars through an activation, every other irrep times the logistic function of a scalar
 * of its own. The input holds the irreps of the output and then one gate per irrep that is not an even scalar; see {@link #input}.
 */
public final class Gate extends UnaryLayer {
    private final Irreps out;
    private final String activationName;
    private final Activation activation;

    /** A gate whose output has these irreps; the scalars go through the activation, such as {@code "silu"}. */
    public Gate(String out, String activation) {
        this.out = Irreps.of(out);
        this.activationName = activation;
        this.activation = Activations.get(activation);
    }

    private static boolean isScalar(Irreps.Term t) {
        return t.irrep().equals(new Irrep(0, 1));
    }

    /** What a gate of this output needs: the output's irreps and a scalar for each that is not one. */
    public static Irreps input(String out) {
        Irreps irreps = Irreps.of(out);
        int gates = irreps.terms().stream()
                .filter(t -> !isScalar(t))
                .mapToInt(Irreps.Term::count)
                .sum();
        return irreps.plus(new Irreps(List.of(new Irreps.Term(gates, new Irrep(0, 1)))));
    }

    @Override
    protected void build(Weights weights, Spec input) {
        Slices.requireLast("The input", input.shape().get(input.shape().numDimensions() - 1), input(out.toString()));
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> x) {
        Ops tf = c.tf();
        List<Operand<TFloat32>> parts = new ArrayList<>();
        int gate = out.dim();
        for (int k = 0; k < out.terms().size(); k++) {
            Irreps.Term t = out.terms().get(k);
            if (t.count() == 0) {
                continue;
            }
            if (isScalar(t)) {
                parts.add(activation.apply(tf, Slices.part(tf, x, out.offset(k), t.dim())));
            } else {
                Operand<TFloat32> open = tf.math.sigmoid(Slices.part(tf, x, gate, t.count()));
                gate += t.count();
                parts.add(Slices.join(
                        tf, tf.math.mul(Slices.term(tf, x, out, k), tf.expandDims(open, tf.constant(-1))), t.dim()));
            }
        }
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(-1));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("irreps", out.toString());
        c.put("activation", activationName);
        return c;
    }

    static Gate fromConfig(Map<String, Object> c) {
        return new Gate(Config.text(c, "irreps", ""), Config.activation(c, "activation"));
    }
}
