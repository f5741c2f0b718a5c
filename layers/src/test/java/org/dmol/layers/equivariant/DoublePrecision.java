package org.dmol.layers.equivariant;

import java.util.Arrays;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.FloatX;
import org.dmol.layers.Layer;
import org.dmol.layers.Seeds;
import org.dmol.tf.Ctx;
import org.dmol.tf.Fn;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of layers in float64 on normal numbers. */
abstract class DoublePrecision {
    final Random random;

    /** Numbers, rotations and weights that derive from a seed. */
    DoublePrecision(long seed) {
        random = new Random(seed);
    }

    @BeforeEach
    void inDoublePrecision() {
        FloatX.set(DType.FLOAT64);
        Seeds.set(1);
    }

    @AfterEach
    void back() {
        FloatX.set(DType.FLOAT32);
    }

    Nd normal(int... shape) {
        double[] out = new double[Nd.sizeOf(shape)];
        Arrays.setAll(out, i -> random.nextGaussian());
        return Nd.of(out, shape);
    }

    /** A rotation, with inversion if improper. */
    double[][] motion(boolean improper) {
        double[][] r = Rotations.random(random);
        return improper ? Rotations.inverted(r) : r;
    }

    static Nd output(Layer layer, Nd... inputs) {
        try (Fn f = Fn.of(
                (tf, in) -> Trace.floats(layer.apply(Ctx.inference(tf), in).get(0)))) {
            return f.call(inputs);
        }
    }
}
