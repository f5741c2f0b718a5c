package org.dmol.data.sets;

import static org.dmol.data.sets.NpzArrays.ANY;

import org.dmol.array.DType;
import org.dmol.array.Nd;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;

/**
 * Trajectory of a simulated bead-spring polymer in the plane.
 *
 * @param source file
 * @param frames float64 [2048, 12, 2]: frames, beads, (x, y)
 */
public record PolymerPaths(DataFile source, Nd frames) {
    /** Frames that follow each other closely: {@code paths.npz}. */
    public static PolymerPaths load(DataStore store) {
        return read(store.get("polymer-paths"));
    }

    /** Frames far apart in time: {@code long_paths.npz}. */
    public static PolymerPaths loadLong(DataStore store) {
        return read(store.get("polymer-long-paths"));
    }

    /** Reads a file of this form. */
    public static PolymerPaths read(DataFile file) {
        try (NpzArrays npz = new NpzArrays(file)) {
            return new PolymerPaths(file, npz.get("arr", ANY, ANY, 2).cast(DType.FLOAT64));
        }
    }
}
