package org.dmol.data.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.dmol.array.AtomicFile;
import org.dmol.data.molecules.InvalidSmilesException;
import org.dmol.data.molecules.Molecule;
import org.dmol.data.molecules.Smiles;

/** What several rules need. */
final class Stand {
    private Stand() {}

    /** {@code n} different molecules by their SMILES. */
    static Map<String, Molecule> molecules(int n, Supplier<String> grammar) {
        Map<String, Molecule> found = new LinkedHashMap<>();
        for (int tries = 0; found.size() < n; tries++) {
            if (tries > 50 * n + 10_000) {
                throw new IllegalStateException("The grammar has fewer than " + n + " molecules.");
            }
            String smiles = grammar.get();
            if (!found.containsKey(smiles)) {
                try {
                    found.put(smiles, Smiles.parse(smiles));
                } catch (InvalidSmilesException e) {
                    throw new IllegalStateException("The grammar made the invalid " + smiles + ".", e);
                }
            }
        }
        return found;
    }

    /** Writes text, gzip-compressed if the name says so. */
    static void write(Path file, CharSequence text) throws IOException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> {
            if (file.toString().endsWith(".gz")) {
                GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
                gzip.write(bytes);
                gzip.finish();
            } else {
                out.write(bytes);
            }
        });
    }
}
