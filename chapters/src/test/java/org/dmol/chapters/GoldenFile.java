package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dmol.array.Nd;
import org.dmol.array.Npz;

/** Arrays and what a Python program has computed from them: {@code chapters/python/<name>.py golden <name>.npz}. */
public final class GoldenFile {
    private static final String EXPECTED = "expected_";

    private GoldenFile() {}

    /** Computes our results from the arrays of {@code golden/<name>.npz} and compares all with those of the file. */
    public static void check(String name, Function<Map<String, Nd>, List<Reference>> ours) throws Exception {
        Map<String, Nd> file;
        try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/" + name + ".npz")) {
            file = Npz.read(in);
        }
        List<Reference> results = ours.apply(file);
        assertThat(results)
                .extracting(r -> EXPECTED + r.key())
                .containsExactlyInAnyOrderElementsOf(file.keySet().stream()
                        .filter(k -> k.startsWith(EXPECTED))
                        .toList());
        for (Reference r : results) {
            double[] expected = file.get(EXPECTED + r.key())
                    .cast(org.dmol.array.DType.FLOAT64)
                    .doubles();
            double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(r.ours()).as(r.title()).containsExactly(expected, within(r.tolerance() * scale));
        }
    }
}
