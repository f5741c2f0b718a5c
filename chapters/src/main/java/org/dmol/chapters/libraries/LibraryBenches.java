package org.dmol.chapters.libraries;

import java.util.List;
import org.dmol.chapters.Bench;

/** The timings of {@code ./dmol bench} that belong to a module and to no chapter. A new one adds one line here. */
public final class LibraryBenches {
    private LibraryBenches() {}

    public static List<Bench> all() {
        return List.of(new MoleculeGraphsBench(), new SelfiesCodecBench());
    }
}
