package org.dmol.chapters.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.chapters.kernel.Descent.Engine;
import org.dmol.chapters.kernel.Descent.Keep;
import org.dmol.chapters.kernel.Descent.Penalty;
import org.dmol.chapters.kernel.Descent.Trained;
import org.dmol.data.analysis.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescentTest {
    private static final int SIZE = 6; // no multiple of four
    private final NumpyRandom random = new NumpyRandom(0);

    /** Sizes below one block, of whole blocks, and between. */
    @ParameterizedTest
    @CsvSource({"30, 0, 0", "1536, 0, 0", "1200, 0.01, 0", "1200, 0, 100", "2100, 0.02, 10"})
    void formulaEqualsAutomaticDifferentiation(int n, double l1, double l2) {
        Nd x = random.normal(0, 1, n + 50, 4);
        Nd k = Kernel.distance().matrix(x, x, DType.FLOAT32);
        int[] rows = random.choice(n + 50, n, false);
        double[] y = random.normal(-3, 2, n).doubles();
        int[] order = random.choice(n / SIZE, 40, true);
        Penalty penalty = new Penalty(l1, l2);
        try (Descent plain = Engine.JAVA.start(Keep.TRAIL);
                Descent loop = Engine.TENSORFLOW.start(Keep.TRAIL)) {
            plain.run(k, Arrays.copyOf(rows, n), y, order, SIZE, 1e-4, Penalty.NONE); // leaves memory to be used again
            Trained a = plain.run(k, rows, y, order, SIZE, 1e-4, penalty);
            Trained b = loop.run(k, rows, y, order, SIZE, 1e-4, penalty);
            assertThat(a.b()).isCloseTo(b.b(), within(1e-5));
            equal(a.w(), b.w());
            equal(a.trail().get(0), b.trail().get(0));
            equal(a.trail().get(1), b.trail().get(1));
            equal(Nd.vector(a.losses()), Nd.vector(b.losses()));
        }
    }

    private static void equal(Nd ours, Nd theirs) {
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < theirs.size(); i++) {
            largest = Math.max(largest, Math.abs(theirs.getFlat(i)));
            worst = Math.max(worst, Math.abs(theirs.getFlat(i) - ours.getFlat(i)));
        }
        assertThat(ours.shape()).isEqualTo(theirs.shape());
        assertThat(worst / largest).isLessThan(2e-5);
    }

    @Test
    void allRowsInOrderAreTheMatrixItself() {
        Nd x = random.normal(0, 1, 96, 3);
        Nd k = Kernel.distance().matrix(x, x, DType.FLOAT32);
        double[] y = random.normal(0, 1, 96).doubles();
        int[] all = java.util.stream.IntStream.range(0, 96).toArray();
        try (Descent plain = Engine.JAVA.start(Keep.LOSSES)) {
            int[] order = {0, 3, 1, 3, 2};
            Trained a = plain.run(k, null, y, order, 24, 1e-4, Penalty.NONE);
            Trained b = plain.run(k, all, y, order, 24, 1e-4, Penalty.NONE);
            assertThat(a.w().floats()).isEqualTo(b.w().floats());
            assertThat(a.losses()).isEqualTo(b.losses());
        }
    }

    @Test
    void signOfZeroIsZero() {
        float[] w = {0, 1e-37f, -3, 0.5f};
        Blocks blocks = new Blocks(4);
        blocks.read(w, 0, 4);
        blocks.shrink(0.25f, 0.5f);
        blocks.write(w, 0, 4);
        assertThat(w).containsExactly(0, -0.25f, -1.25f, 0);
    }

    @Test
    void unknownEngineIsNamed() {
        assertThatThrownBy(() -> Engine.of("jax")).hasMessageContaining("'java' or 'tensorflow', not 'jax'");
    }
}
