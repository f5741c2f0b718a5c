package org.dmol.chapters.molnets;

import org.dmol.chapters.GoldenFile;
import org.junit.jupiter.api.Test;

class MolnetsReferenceTest {
    @Test
    void equalsThePythonProgram() throws Exception {
        GoldenFile.check("molnets", none -> MolnetsReference.of());
    }
}
