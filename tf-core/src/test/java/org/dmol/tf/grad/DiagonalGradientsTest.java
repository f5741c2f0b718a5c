package org.dmol.tf.grad;

import static org.dmol.tf.grad.SegmentGradientsTest.square;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat64;

/** Diagonals of all versions, one and several at a time; Fourier transforms. */
class DiagonalGradientsTest {
    private static final int[] MAIN = {0};
    private static final int[] BAND = {-1, 1};

    private static GradientCase diag(String version, int[] k, long... shape) {
        return GradientCase.of(
                        "MatrixDiag" + version + " " + k.length,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, "MatrixDiag" + version)
                                        .in(in.get(0), tf.constant(k), tf.constant(3), tf.constant(4), in.get(1))
                                        .val()))
                .in(shape)
                .in();
    }

    private static GradientCase part(String version, int[] k) {
        return GradientCase.of(
                        "MatrixDiagPart" + version + " " + k.length,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, "MatrixDiagPart" + version)
                                        .in(in.get(0), tf.constant(k), in.get(1))
                                        .val()))
                .in(2, 3, 4)
                .in();
    }

    private static GradientCase set(String version, int[] k, long... shape) {
        return GradientCase.of(
                        "MatrixSetDiag" + version + " " + k.length,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, "MatrixSetDiag" + version)
                                        .in(in.get(0), in.get(1), tf.constant(k))
                                        .val()))
                .in(2, 3, 4)
                .in(shape);
    }

    /** Real and imaginary parts of a transform of a complex number made of two real inputs. */
    private static GradientCase fourier(String type, long... shape) {
        return GradientCase.of(
                        type,
                        (tf, in) -> parts(
                                tf,
                                new Raw(tf, type)
                                        .in(complex(tf, in.get(0), in.get(1)))
                                        .val()))
                .in(shape)
                .in(shape);
    }

    // By casts: the gradients of Real, Imag and Complex in TensorFlow's C++ library are for complex64 only.
    private static Val complex(Ops tf, Operand<TFloat64> real, Operand<TFloat64> imaginary) {
        var i = new Raw(tf, "Complex")
                .in(tf.constant(0.0), tf.constant(1.0))
                .attr("Tout", DataType.DT_COMPLEX128)
                .val();
        var re = Val.of(tf, real).cast(DataType.DT_COMPLEX128);
        return re.add(Val.of(tf, imaginary).cast(DataType.DT_COMPLEX128).mul(i));
    }

    private static Operand<TFloat64> parts(Ops tf, Val z) {
        var minusI = complex(tf, tf.constant(0.0), tf.constant(-1.0));
        var real = GradientCase.float64(z.cast(DataType.DT_DOUBLE));
        var imaginary = GradientCase.float64(z.mul(minusI).cast(DataType.DT_DOUBLE));
        return tf.math.square(tf.concat(List.of(real, imaginary), tf.constant(0)));
    }

    private static GradientCase rfft(int n) {
        return GradientCase.of(
                        "RFFT to " + n,
                        (tf, in) -> parts(
                                tf,
                                new Raw(tf, "RFFT")
                                        .in(in.get(0), tf.array(n))
                                        .attr("Tcomplex", DataType.DT_COMPLEX128)
                                        .val()))
                .in(2, 6);
    }

    private static GradientCase irfft(int n) {
        return GradientCase.of(
                        "IRFFT to " + n,
                        (tf, in) -> square(
                                tf,
                                new Raw(tf, "IRFFT")
                                        .in(complex(tf, in.get(0), in.get(1)), tf.array(n))
                                        .attr("Treal", DataType.DT_DOUBLE)
                                        .val()))
                .in(2, 4)
                .in(2, 4);
    }

    static Stream<GradientCase> cases() {
        return Stream.of(
                GradientCase.of(
                                "MatrixDiagPart",
                                (tf, in) -> square(
                                        tf,
                                        new Raw(tf, "MatrixDiagPart")
                                                .in(in.get(0))
                                                .val()))
                        .in(2, 3, 4),
                GradientCase.of(
                                "MatrixSetDiag",
                                (tf, in) -> square(
                                        tf,
                                        new Raw(tf, "MatrixSetDiag")
                                                .in(in.get(0), in.get(1))
                                                .val()))
                        .in(2, 3, 4)
                        .in(2, 3),
                diag("V2", MAIN, 2, 3),
                diag("V3", MAIN, 2, 3),
                diag("V2", BAND, 2, 3, 3),
                diag("V3", BAND, 2, 3, 3),
                part("V2", MAIN),
                part("V3", MAIN),
                part("V2", BAND),
                part("V3", BAND),
                set("V2", MAIN, 2, 3),
                set("V3", MAIN, 2, 3),
                set("V2", BAND, 2, 3, 3),
                set("V3", BAND, 2, 3, 3),
                fourier("FFT", 2, 3),
                fourier("IFFT", 2, 3),
                fourier("FFT2D", 2, 3, 2),
                fourier("IFFT2D", 2, 3, 2),
                fourier("FFT3D", 2, 3, 2),
                fourier("IFFT3D", 2, 3, 2),
                rfft(6),
                rfft(5),
                irfft(6),
                irfft(5),
                GradientCase.of(
                                "ComplexAbs",
                                (tf, in) -> GradientCase.float64(new Raw(tf, "ComplexAbs")
                                        .in(complex(tf, in.get(0), in.get(1)))
                                        .attr("Tout", DataType.DT_DOUBLE)
                                        .val()))
                        .in(2, 2)
                        .in(2, 2)
                        .firstOrderOnly());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsCentralDifferences(GradientCase c) {
        c.check();
    }
}
