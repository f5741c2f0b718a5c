package org.dmol.chapters.equivariance;

import org.dmol.chapters.GoldenFile;
import org.junit.jupiter.api.Test;

class EquivarianceReferenceTest {
    @Test
    void equalsThePythonProgram() throws Exception {
        GoldenFile.check("equivariance", none -> EquivarianceReference.of());
    }
}
