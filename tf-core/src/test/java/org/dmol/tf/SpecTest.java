package org.dmol.tf;

import static org.assertj.core.api.Assertions.assertThat;

import org.dmol.array.DType;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SpecTest {
    /** Programs are kept by their inputs: an unknown axis must equal itself, or each call would compile anew. */
    @Test
    void unknownAxesAreEqual() {
        assertThat(Spec.of(DType.FLOAT32, -1, 17))
                .isEqualTo(Spec.of(DType.FLOAT32, -1, 17))
                .hasSameHashCodeAs(Spec.of(DType.FLOAT32, -1, 17));
    }

    @Test
    void typeAndEachAxisCount() {
        Spec rows = Spec.of(DType.FLOAT32, -1, 17);
        assertThat(rows)
                .isNotEqualTo(Spec.of(DType.FLOAT64, -1, 17))
                .isNotEqualTo(Spec.of(DType.FLOAT32, 5, 17))
                .isNotEqualTo(Spec.of(DType.FLOAT32, -1));
        assertThat(Spec.of(DType.FLOAT32)).isNotEqualTo(new Spec(DType.FLOAT32, Shape.unknown()));
    }
}
