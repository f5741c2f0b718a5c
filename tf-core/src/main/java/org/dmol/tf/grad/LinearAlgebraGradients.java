package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Matrices.band;
import static org.dmol.tf.grad.Matrices.product;
import static org.dmol.tf.grad.Matrices.transpose;
import static org.dmol.tf.grad.Matrices.triangularSolve;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;

/** Gradients of inverses, determinants and solutions of linear systems (real matrices, any batch axes). */
final class LinearAlgebraGradients {
    private LinearAlgebraGradients() {}

    static void register() {
        rule("MatrixInverse", LinearAlgebraGradients::inverse);
        rule("MatrixDeterminant", s -> {
            Val det = s.out(0);
            return grads(scaleInverse(s, s.dy().mul(det)));
        });
        rule("LogMatrixDeterminant", s -> grads(scaleInverse(s, s.dy(1)))); // outputs: sign, log |det|
        rule("MatrixSolve", s -> {
            boolean adjoint = s.flag("adjoint");
            Val db = s.raw("MatrixSolve")
                    .in(s.in(0), s.dy())
                    .attr("adjoint", !adjoint)
                    .val();
            return grads(outer(s, db, adjoint), db);
        });
        rule("MatrixTriangularSolve", s -> {
            boolean lower = s.flag("lower"), adjoint = s.flag("adjoint");
            Val a = s.in(0), b = s.in(1);
            Val db = triangularSolve(s, a, s.dy(), lower, !adjoint);
            Val da = outer(s, db, adjoint);
            Val triangle = lower ? band(s, da, -1, 0) : band(s, da, 0, -1);
            return grads(triangle.sumTo(a), db.sumTo(b));
        });
        rule("Cross", s -> grads(s.in(1).apply("Cross", s.dy()), s.dy().apply("Cross", s.in(0))));
        rule("SparseTensorDenseMatMul", LinearAlgebraGradients::sparseProduct);
        rule("SparseTensorDenseAdd", s -> grads(null, s.dy().apply("GatherNd", s.in(0)), null, s.dy()));
        rule("SparseMatMul", LinearAlgebraGradients::product2);
    }

    private static List<Operand<?>> inverse(Site s) {
        Val y = s.out(0);
        boolean adjoint = s.flag("adjoint");
        Val right = product(s, s.dy(), adjoint, y, !adjoint);
        return grads(product(s, y, !adjoint, right, false).neg());
    }

    /** {@code factor A^-T}, the factor being one number a matrix. */
    private static Val scaleInverse(Site s, Val factor) {
        Val inverse = s.raw("MatrixInverse").in(s.in(0)).attr("adjoint", true).val();
        return inverse.mul(factor.expand(-1).expand(-1));
    }

    /** The matrix's gradient for {@code x = solve(A, b)}: {@code -db x^T}, transposed if A was. */
    private static Val outer(Site s, Val db, boolean adjoint) {
        Val x = s.out(0);
        return (adjoint ? product(s, x, false, db, true) : product(s, db, false, x, true)).neg();
    }

    private static List<Operand<?>> sparseProduct(Site s) {
        Val indices = s.in(0), values = s.in(1), b = s.in(3), g = s.dy();
        boolean adjointA = s.flag("adjoint_a"), adjointB = s.flag("adjoint_b");
        Val db = s.raw("SparseTensorDenseMatMul")
                .in(indices, values, s.in(2), g)
                .attr("adjoint_a", !adjointA)
                .attr("adjoint_b", false)
                .val();
        Val first = indices.gather(s.scalar(0), 1), second = indices.gather(s.scalar(1), 1);
        Val rows = adjointA ? second : first, columns = adjointA ? first : second;
        Val dense = adjointB ? transpose(s, b) : b;
        Val dvalues = g.gather(rows, 0).mul(dense.gather(columns, 0)).sum(s.scalar(-1));
        return grads(null, dvalues, null, adjointB ? transpose(s, db) : db);
    }

    private static List<Operand<?>> product2(Site s) {
        Val a = s.in(0), b = s.in(1), g = s.dy();
        boolean ta = s.flag("transpose_a"), tb = s.flag("transpose_b");
        Val da = ta ? product(s, b, tb, g, true) : product(s, g, false, b, !tb);
        Val db = tb ? product(s, g, true, a, ta) : product(s, a, !ta, g, false);
        return grads(da, db);
    }
}
