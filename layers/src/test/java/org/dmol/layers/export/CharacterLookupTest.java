package org.dmol.layers.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.tf.SavedModelReader;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterLookupTest {
    @TempDir
    Path directory;

    @Test
    void exportedGraphReadsText() throws Exception {
        CharacterLookup lookup = CharacterLookup.of(Map.of('C', 3, 'O', 1, '~', 2));
        new SavedModelWriter()
                .signature(
                        "serving_default",
                        Map.of("codes", Spec.of(DType.INT32, -1, 5)),
                        (c, in) -> Map.of(
                                "tokens", lookup.tokens(c.tf(), Trace.as(in.get(0))),
                                "unknown", lookup.unknown(c.tf(), Trace.as(in.get(0)))))
                .write(directory.resolve("model"));
        Nd codes = CharacterLookup.codes(List.of("CO", "~xCéO", "", "OOOOO"), 5);
        try (SavedModelReader model = SavedModelReader.load(directory.resolve("model"))) {
            Map<String, Nd> out = model.call("serving_default", Map.of("codes", codes));
            assertThat(out.get("tokens").ints())
                    .containsExactly(3, 1, 0, 0, 0, 2, 0, 3, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
            assertThat(out.get("unknown").ints()).containsExactly(0, 2, 0, 0);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> CharacterLookup.codes(List.of("CCCC"), 3))
                .hasMessage("The text \"CCCC\" has 4 characters; the graph takes at most 3.");
        assertThatThrownBy(() -> CharacterLookup.of(Map.of('é', 1))).hasMessageContaining("must be ASCII");
        assertThatThrownBy(() -> CharacterLookup.of(Map.of('C', 0))).hasMessageContaining("tokens positive");
    }
}
