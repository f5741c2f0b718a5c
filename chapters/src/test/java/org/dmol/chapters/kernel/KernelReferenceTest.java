package org.dmol.chapters.kernel;

import org.dmol.chapters.GoldenFile;
import org.junit.jupiter.api.Test;

class KernelReferenceTest {
    @Test
    void equalsThePythonProgram() throws Exception {
        GoldenFile.check("kernel", KernelReference::of);
    }
}
