package org.dmol.layers.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrrepsTest {
    @Test
    void notationIsReadAndWritten() {
        Irreps v = Irreps.of("5x0e+5x1o");
        assertThat(v.dim()).isEqualTo(20);
        assertThat(v.count()).isEqualTo(10);
        assertThat(v).hasToString("5x0e + 5x1o");
        assertThat(Irreps.of(" 2e ")).hasToString("1x2e");
        assertThat(Irreps.of("").dim()).isZero();
        assertThat(Irreps.of("1x1e + 2x0o + 3x1e").sorted()).hasToString("2x0o + 4x1e");
        // e3nn: FullTensorProduct("2x0e + 1x1o", "1x1o + 1x2e")
        assertThat(Irreps.of("2x0e + 1x1o").times(Irreps.of("1x1o + 1x2e")))
                .hasToString("1x0e + 3x1o + 1x1e + 3x2e + 1x2o + 1x3o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5y0e", "1x1", "0e +", "x1o", "-1x0e", "2 2x0e", "1x1o, 2x0e"})
    void badNotationIsExplained(String text) {
        assertThatThrownBy(() -> Irreps.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a term is like 8x1o");
    }

    @Test
    void aMatrixTurnsEachVectorOfAnArray() {
        double[][] aboutZ = Rotations.euler(Math.PI / 2, 0, 0);
        Nd x = Nd.of(new float[] {1, 0, 0, 0, 2, 5}, 2, 1, 3);
        Nd y = Rotations.apply(aboutZ, x);
        assertThat(y.shape()).containsExactly(2, 1, 3);
        assertThat(y.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(y.cast(DType.FLOAT64).doubles()).containsExactly(new double[] {0, 1, 0, -2, 0, 5}, within(1e-7));
        assertThatThrownBy(() -> Rotations.apply(aboutZ, Nd.of(new float[4], 2, 2)))
                .hasMessage("A matrix of 3 rows turns arrays (..., 3), not one of shape [2, 2].");
    }

    @Test
    void equivariantMapsHaveTheDimensionOfSchursLemma() {
        LinearMaps maps = LinearMaps.between(Irreps.of("5x0e + 5x1o"), Irreps.of("1o"));
        assertThat(maps.dimension()).isEqualTo(5);
        double[][] p = maps.projector();
        double[][] square = Rotations.multiply(p, p);
        for (int i = 0; i < 60; i++) {
            int row = i / 20;
            int column = i % 20;
            for (int j = 0; j < 60; j++) {
                assertThat(square[i][j]).isCloseTo(p[i][j], within(1e-13));
                boolean traces = column >= 5 && j % 20 >= 5 && (column - 5) / 3 == (j % 20 - 5) / 3;
                boolean diagonal = (column + 1) % 3 == row && (j % 20 + 1) % 3 == j / 20;
                assertThat(p[i][j]).isCloseTo(traces && diagonal ? 1.0 / 3 : 0, within(1e-13));
            }
        }
        assertThat(LinearMaps.between(Irreps.of("0e"), Irreps.of("1o")).dimension())
                .isZero();
        assertThat(LinearMaps.between(Irreps.of("1e"), Irreps.of("1o")).dimension())
                .isZero();
        assertThat(LinearMaps.rotationsOnly(Irreps.of("1e"), Irreps.of("1o")).dimension())
                .isEqualTo(1);
        assertThat(LinearMaps.between(Irreps.of("2x0e + 3x1o + 1x2e"), Irreps.of("4x0e + 2x1o + 2x2e"))
                        .dimension())
                .isEqualTo(8 + 6 + 2);
    }

    @Test
    void projectedMapsCommuteWithTheGroup() {
        Irreps in = Irreps.of("2x0e + 1o + 2e + 3o");
        Irreps out = Irreps.of("0e + 2x1o + 2e + 3o");
        Random random = new Random(1);
        double[][] w = new double[out.dim()][in.dim()];
        for (double[] row : w) {
            java.util.Arrays.setAll(row, i -> random.nextGaussian());
        }
        double[][] q = LinearMaps.between(in, out).project(w);
        double[][] g = Rotations.inverted(Rotations.random(random));
        double[][] a = Rotations.multiply(out.matrix(g), q);
        double[][] b = Rotations.multiply(q, in.matrix(g));
        for (int i = 0; i < a.length; i++) {
            assertThat(a[i]).containsExactly(b[i], within(1e-10));
        }
    }

    @Test
    void permutationsHaveTwoInvariantMaps() {
        List<int[]> all = FiniteGroup.permutations(4);
        LinearMaps maps = new LinearMaps(4, 4);
        for (int[] p : List.of(all.get(1), all.get(9))) {
            double[][] g = new double[4][4];
            for (int i = 0; i < 4; i++) {
                g[p[i]][i] = 1;
            }
            maps.commutingWith(g, g);
        }
        assertThat(maps.basis()).hasSize(2);
        assertThat(maps.dimension()).isEqualTo(2);
    }

    @Test
    void groupsFollowTheirLaws() {
        FiniteGroup s3 = FiniteGroup.symmetric(3);
        assertThat(s3.order()).isEqualTo(6);
        boolean commutes = true;
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                commutes &= s3.times(a, b) == s3.times(b, a);
            }
        }
        assertThat(commutes).isFalse();
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < 8; b++) {
                int[][] x = PlaneSymmetry.matrix(a);
                int[][] y = PlaneSymmetry.matrix(b);
                int[][] z = PlaneSymmetry.matrix(PlaneSymmetry.D4.times(a, b));
                assertThat(x[0][0] * y[0][1] + x[0][1] * y[1][1]).isEqualTo(z[0][1]);
                assertThat(x[1][0] * y[0][0] + x[1][1] * y[1][0]).isEqualTo(z[1][0]);
                assertThat(x[0][0] * y[0][0] + x[0][1] * y[1][0]).isEqualTo(z[0][0]);
            }
        }
        assertThatThrownBy(() -> new FiniteGroup(new int[][] {{0, 1}, {1, 1}})).hasMessage("Element 1 has no inverse.");
        assertThatThrownBy(() -> new FiniteGroup(new int[][] {{0, 1}, {1, 2}})).hasMessageContaining("not closed");
    }
}
