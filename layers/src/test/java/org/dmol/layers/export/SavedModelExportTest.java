package org.dmol.layers.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.layers.core.Dense;
import org.dmol.layers.models.Sequential;
import org.dmol.tf.SavedModelReader;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SavedModel;

class SavedModelExportTest {
    private final Nd x = Nd.of(new float[] {1, 2, 3, -1, 0.5f, 2}, 2, 3);

    private Sequential model() {
        Sequential m = new Sequential(new Dense(4, "tanh"), new Dense(2));
        m.predict(x);
        return m;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void predictsTheSameAfterLoading(boolean variables, @TempDir Path dir) throws IOException {
        try (Sequential m = model()) {
            SavedModelExport export = SavedModelExport.of(m)
                    .outputs("y")
                    .signature(
                            "twice",
                            Map.of("x", Spec.of(DType.FLOAT32, -1)),
                            (c, in) -> Map.of("y", c.tf().math.add(Trace.floats(in.get(0)), Trace.floats(in.get(0)))));
            (variables ? export.variables() : export).write(dir.resolve("m"));
            try (SavedModelReader loaded = SavedModelReader.load(dir.resolve("m"))) {
                assertThat(loaded.signatures()).containsExactly("serving_default", "twice");
                for (Nd rows : List.of(x, x.rows(0, 1))) {
                    Nd y = loaded.call("serving_default", Map.of("input", rows)).get("y");
                    assertThat(y.doubles()).containsExactly(m.predict(rows).doubles(), within(1e-6));
                }
                assertThat(loaded.call("twice", Map.of("x", Nd.vector(1.5f))).get("y"))
                        .isEqualTo(Nd.vector(3f));
                assertThatThrownBy(() -> loaded.call("none", Map.of()))
                        .hasMessageContaining("it has [serving_default, twice]");
                assertThatThrownBy(() -> loaded.call("twice", Map.of("z", x)))
                        .hasMessageContaining("takes [x], not [z]");
            }
            SavedModel proto = SavedModel.parseFrom(Files.readAllBytes(dir.resolve("m/saved_model.pb")));
            assertThat(proto.getMetaGraphs(0).containsCollectionDef("variables"))
                    .isEqualTo(variables);
            assertThat(proto.getMetaGraphs(0)
                            .getMetaInfoDef()
                            .getStrippedOpList()
                            .getOpCount())
                    .isPositive();
        }
    }

    @Test
    void frozenGraphHasNoVariables(@TempDir Path dir) throws IOException {
        try (Sequential m = model()) {
            SavedModelExport.of(m).writeFrozenGraph(dir.resolve("g.pb"));
            GraphDef g = GraphDef.parseFrom(Files.readAllBytes(dir.resolve("g.pb")));
            assertThat(g.getNodeList())
                    .noneMatch(n -> n.getOp().equals("VarHandleOp"))
                    .anyMatch(n -> n.getOp().equals("MatMul"));
        }
    }

    @Test
    void replacesWhatStoodThere(@TempDir Path dir) throws IOException {
        try (Sequential m = model()) {
            Files.createDirectories(dir.resolve("m"));
            Files.writeString(dir.resolve("m/old.txt"), "old");
            SavedModelExport.of(m).write(dir.resolve("m"));
            assertThat(dir.resolve("m/old.txt")).doesNotExist();
            assertThat(dir).isDirectoryNotContaining("glob:**/.m-*");
        }
        assertThatThrownBy(() -> SavedModelReader.load(dir)).hasMessageContaining("no file saved_model.pb");
    }
}
