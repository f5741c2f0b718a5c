package org.dmol.chapters.dataequivariance;

import static org.dmol.tf.Trace.scalar;

import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.data.analysis.PlanarAlignment;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Both alignments in TensorFlow, in closed form, and their derivatives. The sign of the principal axis has none and is a constant. */
final class AlignmentGradient implements AutoCloseable {
    private final Fn points = Fn.of((tf, in) -> {
        Operand<TFloat32> p = tf.math.sub(in.get(0), row(tf, in.get(0), 0));
        Operand<TFloat32> v = tf.math.neg(row(tf, p, 1));
        return turned(tf, p, tf.math.neg(tf.math.atan2(part(tf, v, 1), part(tf, v, 0))));
    });
    private final Fn axes = Fn.of((tf, in) -> {
        Operand<TFloat32> p = tf.math.sub(in.get(0), Trace.meanKeep(tf, in.get(0), 0));
        Operand<TFloat32> x = part(tf, p, 0);
        Operand<TFloat32> y = part(tf, p, 1);
        Operand<TFloat32> xy = Trace.sum(tf, tf.math.mul(x, y), 0, 1);
        Operand<TFloat32> difference = Trace.sum(tf, tf.math.sub(tf.math.square(x), tf.math.square(y)), 0, 1);
        Operand<TFloat32> angle =
                tf.math.mul(scalar(tf, xy, -0.5), tf.math.atan2(tf.math.mul(scalar(tf, xy, 2), xy), difference));
        Operand<TFloat32> q = turned(tf, p, angle);
        Operand<TFloat32> skew = Trace.sum(tf, tf.math.pow(part(tf, q, 0), scalar(tf, q, 3)), 0, 1);
        return tf.math.mul(q, tf.stopGradient(tf.math.sign(skew)));
    });

    private static Operand<TFloat32> row(Ops tf, Operand<TFloat32> p, int i) {
        return tf.slice(p, tf.constant(new int[] {i, 0}), tf.constant(new int[] {1, 2}));
    }

    private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> p, int k) {
        return tf.slice(p, tf.constant(new int[] {0, k}), tf.constant(new int[] {-1, 1}));
    }

    private static Operand<TFloat32> turned(Ops tf, Operand<TFloat32> p, Operand<TFloat32> angle) {
        Operand<TFloat32> c = tf.math.cos(angle);
        Operand<TFloat32> s = tf.math.sin(angle);
        Operand<TFloat32> x = part(tf, p, 0);
        Operand<TFloat32> y = part(tf, p, 1);
        return tf.concat(
                java.util.List.of(
                        tf.math.sub(tf.math.mul(c, x), tf.math.mul(s, y)),
                        tf.math.add(tf.math.mul(s, x), tf.math.mul(c, y))),
                tf.constant(1));
    }

    /** Derivative of the aligned frame by the frame, (points, 2, points, 2). */
    private Nd jacobian(double[][] frame, boolean byPoints) {
        return (byPoints ? points : axes).jacobian(Nd.matrix(frame));
    }

    /** Frobenius norm of the derivative of the whole aligned frame by each point. */
    double[] pointNorms(double[][] frame, boolean byPoints) {
        Nd j = jacobian(frame, byPoints);
        double[] square = new double[frame.length];
        for (int n = 0; n < j.size(); n++) {
            square[n / 2 % frame.length] += j.getFlat(n) * j.getFlat(n);
        }
        return Arrays.stream(square).map(Math::sqrt).toArray();
    }

    /** The largest difference of both derivatives from central differences of {@link PlanarAlignment}. */
    double largestError(double[][] frame) {
        double h = 1e-6;
        double worst = 0;
        for (boolean byPoints : new boolean[] {true, false}) {
            PlanarAlignment.Alignment a = byPoints ? PlanarAlignment::onFirstPoints : PlanarAlignment::onPrincipalAxes;
            Nd j = jacobian(frame, byPoints);
            for (int i = 0; i < frame.length; i++) {
                for (int k = 0; k < 2; k++) {
                    double[][] up = a.of(shifted(frame, i, k, h));
                    double[][] down = a.of(shifted(frame, i, k, -h));
                    for (int m = 0; m < frame.length; m++) {
                        for (int l = 0; l < 2; l++) {
                            double slope = (up[m][l] - down[m][l]) / (2 * h);
                            worst = Math.max(worst, Math.abs(slope - j.get(m, l, i, k)));
                        }
                    }
                }
            }
        }
        return worst;
    }

    private static double[][] shifted(double[][] frame, int i, int k, double by) {
        double[][] out = PlanarAlignment.moved(frame, 0, 0);
        out[i][k] += by;
        return out;
    }

    @Override
    public void close() {
        points.close();
        axes.close();
    }
}
