package org.dmol.tf.grad;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Inv;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.op.linalg.Solve;
import org.tensorflow.op.linalg.Svd;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.op.sparse.SparseTensorDenseMatMul;
import org.tensorflow.types.TFloat64;

/** Inverses, determinants, solutions, decompositions and sparse products. */
class LinearAlgebraGradientsTest {
    private static Operand<TFloat64> product(Ops tf, Operand<TFloat64> a, Operand<TFloat64> b) {
        return tf.train.batchMatMul(a, b, TFloat64.class);
    }

    private static Operand<TFloat64> transpose(Ops tf, Operand<TFloat64> a) {
        return tf.linalg.transpose(a, tf.constant(new int[] {0, 2, 1}));
    }

    private static Operand<TFloat64> shifted(Ops tf, Operand<TFloat64> a, double shift) {
        return tf.math.add(a, tf.constant(new double[][] {{shift, 0, 0}, {0, shift, 0}, {0, 0, shift}}));
    }

    /** A symmetric positive definite matrix. */
    private static Operand<TFloat64> positive(Ops tf, Operand<TFloat64> a) {
        return shifted(tf, product(tf, a, transpose(tf, a)), 1);
    }

    private static GradientCase square(String name, GradientCase.Body body) {
        return GradientCase.of(name, (tf, in) -> body.apply(tf, List.of(shifted(tf, in.get(0), 3))))
                .in(2, 3, 3);
    }

    private static GradientCase solve(String name, GradientCase.Body body) {
        return GradientCase.of(name, (tf, in) -> body.apply(tf, List.of(shifted(tf, in.get(0), 3), in.get(1))))
                .in(2, 3, 3)
                .in(2, 3, 2);
    }

    private static GradientCase triangular(boolean lower, boolean adjoint) {
        return solve(
                "triangular solve, lower " + lower + ", adjoint " + adjoint,
                (tf, in) -> tf.linalg.triangularSolve(
                        in.get(0), in.get(1), TriangularSolve.lower(lower), TriangularSolve.adjoint(adjoint)));
    }

    private static GradientCase sparse(boolean adjointA, boolean adjointB) {
        return GradientCase.of(
                        "sparse times dense, adjoint " + adjointA + " " + adjointB,
                        (tf, in) -> tf.sparse.sparseTensorDenseMatMul(
                                tf.constant(new long[][] {{0, 1}, {1, 0}, {1, 2}, {2, 2}}),
                                in.get(0),
                                tf.constant(new long[] {3, 3}),
                                in.get(1),
                                SparseTensorDenseMatMul.adjointA(adjointA),
                                SparseTensorDenseMatMul.adjointB(adjointB)))
                .in(4)
                .in(3, 3);
    }

    static Stream<GradientCase> cases() {
        return Stream.of(
                square("inverse", (tf, in) -> tf.linalg.inv(in.get(0))),
                square("inverse, adjoint", (tf, in) -> tf.linalg.inv(in.get(0), Inv.adjoint(true))),
                square("determinant", (tf, in) -> tf.linalg.det(in.get(0))),
                square(
                        "log determinant",
                        (tf, in) -> tf.linalg.logMatrixDeterminant(in.get(0)).logAbsDeterminant()),
                solve("solve", (tf, in) -> tf.linalg.solve(in.get(0), in.get(1))),
                solve("solve, adjoint", (tf, in) -> tf.linalg.solve(in.get(0), in.get(1), Solve.adjoint(true))),
                triangular(true, false),
                triangular(true, true),
                triangular(false, false),
                triangular(false, true),
                GradientCase.of("cholesky", (tf, in) -> tf.linalg.cholesky(positive(tf, in.get(0))))
                        .in(2, 3, 3),
                square("cholesky reads the lower triangle", (tf, in) -> tf.linalg.cholesky(in.get(0))),
                GradientCase.of(
                                "eigenvalues",
                                (tf, in) -> tf.linalg
                                        .selfAdjointEig(positive(tf, in.get(0)))
                                        .e())
                        .in(2, 3, 3)
                        .within(2e-6),
                GradientCase.of(
                                "eigenvalues alone",
                                (tf, in) -> tf.linalg
                                        .selfAdjointEig(positive(tf, in.get(0)), SelfAdjointEig.computeV(false))
                                        .e())
                        .in(2, 3, 3)
                        .within(2e-6),
                GradientCase.of(
                                "eigenvectors",
                                (tf, in) -> tf.math.square(tf.linalg
                                        .selfAdjointEig(positive(tf, in.get(0)))
                                        .v()))
                        .in(2, 3, 3)
                        .within(2e-6),
                square(
                                "eigenvalues read the lower triangle",
                                (tf, in) -> tf.linalg.selfAdjointEig(in.get(0)).e())
                        .within(2e-6),
                qr("square", 3, 3),
                qr("tall", 4, 2),
                qr("wide", 2, 4),
                GradientCase.of("lu", (tf, in) -> tf.linalg.lu(in.get(0)).lu()).in(2, 3, 3),
                svd("singular values", 3, 3, (tf, s) -> s.s()),
                svd("singular values of a tall matrix", 4, 2, (tf, s) -> s.s()),
                svd("left vectors", 3, 3, (tf, s) -> tf.math.square(s.u())),
                svd("right vectors, tall", 4, 2, (tf, s) -> tf.math.square(s.v())),
                svd("left vectors, tall", 4, 2, (tf, s) -> tf.math.square(s.u())),
                svd("right vectors, wide", 2, 4, (tf, s) -> tf.math.square(s.v())),
                GradientCase.of("cross", (tf, in) -> tf.linalg.cross(in.get(0), in.get(1)))
                        .in(2, 3)
                        .in(2, 3),
                sparse(false, false),
                sparse(true, false),
                sparse(false, true),
                sparse(true, true),
                GradientCase.of(
                                "sparse plus dense",
                                (tf, in) -> tf.math.square(tf.sparse.sparseTensorDenseAdd(
                                        tf.constant(new long[][] {{0, 1}, {1, 0}}),
                                        in.get(0),
                                        tf.constant(new long[] {2, 2}),
                                        in.get(1))))
                        .in(2)
                        .in(2, 2),
                GradientCase.of("batch product, broadcast", (tf, in) -> product(tf, in.get(0), in.get(1)))
                        .in(2, 2, 3)
                        .in(3, 2),
                GradientCase.of("einsum", (tf, in) -> tf.linalg.einsum(in, "bij,bjk->bki"))
                        .in(2, 2, 3)
                        .in(2, 3, 2));
    }

    private static GradientCase qr(String name, int rows, int columns) {
        return GradientCase.of("qr " + name, (tf, in) -> {
                    var qr = tf.linalg.qr(in.get(0), Qr.fullMatrices(false));
                    return tf.math.add(
                            tf.reduceSum(tf.math.square(tf.math.sin(qr.q())), tf.constant(new int[] {1, 2})),
                            tf.reduceSum(tf.math.sin(qr.r()), tf.constant(new int[] {1, 2})));
                })
                .in(2, rows, columns)
                .within(2e-6);
    }

    private interface Part {
        Operand<TFloat64> of(Ops tf, Svd<TFloat64> svd);
    }

    private static GradientCase svd(String name, int rows, int columns, Part part) {
        return GradientCase.of("svd: " + name, (tf, in) -> part.of(tf, tf.linalg.svd(in.get(0))))
                .in(2, rows, columns)
                .within(2e-6);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsCentralDifferences(GradientCase c) {
        c.check();
    }
}
