package org.dmol.chapters.attention;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;

/** The formulas beside NumPy, right and as the original has them, and the library's layer beside Keras's. */
final class AttentionCheck implements CrossCheck {
    /** Relative tolerance of the formulas, in float64. */
    static final double DOUBLE = 1e-12;

    /** Relative tolerance of the layer, in float32. */
    static final double SINGLE = 1e-5;

    @Override
    public String name() {
        return "attention";
    }

    @Override
    public String title() {
        return "formulas of chapter 12 beside NumPy, MultiHeadAttention beside Keras";
    }

    @Override
    public void run(Checks check) throws Exception {
        Path file = Files.createTempFile("dmol-attention", ".npz");
        try {
            check.python().run("attention.py", "exact", file.toString());
            Map<String, Nd> theirs = Npz.read(file);
            compare(check, AttentionReference.formulas(), theirs, DOUBLE);
            compare(check, AttentionReference.layer(theirs), theirs, SINGLE);
        } finally {
            Files.delete(file);
        }
    }

    private static void compare(Checks check, Map<String, double[]> ours, Map<String, Nd> theirs, double relative) {
        ours.forEach((name, y) ->
                check.exact(name.replace('_', ' '), y, theirs.get(name).doubles(), relative));
    }
}
