package org.dmol.chapters.dataequivariance;

import java.util.List;
import java.util.Locale;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.tf.Einsum;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The four models of the chapter: one tanh layer of 16 units and a linear output; they differ in what they are fed and over what they
 * sum. Float64 throughout, because equality is the point.
 */
final class PairModel implements AutoCloseable {
    /** What a model sees. */
    enum Kind {
        /** All numbers side by side: no invariance. */
        PLAIN(70, 0.1),
        /** Sum over atoms. */
        PERMUTATION(5, 1),
        /** Sum over pairs of difference vectors. */
        TRANSLATION(5, 1),
        /** Sum over pairs of squared distances, with the element of the second atom. */
        ROTATION(3, 1),
        /** The same with the elements of both atoms: a pair of carbon and hydrogen differs from one of hydrogen and carbon. */
        BOTH_ELEMENTS(5, 1);

        final int inputs;
        final double waveScale;

        Kind(int inputs, double waveScale) {
            this.inputs = inputs;
            this.waveScale = waveScale;
        }

        /** Name for tables. */
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final int UNITS = 16;
    private final Nd w1;
    private final Nd b1;
    private final Nd w2;
    private final Nd b2;
    private final Fn f;

    private PairModel(Kind kind, Nd w1, Nd b1, Nd w2, double b2) {
        this.w1 = w1;
        this.b1 = b1;
        this.w2 = w2;
        this.b2 = Nd.scalar(b2);
        this.f = Fn.of((tf, in) -> switch (kind) {
            case PLAIN -> head(tf, Einsum.einsum(tf, "i,ij->j", flat(tf, in.get(0), in.get(1)), in.get(2)), in);
            case PERMUTATION -> {
                Operand<TFloat32> both = tf.concat(List.of(in.get(0), in.get(1)), tf.constant(-1));
                yield summed(tf, Einsum.einsum(tf, "ai,ij->aj", both, in.get(2)), in, 0);
            }
            case TRANSLATION ->
                summed(
                        tf,
                        Einsum.einsum(tf, "abi,ij->abj", pairs(tf, differences(tf, in.get(0)), in.get(1)), in.get(2)),
                        in,
                        0,
                        1);
            case ROTATION -> {
                Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(differences(tf, in.get(0))), -1);
                yield summed(tf, Einsum.einsum(tf, "abi,ij->abj", pairs(tf, square, in.get(1)), in.get(2)), in, 0, 1);
            }
            case BOTH_ELEMENTS -> {
                Operand<TFloat32> square = Trace.sumKeep(tf, tf.math.square(differences(tf, in.get(0))), -1);
                Operand<TFloat32> all =
                        tf.concat(List.of(pairs(tf, square, in.get(1)), firstElements(tf, in.get(1))), tf.constant(-1));
                yield summed(tf, Einsum.einsum(tf, "abi,ij->abj", all, in.get(2)), in, 0, 1);
            }
        });
    }

    /** Weights from a normal distribution, as in the book. */
    static PairModel random(Kind kind, NumpyRandom r) {
        return new PairModel(kind, r.randn(kind.inputs, UNITS), r.randn(UNITS), r.randn(UNITS), r.nextGaussian());
    }

    /** Weights from sines, for comparison with other programs. */
    static PairModel fixed(Kind kind) {
        return new PairModel(
                kind, wave(kind.waveScale, 1, kind.inputs, UNITS), wave(0.5, 101, UNITS), wave(1, 201, UNITS), 0.25);
    }

    private static Nd wave(double scale, int phase, int... shape) {
        double[] out = new double[Nd.sizeOf(shape)];
        for (int k = 0; k < out.length; k++) {
            out[k] = scale * Math.sin(phase + k);
        }
        return Nd.of(out, shape);
    }

    private static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> r, Operand<TFloat32> x) {
        return tf.reshape(tf.concat(List.of(r, x), tf.constant(-1)), tf.constant(new int[] {-1}));
    }

    /** Vectors from atom a to atom b, (atoms, atoms, 3). */
    private static Operand<TFloat32> differences(Ops tf, Operand<TFloat32> r) {
        return tf.math.sub(tf.expandDims(r, tf.constant(0)), tf.expandDims(r, tf.constant(1)));
    }

    /** Pair features with the element of the second atom beside them. */
    private static Operand<TFloat32> pairs(Ops tf, Operand<TFloat32> d, Operand<TFloat32> x) {
        Operand<TFloat32> elements = tf.broadcastTo(
                tf.expandDims(x, tf.constant(0)), tf.constant(new int[] {Butane.ATOMS, Butane.ATOMS, 2}));
        return tf.concat(List.of(d, elements), tf.constant(-1));
    }

    /** The element of the first atom of each pair, (atoms, atoms, 2). */
    private static Operand<TFloat32> firstElements(Ops tf, Operand<TFloat32> x) {
        return tf.broadcastTo(tf.expandDims(x, tf.constant(1)), tf.constant(new int[] {Butane.ATOMS, Butane.ATOMS, 2}));
    }

    private static Operand<TFloat32> summed(
            Ops tf, Operand<TFloat32> product, List<Operand<TFloat32>> in, int... axes) {
        Operand<TFloat32> hidden = tf.math.tanh(tf.math.add(product, in.get(3)));
        return out(tf, Trace.sum(tf, hidden, axes), in);
    }

    private static Operand<TFloat32> head(Ops tf, Operand<TFloat32> product, List<Operand<TFloat32>> in) {
        return out(tf, tf.math.tanh(tf.math.add(product, in.get(3))), in);
    }

    private static Operand<TFloat32> out(Ops tf, Operand<TFloat32> hidden, List<Operand<TFloat32>> in) {
        return tf.math.add(Einsum.einsum(tf, "j,j->", hidden, in.get(4)), in.get(5));
    }

    /** The model's value for coordinates (atoms, 3). */
    double of(Nd coordinates) {
        return f.call(coordinates, Butane.features(), w1, b1, w2, b2).item();
    }

    @Override
    public void close() {
        f.close();
    }
}
