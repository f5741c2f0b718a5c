package org.dmol.chapters.flows;

import org.dmol.chapters.GoldenFile;
import org.junit.jupiter.api.Test;

class FlowsReferenceTest {
    @Test
    void equalsThePythonProgram() throws Exception {
        GoldenFile.check("flows", FlowsReference::of);
    }
}
