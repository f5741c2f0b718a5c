package org.dmol.chapters.regression;

import org.dmol.chapters.GoldenFile;
import org.junit.jupiter.api.Test;

class RegressionReferenceTest {
    @Test
    void equalsThePythonProgram() throws Exception {
        GoldenFile.check("regression", RegressionReference::of);
    }
}
