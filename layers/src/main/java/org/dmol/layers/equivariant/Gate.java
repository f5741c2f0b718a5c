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
 * of its own. The input holds the irreps of the output and then one gate per irrep that is not an even scalar; see {@link #input()}.
 */
public final class Gate extends UnaryLayer {
    private final Irreps out;
    private final String activationName;
    private final Activation activation;
    private String oddName;
    private boolean normalized;

    /** A gate whose output has these irreps; the scalars go through the activation, such as {@code "silu"}. */
    public Gate(String out, String activation) {
        this.out = Irreps.of(out);
        this.activationName = activation;
        this.activation = Activations.get(activation);
    }

    /** Odd scalars go through this odd activation, such as {@code "tanh"}, instead of a gate; default null, a gate. */
    public Gate odd(String name) {
        oddName = name;
        return this;
    }

    /** Whether activations and gates are scaled to a second moment of 1 for inputs of a unit normal, as in e3nn; default false. */
    public Gate normalized(boolean on) {
        normalized = on;
        return this;
    }

    private static boolean isScalar(Irreps.Term t) {
        return t.irrep().equals(new Irrep(0, 1));
    }

    private boolean isActivated(Irreps.Term t) {
        return isScalar(t) || (oddName != null && t.irrep().l() == 0);
    }

    /** What this gate needs: the output's irreps and an even scalar for each that is gated. */
    public Irreps input() {
        int gates = out.terms().stream()
                .filter(t -> !isActivated(t))
                .mapToInt(Irreps.Term::count)
                .sum();
        return out.plus(new Irreps(List.of(new Irreps.Term(gates, new Irrep(0, 1)))));
    }

    private Operand<TFloat32> activate(Ops tf, Operand<TFloat32> x, String name, Activation plain) {
        return normalized ? SecondMoment.apply(name, tf, x) : plain.apply(tf, x);
    }

    /** What a gate of this output needs: the output's irreps and a scalar for each that is not one. */
    public static Irreps input(String out) {
        return new Gate(out, "linear").input();
    }

    @Override
    protected void build(Weights weights, Spec input) {
        Slices.requireLast("The input", input.shape().get(input.shape().numDimensions() - 1), input());
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
                parts.add(activate(tf, Slices.part(tf, x, out.offset(k), t.dim()), activationName, activation));
            } else if (isActivated(t)) {
                parts.add(activate(tf, Slices.part(tf, x, out.offset(k), t.dim()), oddName, Activations.get(oddName)));
            } else {
                Operand<TFloat32> open =
                        activate(tf, Slices.part(tf, x, gate, t.count()), "sigmoid", Activations.get("sigmoid"));
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
        c.put("odd_activation", oddName);
        c.put("normalized", normalized);
        return c;
    }

    static Gate fromConfig(Map<String, Object> c) {
        return new Gate(Config.text(c, "irreps", ""), Config.activation(c, "activation"))
                .odd(Config.text(c, "odd_activation", null))
                .normalized(Config.flag(c, "normalized", false));
    }
}
