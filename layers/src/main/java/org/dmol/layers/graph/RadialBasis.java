package org.dmol.layers.graph;

import static org.dmol.tf.Trace.scalar;

import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Distances to Gaussian features, {@code exp(-gamma (d - mu_k)^2)}, centres mu_k evenly from 0 to the cutoff and gamma = 1 / (2 spacing^2)
 * (SchNet, Schütt et al. 2017). (…, 1) to (…, count), in the unit of the cutoff.
 */
public final class RadialBasis extends UnaryLayer {
    private final int count;
    private final double cutoff;

    /** {@code count} centres from 0 to {@code cutoff}. */
    public RadialBasis(int count, double cutoff) {
        if (count < 2 || !(cutoff > 0)) {
            throw new IllegalArgumentException("A radial basis needs at least 2 centres and a positive cutoff, not "
                    + count + " and " + cutoff + ".");
        }
        this.count = count;
        this.cutoff = cutoff;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> distances) {
        return expand(c.tf(), distances, count, cutoff);
    }

    static Operand<TFloat32> expand(Ops tf, Operand<TFloat32> distances, int count, double cutoff) {
        double spacing = cutoff / (count - 1);
        double[] centres = new double[count];
        for (int k = 0; k < count; k++) {
            centres[k] = k * spacing;
        }
        Operand<TFloat32> mu =
                Trace.constant(tf, Nd.vector(centres).cast(Trace.spec(distances).dtype()));
        Operand<TFloat32> square = tf.math.squaredDifference(distances, mu);
        return tf.math.exp(tf.math.mul(square, scalar(tf, distances, -0.5 / (spacing * spacing))));
    }

    /** {@code (1 + cos(pi d / cutoff)) / 2} below the cutoff, 0 above: makes energies smooth where neighbours come and go. */
    public static Operand<TFloat32> cosineCutoff(Ops tf, Operand<TFloat32> distances, double cutoff) {
        Operand<TFloat32> wave = tf.math.mul(
                scalar(tf, distances, 0.5),
                tf.math.add(
                        scalar(tf, distances, 1),
                        tf.math.cos(tf.math.mul(distances, scalar(tf, distances, Math.PI / cutoff)))));
        return tf.math.mul(wave, Trace.castLike(tf, tf.math.less(distances, scalar(tf, distances, cutoff)), distances));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("count", count);
        c.put("cutoff", cutoff);
        return c;
    }

    static RadialBasis fromConfig(Map<String, Object> c) {
        return new RadialBasis(Config.integer(c, "count", 0), Config.number(c, "cutoff", 0));
    }
}
