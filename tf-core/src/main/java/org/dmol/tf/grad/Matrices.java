package org.dmol.tf.grad;

/** Products, transposes and triangles of matrices, which lie in the last two axes. */
final class Matrices {
    private Matrices() {}

    static Val product(Site s, Val a, Val b) {
        return product(s, a, false, b, false);
    }

    /** {@code a b}, each conjugate-transposed first if told. */
    static Val product(Site s, Val a, boolean adjointA, Val b, boolean adjointB) {
        return s.raw("BatchMatMulV2")
                .in(a, b)
                .attr("adj_x", adjointA)
                .attr("adj_y", adjointB)
                .val();
    }

    static Val transpose(Site s, Val a) {
        var rank = a.apply("Rank");
        var batch = s.scalar(0).apply("Range", rank.sub(s.scalar(2)), s.scalar(1));
        var last = s.ints(-1, -2)
                .add(s.raw("Pack").list(java.util.List.of(rank, rank)).val());
        var order = s.raw("ConcatV2")
                .list(java.util.List.of(batch, last))
                .in(s.scalar(0))
                .val();
        return a.apply("Transpose", order);
    }

    /** Keeps {@code lower} diagonals below and {@code upper} above the main one; a negative number keeps all. */
    static Val band(Site s, Val a, int lower, int upper) {
        return a.apply("MatrixBandPart", s.scalar(lower), s.scalar(upper));
    }

    static Val diagonal(Val a) {
        return a.apply("MatrixDiagPart");
    }

    static Val diag(Val d) {
        return d.apply("MatrixDiag");
    }

    /** The lower triangle with the diagonal halved: {@code x = phi(x) + phi(x)^T} for a symmetric x. */
    static Val phi(Site s, Val a) {
        var lower = band(s, a, -1, 0);
        return lower.sub(diag(diagonal(a)).mul(0.5));
    }

    /**
     * The gradient for an operation that reads only the lower triangle of a symmetric matrix, from the gradient {@code
     * a} with respect to all entries.
     */
    static Val toLowerTriangle(Site s, Val a) {
        return band(s, a.add(transpose(s, a)), -1, 0).sub(diag(diagonal(a)));
    }

    static Val triangularSolve(Site s, Val a, Val b, boolean lower, boolean adjoint) {
        return s.raw("MatrixTriangularSolve")
                .in(a, b)
                .attr("lower", lower)
                .attr("adjoint", adjoint)
                .val();
    }

    /** {@code x r^-T} for a triangular r. */
    static Val rightSolveTransposed(Site s, Val x, Val r, boolean lower) {
        return transpose(s, triangularSolve(s, r, transpose(s, x), lower, false));
    }
}
