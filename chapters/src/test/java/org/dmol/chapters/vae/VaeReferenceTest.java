package org.dmol.chapters.vae;

import org.dmol.chapters.GoldenFile;
import org.junit.jupiter.api.Test;

class VaeReferenceTest {
    @Test
    void equalsThePythonProgram() throws Exception {
        GoldenFile.check("vae", VaeReference::of);
    }
}
