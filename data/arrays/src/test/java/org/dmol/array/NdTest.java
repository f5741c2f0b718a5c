package org.dmol.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NdTest {
    private final Nd a = Nd.of(new float[] {0, 1, 2, 3, 4, 5}, 3, 2);

    @Test
    void reshapesWithOneUnknownAxis() {
        assertThat(a.reshape(-1).shape()).containsExactly(6);
        assertThat(a.reshape(1, 2, -1).shape()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> a.reshape(4, -1))
                .hasMessageContaining("[3, 2]")
                .hasMessageContaining("[4, -1]");
        assertThatThrownBy(() -> a.reshape(-1, -1)).hasMessageContaining("Only one axis");
    }

    @Test
    void takesRowsInAnyOrder() {
        assertThat(a.take(2, 0)).isEqualTo(Nd.of(new float[] {4, 5, 0, 1}, 2, 2));
        assertThat(a.rows(1, 3)).isEqualTo(Nd.of(new float[] {2, 3, 4, 5}, 2, 2));
        assertThat(a.row(1)).isEqualTo(Nd.vector(2f, 3f));
        assertThat(Nd.concat(a.rows(0, 1), a.rows(1, 3))).isEqualTo(a);
    }

    @Test
    void convertsLongsWithoutLosingDigits() {
        long big = (1L << 60) + 1;
        assertThat(Nd.vector(big).cast(DType.INT64).longs()).containsExactly(big);
        assertThat(Nd.vector(1.9, -1.9).cast(DType.INT32).ints()).containsExactly(1, -1);
        assertThat(Nd.vector(0f, 2f).bools()).containsExactly(false, true);
    }

    @Test
    void transposes() {
        assertThat(a.transpose()).isEqualTo(Nd.of(new float[] {0, 2, 4, 1, 3, 5}, 2, 3));
    }

    @Test
    void rejectsShapesThatDoNotFit() {
        assertThatThrownBy(() -> Nd.of(new float[5], 2, 3))
                .hasMessageContaining("5 elements")
                .hasMessageContaining("[2, 3]");
        assertThatThrownBy(() -> Nd.matrix(new float[][] {{1, 2}, {3}})).hasMessageContaining("Row 1");
    }

    @Test
    void printsNestedBrackets() {
        assertThat(Nd.of(new int[] {0, 10, 2, 3}, 2, 2).toString()).isEqualTo("[[ 0 10]\n [ 2  3]]");
        assertThat(Nd.arange(2000).toString()).isEqualTo("[   0    1    2 ... 1997 1998 1999]");
    }
}
