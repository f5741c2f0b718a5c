package org.dmol.chapters.classification;

import org.dmol.chapters.GoldenFile;
import org.junit.jupiter.api.Test;

class ClassificationReferenceTest {
    @Test
    void equalsThePythonProgram() throws Exception {
        GoldenFile.check("classification", ClassificationReference::of);
    }
}
