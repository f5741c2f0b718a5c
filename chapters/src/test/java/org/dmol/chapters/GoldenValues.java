package org.dmol.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;

/** Results of the programs in {@code chapters/python}, kept in {@code golden/} so that tests need no Python. */
public final class GoldenValues {
    private GoldenValues() {}

    /** The arrays of {@code golden/<name>.npz}. */
    public static Map<String, Nd> read(String name) throws IOException {
        try (InputStream in = GoldenValues.class.getResourceAsStream("/golden/" + name + ".npz")) {
            return Npz.read(in);
        }
    }

    /** Every one of our results equals the file's of that name within a share of the file's largest value. */
    public static void assertEqual(Map<String, double[]> ours, Map<String, Nd> theirs, double relative) {
        ours.forEach((name, y) -> {
            double[] expected = theirs.get(name).doubles();
            double scale = 0;
            for (double v : expected) {
                scale = Math.max(scale, Math.abs(v));
            }
            assertThat(y).as(name).containsExactly(expected, within(relative * scale));
        });
    }
}
