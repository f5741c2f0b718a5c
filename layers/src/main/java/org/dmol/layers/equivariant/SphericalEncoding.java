package org.dmol.layers.equivariant;

import static org.dmol.tf.Trace.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmol.layers.Config;
import org.dmol.layers.UnaryLayer;
import org.dmol.tf.Ctx;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Spherical harmonics of the directions of vectors: (…, 3) to (…, (degree + 1)²), irreps 0e + 1o + 2e + …, scaled so that the squares of
 * a degree's components add up to 2l + 1 (e3nn's normalization "component"). A vector of length zero gets 1 for degree 0 and zeros.
 */
public final class SphericalEncoding extends UnaryLayer {
    private final int degree;

    /** Harmonics up to a degree, 0 to 10. */
    public SphericalEncoding(int degree) {
        if (degree < 0 || degree > 10) {
            throw new IllegalArgumentException("The degree of an encoding is 0 to 10, not " + degree + ".");
        }
        this.degree = degree;
    }

    @Override
    protected Operand<TFloat32> call(Ctx c, Operand<TFloat32> v) {
        return encode(c.tf(), v, degree);
    }

    static Operand<TFloat32> encode(Ops tf, Operand<TFloat32> v, int degree) {
        if (Trace.dim(v, -1) != 3) {
            throw new IllegalArgumentException("vectors have 3 components, not " + Trace.dim(v, -1) + ".");
        }
        Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(v), -1);
        Operand<TFloat32> unit = tf.math.mul(v, tf.math.rsqrt(tf.math.maximum(square, scalar(tf, square, 1e-24))));
        // About the y axis: (z, x, y) take the places of (x, y, z).
        Operand<TFloat32> x = Slices.part(tf, unit, 2, 1);
        Operand<TFloat32> y = Slices.part(tf, unit, 0, 1);
        Operand<TFloat32> z = Slices.part(tf, unit, 1, 1);
        Operand<TFloat32> one = tf.onesLike(x);
        // At length zero the polynomials of even degree have a constant term; it is taken away.
        Operand<TFloat32> there = Trace.castLike(tf, tf.math.greater(square, scalar(tf, square, 1e-24)), square);
        List<Operand<TFloat32>> cosines = new ArrayList<>(List.of(one));
        List<Operand<TFloat32>> sines = new ArrayList<>(List.of(tf.zerosLike(x)));
        List<Operand<TFloat32>> out = new ArrayList<>();
        List<List<Operand<TFloat32>>> q = new ArrayList<>();
        for (int m = 0; m <= degree; m++) {
            if (m > 0) {
                Operand<TFloat32> a = cosines.get(m - 1);
                Operand<TFloat32> b = sines.get(m - 1);
                cosines.add(tf.math.sub(tf.math.mul(x, a), tf.math.mul(y, b)));
                sines.add(tf.math.add(tf.math.mul(x, b), tf.math.mul(y, a)));
            }
            q.add(column(tf, m, degree, z, one));
        }
        for (int l = 0; l <= degree; l++) {
            for (int m = -l; m <= l; m++) {
                Operand<TFloat32> p = q.get(Math.abs(m)).get(l - Math.abs(m));
                Operand<TFloat32> wave = m < 0 ? sines.get(-m) : cosines.get(m);
                Operand<TFloat32> value = m == 0 ? p : tf.math.mul(tf.math.mul(p, wave), scalar(tf, p, Math.sqrt(2)));
                out.add(l == 0 ? value : tf.math.mul(value, there));
            }
        }
        return out.size() == 1 ? out.get(0) : tf.concat(out, tf.constant(-1));
    }

    /** The functions of order m and degrees m, m + 1, …, without their power of the sine. */
    private static List<Operand<TFloat32>> column(
            Ops tf, int m, int degree, Operand<TFloat32> z, Operand<TFloat32> one) {
        double diagonal = 1;
        for (int k = 1; k <= m; k++) {
            diagonal *= Math.sqrt((2 * k + 1.0) / (2 * k));
        }
        List<Operand<TFloat32>> q = new ArrayList<>();
        q.add(tf.math.mul(one, scalar(tf, one, diagonal)));
        for (int l = m + 1; l <= degree; l++) {
            Operand<TFloat32> next = tf.math.mul(z, q.get(l - m - 1));
            if (l - 2 >= m) {
                next = tf.math.sub(next, tf.math.mul(q.get(l - m - 2), scalar(tf, one, SphericalHarmonics.fall(l, m))));
            }
            q.add(tf.math.mul(next, scalar(tf, one, SphericalHarmonics.rise(l, m))));
        }
        return q;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> c = super.config();
        c.put("degree", degree);
        return c;
    }

    static SphericalEncoding fromConfig(Map<String, Object> c) {
        return new SphericalEncoding(Config.integer(c, "degree", 0));
    }
}
