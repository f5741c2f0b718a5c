package org.dmol.layers.recurrent;

import static org.dmol.tf.Trace.scalar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.tf.Ctx;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Gated recurrent unit (Cho et al. 2014): gates z, r and candidate c, {@code h' = z h + (1 - z) c}. One state, h.
 *
 * <p>The reset gate acts on the recurrent product ({@code resetAfter}, the default, with two biases, shape (2, 3 units)) or on the
 * state before it (one bias).
 */
public final class GRUCell extends GatedCell<GRUCell> {
    private boolean resetAfter = true;

    /** A cell of so many units. */
    public GRUCell(int units) {
        super(units, 3);
    }

    /** Whether the reset gate acts after the recurrent product; default true. */
    public GRUCell resetAfter(boolean on) {
        resetAfter = on;
        return this;
    }

    @Override
    protected GRUCell self() {
        return this;
    }

    @Override
    protected Shape biasShape() {
        return resetAfter ? Shape.of(2, 3L * units()) : Shape.of(3L * units());
    }

    @Override
    protected Map<String, Operand<TFloat32>> params(Ctx c, int features, Operand<TInt32> batch) {
        Map<String, Operand<TFloat32>> all = new LinkedHashMap<>(super.params(c, features, batch));
        Operand<TFloat32> bias = all.remove("bias");
        if (bias != null && resetAfter) {
            var rows = c.tf().unstack(bias, 2L).output();
            all.put("bias", rows.get(0));
            all.put("recurrentBias", rows.get(1));
        } else if (bias != null) {
            all.put("bias", bias);
        }
        return all;
    }

    @Override
    protected Step step(
            Ops tf, Operand<TFloat32> x, List<Operand<TFloat32>> states, Map<String, Operand<TFloat32>> params) {
        Operand<TFloat32> h = states.get(0);
        var xs = tf.split(tf.constant(-1), x, 3L).output();
        Operand<TFloat32> z, r, inner;
        if (resetAfter) {
            Operand<TFloat32> all = recur(tf, h, params);
            if (params.containsKey("recurrentBias")) {
                all = tf.math.add(all, params.get("recurrentBias"));
            }
            var hs = tf.split(tf.constant(-1), all, 3L).output();
            z = gate(tf, tf.math.add(xs.get(0), hs.get(0)));
            r = gate(tf, tf.math.add(xs.get(1), hs.get(1)));
            inner = tf.math.mul(r, hs.get(2));
        } else {
            Operand<TFloat32> kernel = params.get("recurrent");
            z = gate(tf, tf.math.add(xs.get(0), product(tf, h, "h0", part(tf, kernel, 0, 1), params)));
            r = gate(tf, tf.math.add(xs.get(1), product(tf, h, "h1", part(tf, kernel, 1, 2), params)));
            inner = product(tf, tf.math.mul(r, h), "h2", part(tf, kernel, 2, 3), params);
        }
        Operand<TFloat32> candidate = activate(tf, tf.math.add(xs.get(2), inner));
        Operand<TFloat32> kept = tf.math.mul(z, h);
        Operand<TFloat32> fresh = tf.math.mul(tf.math.sub(scalar(tf, z, 1), z), candidate);
        Operand<TFloat32> next = tf.math.add(kept, fresh);
        return new Step(next, List.of(next));
    }

    private static Operand<TFloat32> product(
            Ops tf, Operand<TFloat32> h, String mask, Operand<TFloat32> w, Map<String, Operand<TFloat32>> params) {
        return tf.linalg.matMul(masked(tf, h, params.get(mask)), w);
    }

    @Override
    protected void putSettings(Map<String, Object> c) {
        super.putSettings(c);
        c.put("reset_after", resetAfter);
    }

    @Override
    protected GRUCell readSettings(Map<String, Object> c) {
        return super.readSettings(c).resetAfter(Config.flag(c, "reset_after", true));
    }

    static GRUCell fromConfig(Map<String, Object> c) {
        return new GRUCell(Config.integer(c, "units", 0)).readSettings(c);
    }
}
