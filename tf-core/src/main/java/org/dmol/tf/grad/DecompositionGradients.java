package org.dmol.tf.grad;

import static org.dmol.tf.grad.GradientRegistry.rule;
import static org.dmol.tf.grad.Matrices.band;
import static org.dmol.tf.grad.Matrices.diag;
import static org.dmol.tf.grad.Matrices.diagonal;
import static org.dmol.tf.grad.Matrices.phi;
import static org.dmol.tf.grad.Matrices.product;
import static org.dmol.tf.grad.Matrices.rightSolveTransposed;
import static org.dmol.tf.grad.Matrices.toLowerTriangle;
import static org.dmol.tf.grad.Matrices.transpose;
import static org.dmol.tf.grad.Matrices.triangularSolve;
import static org.dmol.tf.grad.Site.grads;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Operation;

/**
 * Gradients of matrix decompositions (real matrices, any batch axes). Formulas: M. Giles, "Collected matrix derivative
 * results for forward and reverse mode algorithmic differentiation" (2008); J. Townsend, "Differentiating the singular
 * value decomposition" (2016); QR: S. Walter, L. Lehmann, "Algorithmic differentiation of linear algebra functions"
 * (2010). Where eigenvalues or singular values repeat, the gradient of the vectors is undefined; their mutual terms are
 * dropped.
 */
final class DecompositionGradients {
    private DecompositionGradients() {}

    static void register() {
        rule("Cholesky", DecompositionGradients::cholesky);
        rule("SelfAdjointEigV2", DecompositionGradients::eigh);
        rule("Qr", DecompositionGradients::qr);
        rule("Lu", DecompositionGradients::lu);
        rule("Svd", DecompositionGradients::svd);
    }

    private static List<Operand<?>> cholesky(Site s) {
        Val l = s.out(0);
        Val middle = phi(s, product(s, l, true, s.dy(), false));
        Val left = triangularSolve(s, l, middle, true, true); // L^-T phi
        Val da = transpose(s, triangularSolve(s, l, transpose(s, left), true, true));
        return grads(toLowerTriangle(s, da.add(transpose(s, da)).mul(0.5)));
    }

    private static List<Operand<?>> eigh(Site s) {
        Val e = s.out(0), ge = s.dy(0);
        boolean vectors = s.flag("compute_v");
        Operation again = vectors
                ? null
                : s.raw("SelfAdjointEigV2").in(s.in(0)).attr("compute_v", true).build();
        Val v = vectors ? s.out(1) : Val.of(s.tf(), again.output(1));
        Val inner = diag(ge);
        if (vectors && s.used(1)) {
            Val gaps = e.expand(-2).sub(e.expand(-1)); // [i, j]: e_j - e_i
            inner = inner.add(gaps.ones().divNoNan(gaps).mul(product(s, v, true, s.dy(1), false)));
        }
        Val da = product(s, product(s, v, inner), false, v, true);
        return grads(toLowerTriangle(s, da.add(transpose(s, da)).mul(0.5)));
    }

    /** For m x n with q: m x p, r: p x n, p = min(m, n): columns beyond p are linear in r. */
    private static List<Operand<?>> qr(Site s) {
        if (s.flag("full_matrices")) {
            throw new IllegalArgumentException(
                    "The gradient of qr '" + s.op().name() + "' needs full_matrices = false");
        }
        Val a = s.in(0), q = s.out(0), r = s.out(1), dq = s.dy(0), dr = s.dy(1);
        Val p = q.dims().gather(s.ints(-1).add(q.apply("Rank")), 0);
        Val square = columnsTo(s, r, p), dsquare = columnsTo(s, dr, p), drest = columnsFrom(s, dr, p);
        Val drestA = product(s, q, drest);
        Val g = dq.add(product(s, columnsFrom(s, a, p), false, drest, true));
        Val qtg = product(s, q, true, g, false), rdr = product(s, square, false, dsquare, true);
        Val skew = qtg.sub(transpose(s, qtg)).add(rdr).sub(transpose(s, rdr));
        Val first = product(s, q, dsquare.add(rightSolveTransposed(s, band(s, skew, -1, 0), square, false)));
        Val second = rightSolveTransposed(s, g.sub(product(s, q, qtg)), square, false);
        return grads(s.raw("ConcatV2")
                .list(List.of(first.add(second), drestA))
                .in(s.scalar(-1))
                .val());
    }

