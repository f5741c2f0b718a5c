package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ProductsTest {
    private static Ctx compiled(Ops tf) {
        return Ctx.builder(tf).compiled(true).build();
    }

    /** Product, its gradients, and theirs, as plain products give them, whichever way they are computed. */
    @ParameterizedTest
    @CsvSource({
        "1, 40, 50",
        "1, 40, 6",
        "1, 6, 40",
        "40, 50, 1",
        "2, 40, 50",
        "40, 50, 2",
        "3, 40, 50",
        "40, 30, 2",
        "4, 60, 2",
        "50, 4, 6",
        "1, 1, 1"
    })
    void gradients(int m, int k, int n) {
        Nd x = new NumpyRandom(0).randn(m, k), w = new NumpyRandom(1).randn(k, n);
        List<Nd> out, plain;
        try (Fn f = Fn.multi((tf, in) -> withGradients(tf, in, Products.matMul(compiled(tf), in.get(0), in.get(1))))
                .compiled()) {
            out = f.callAll(x, w);
        }
        try (Fn f = Fn.multi((tf, in) -> withGradients(tf, in, tf.linalg.matMul(in.get(0), in.get(1))))) {
            plain = f.callAll(x, w);
        }
        assertThat(out).hasSize(5);
        for (int i = 0; i < out.size(); i++) {
            assertThat(out.get(i).shape()).containsExactly(plain.get(i).shape());
            assertThat(out.get(i).doubles())
                    .as("number %d", i)
                    .containsExactly(plain.get(i).doubles(), within(1e-9));
        }
    }

    /** The cubes of the product give gradients that depend on both factors, and so second ones. */
    private static List<Operand<?>> withGradients(Ops tf, List<Operand<TFloat32>> in, Operand<TFloat32> y) {
        Operand<TFloat32> loss = Trace.mean(tf, tf.math.mul(y, tf.math.square(y)));
        List<Operand<?>> out = new ArrayList<>(List.of(y));
        out.addAll(Grad.of(tf, loss, in));
        Operand<TFloat32> length = Trace.sum(tf, tf.math.square(Trace.floats(out.get(1))));
        out.addAll(Grad.of(tf, length, in));
        return out;
    }

    /** Only a compiled program gets the other gradients, and only where they are of use. */
    @Test
    void plainElsewhere() {
        Fn.multi((tf, in) -> {
                    Operand<TFloat32> x = in.get(0), w = in.get(1);
                    assertThat(type(Products.matMul(Ctx.inference(tf), x, w))).isEqualTo("MatMul");
                    assertThat(type(Products.matMul(compiled(tf), x, w))).isEqualTo("IdentityN");
                    assertThat(type(Products.matMul(
                                    compiled(tf), tf.linalg.transpose(x, tf.constant(new int[] {1, 0})), x)))
                            .isEqualTo("MatMul");
                    Ctx elsewhere = Ctx.builder(tf)
                            .compiled(true)
                            .device(Device.parse("gpu"))
                            .build();
                    assertThat(type(Products.matMul(elsewhere, x, w))).isEqualTo("MatMul");
                    return List.of(x);
                })
                .callAll(new NumpyRandom(0).randn(3, 40), new NumpyRandom(1).randn(40, 8));
    }

    private static String type(Operand<?> x) {
        return x.op().type();
    }
}
