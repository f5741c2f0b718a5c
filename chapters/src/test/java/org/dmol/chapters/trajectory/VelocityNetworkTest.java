package org.dmol.chapters.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.array.NumpyRandom;
import org.dmol.tf.SavedModelReader;
import org.dmol.tf.SavedModelWriter;
import org.dmol.tf.Spec;
import org.dmol.tf.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VelocityNetworkTest {
    private final Pairs pairs =
            new Pairs(new NumpyRandom(4).randn(9, Pairs.BEADS, 3).cast(DType.FLOAT32), 6);

    /** The exported graph takes two frames; in training the features are made in Java. Both must be the same function. */
    @Test
    void theGraphOfTwoFramesIsTheTrainedNetwork(@TempDir Path dir) throws Exception {
        try (VelocityNetwork model = VelocityNetwork.of(pairs, 3)) {
            Map<String, Spec> frames = new LinkedHashMap<>();
            frames.put("before", Spec.of(DType.FLOAT32, -1, Pairs.BEADS, 3));
            frames.put("now", Spec.of(DType.FLOAT32, -1, Pairs.BEADS, 3));
            new SavedModelWriter()
                    .signature(
                            "serving_default",
                            frames,
                            (c, in) -> Map.of("next", model.next(c, Trace.floats(in.get(0)), Trace.floats(in.get(1)))))
                    .write(dir.resolve("model"));
            Nd before = pairs.features(0, 4);
            Nd now = pairs.features(1, 5);
            Nd expected = Pairs.sum(now, model.displacement(Pairs.difference(now, before), now));
            try (SavedModelReader loaded = SavedModelReader.load(dir.resolve("model"))) {
                Nd next = loaded.call("serving_default", Map.of("before", before, "now", now))
                        .get("next");
                assertThat(next.doubles()).containsExactly(expected.doubles(), within(1e-5));
            }
            assertThat(Pairs.meanSquare(Pairs.difference(expected, Pairs.sum(now, Pairs.difference(now, before)))))
                    .as("the network says something")
                    .isGreaterThan(1e-3);
        }
    }

    @Test
    void targetsAreChangesOfTheDisplacementOfUsualSizeOne() {
        try (VelocityNetwork model = VelocityNetwork.of(pairs, 3)) {
            Nd target = model.data(pairs, 1, pairs.training()).target(0);
            assertThat(target.shape()).containsExactly(5, Pairs.BEADS, 3);
            assertThat(Pairs.meanSquare(target)).isCloseTo(1, within(1e-5));
            double change = pairs.frames().get(2, 7, 1)
                    - 2 * pairs.frames().get(1, 7, 1)
                    + pairs.frames().get(0, 7, 1);
            assertThat(target.get(0, 7, 1) * model.change()).isCloseTo(change, within(1e-5));
        }
    }
}