    private static Val columnsTo(Site s, Val a, Val count) {
        return columns(s, a, s.ints(0), count, false);
    }

    private static Val columnsFrom(Site s, Val a, Val start) {
        return columns(s, a, start, s.ints(0), true);
    }

    /** {@code a[..., begin:end]}. */
    private static Val columns(Site s, Val a, Val begin, Val end, boolean toEnd) {
        Val zero = s.ints(0);
        return s.raw("StridedSlice")
                .in(a, join(s, zero, begin), join(s, zero, end), s.ints(1, 1))
                .attr("ellipsis_mask", 1)
                .attr("end_mask", toEnd ? 2 : 0)
                .val();
    }

    private static Val join(Site s, Val a, Val b) {
        return s.raw("ConcatV2").list(List.of(a, b)).in(s.scalar(0)).val();
    }

    /** {@code P A = L U}: {@code dA = P^T L^-T (strict_lower(L^T dL) + upper(dU U^T)) U^-T}. */
    private static List<Operand<?>> lu(Site s) {
        Val packed = s.out(0), g = s.dy(0);
        Val strict = packed.sub(band(s, packed, 0, -1));
        Val l = strict.add(diag(diagonal(packed).ones())), u = band(s, packed, 0, -1);
        Val gl = g.sub(band(s, g, 0, -1)), gu = band(s, g, 0, -1);
        Val ltg = product(s, l, true, gl, false);
        Val inner = ltg.sub(band(s, ltg, 0, -1)).add(band(s, product(s, gu, false, u, true), 0, -1));
        Val left = triangularSolve(s, l, inner, true, true);
        Val da = rightSolveTransposed(s, left, u, false);
        Val n = packed.dims().gather(packed.apply("Rank").sub(s.scalar(1)), 0);
        Val p = s.raw("OneHot")
                .in(s.out(1), n, packed.number(1), packed.number(0))
                .attr("axis", -1)
                .val();
        return grads(product(s, p, true, da, false));
    }

    private static List<Operand<?>> svd(Site s) {
        Val a = s.in(0), sigma = s.out(0);
        boolean vectors = s.flag("compute_uv");
        if (vectors && s.flag("full_matrices") && (s.used(1) || s.used(2))) {
            throw new IllegalArgumentException(
                    "The gradient of svd '" + s.op().name() + "' with singular vectors needs full_matrices = false");
        }
        if (!vectors || s.flag("full_matrices")) {
            var thin = s.raw("Svd")
                    .in(a)
                    .attr("compute_uv", true)
                    .attr("full_matrices", false)
                    .build();
            Val u = Val.of(s.tf(), thin.output(1)), v = Val.of(s.tf(), thin.output(2));
            return grads(product(s, product(s, u, diag(s.dy(0))), false, v, true));
        }
        Val u = s.out(1), v = s.out(2), inner = diag(s.dy(0)), row = sigma.expand(-2), column = sigma.expand(-1);
        Val squares = sigma.square(), gaps = squares.expand(-2).sub(squares.expand(-1));
        Val f = gaps.ones().divNoNan(gaps);
        Val da = null;
        if (s.used(1)) {
            Val utg = product(s, u, true, s.dy(1), false);
            inner = inner.add(f.mul(utg.sub(transpose(s, utg))).mul(row));
            Val outside = s.dy(1).sub(product(s, u, utg)).div(row);
            da = product(s, outside, false, v, true);
        }
        if (s.used(2)) {
            Val vtg = product(s, v, true, s.dy(2), false);
            inner = inner.add(column.mul(f.mul(vtg.sub(transpose(s, vtg)))));
            Val outside = s.dy(2).sub(product(s, v, vtg)).div(row);
            Val term = product(s, u, false, outside, true);
            da = da == null ? term : da.add(term);
        }
        Val inside = product(s, product(s, u, inner), false, v, true);
        return grads(da == null ? inside : inside.add(da));
    }
}
