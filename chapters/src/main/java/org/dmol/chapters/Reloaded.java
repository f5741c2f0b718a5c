package org.dmol.chapters;

import java.nio.file.Path;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.tf.SavedModelReader;

/** An exported model loaded again, by which an exporter proves what it wrote. */
public final class Reloaded {
    private static final double TOLERANCE = 1e-5;

    private Reloaded() {}

    /**
     * Calls a signature of the written model.
     *
     * @throws IllegalStateException if an output differs from what is expected by more than 1e-5 of its magnitude (or of 1)
     */
    public static void verify(
            Run run, Path directory, String signature, Map<String, Nd> inputs, Map<String, Nd> expected) {
        try (SavedModelReader loaded = SavedModelReader.load(directory)) {
            Map<String, Nd> out = loaded.call(signature, inputs);
            double worst = 0;
            for (var e : expected.entrySet()) {
                Nd y = out.get(e.getKey());
                for (int i = 0; i < y.size(); i++) {
                    double v = e.getValue().getFlat(i);
                    worst = Math.max(worst, Math.abs(y.getFlat(i) - v) / Math.max(1, Math.abs(v)));
                }
            }
            run.print("loaded again: %s differs by at most %.1e", signature, worst);
            if (!(worst <= TOLERANCE)) {
                throw new IllegalStateException(
                        "The exported model gives another " + signature + ": it differs by " + worst + ".");
            }
        }
    }
}
