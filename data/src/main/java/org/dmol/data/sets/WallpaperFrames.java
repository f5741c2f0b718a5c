package org.dmol.data.sets;

import static org.dmol.data.sets.NpzArrays.ANY;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;
import org.dmol.data.DataStore;
import org.dmol.data.formats.NumpyPickle;

/**
 * Point sets with the symmetry of the 17 plane groups, in Lennard-Jones units (Cox, White, J. Chem. Theory Comput. 2022,
 * doi:10.1021/acs.jctc.2c00401). Frames of one trajectory are alike: split by {@link Frame#trajectory()} to keep test data apart.
 *
 * @param source file
 * @param frames the point sets: 5 x 5 cells each
 */
public record WallpaperFrames(DataFile source, List<Frame> frames) {
    private static final int IMAGES = 2;

    /**
     * A point set.
     *
     * @param points float32 [particles, 2], sigma
     * @param group its plane group
     * @param trajectory number of the simulation that it is of
     */
    public record Frame(Nd points, WallpaperGroup group, int trajectory) {}

    /** Finds and reads the 2,050 frames made for this project. */
    public static WallpaperFrames load(DataStore store) {
        return read(store.get("wallpaper", "wallpaper-cells"));
    }

    /** Reads a file with whole frames or with single cells. */
    static WallpaperFrames read(DataFile file) {
        try (NpzArrays npz = new NpzArrays(file)) {
            int[] labels = npz.get("labels", ANY).ints();
            int[] trajectories = npz.get("traj", labels.length).ints();
            boolean whole = file.dataSet().id().equals("wallpaper");
            int[] counts = npz.get(whole ? "counts" : "n_cell", labels.length).ints();
            Nd positions = npz.get(whole ? "positions" : "cell_positions", labels.length, ANY, 2);
            Nd lattice = npz.get("lattice", labels.length, 2, 2);
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] < 0
                        || labels[i] >= WallpaperGroup.values().length
                        || counts[i] > positions.dim(1)
                        || counts[i] < 0) {
                    throw new DataException("Frame " + i + " of " + file.path() + " has an impossible label or count.");
                }
                Nd points = positions.row(i).rows(0, counts[i]);
                frames.add(new Frame(
                        whole ? points : tile(points, lattice.row(i)),
                        WallpaperGroup.values()[labels[i]],
                        trajectories[i]));
            }
            return new WallpaperFrames(file, List.copyOf(frames));
        }
    }

    /**
     * The 5 x 5 cells of a cell: itself, then its 24 translates.
     *
     * @param cell [n, 2]
     * @param lattice [2, 2], the lattice vectors as columns
     */
    public static Nd tile(Nd cell, Nd lattice) {
        int n = cell.dim(0);
        int side = 2 * IMAGES + 1;
        float[] from = cell.floats();
        float[] to = new float[2 * n * side * side];
        System.arraycopy(from, 0, to, 0, 2 * n);
        int at = 2 * n;
        for (int j = -IMAGES; j <= IMAGES; j++) {
            for (int i = -IMAGES; i <= IMAGES; i++) {
                if (i == 0 && j == 0) {
                    continue;
                }
                float dx = (float) (lattice.get(0, 0) * i + lattice.get(0, 1) * j);
                float dy = (float) (lattice.get(1, 0) * i + lattice.get(1, 1) * j);
                for (int k = 0; k < n; k++) {
                    to[at++] = from[2 * k] + dx;
                    to[at++] = from[2 * k + 1] + dy;
                }
            }
        }
        return Nd.of(to, n * side * side, 2);
    }

    /** Downloads and reads the book's own trajectories, which are a Python pickle; see {@link #readPickle}. */
    public static WallpaperFrames loadBook(DataStore store) {
        DataFile file = store.get("wallpaper-book");
        return new WallpaperFrames(file, readPickle(file.path()));
    }

    /**
     * Reads a gzipped pickle of a dictionary: {@code <group>-w<j>-n<N>} to an array [frames, particles, 2]. Only numbers, text, lists,
     * dictionaries and NumPy arrays are accepted in it; no code of the pickle is run.
     */
    public static List<Frame> readPickle(Path file) {
        Map<String, Nd> trajectories = new TreeMap<>(NumpyPickle.readArrays(file));
        List<Frame> frames = new ArrayList<>();
        int trajectory = 0;
        for (Map.Entry<String, Nd> e : trajectories.entrySet()) {
            Nd points = e.getValue();
            WallpaperGroup group;
            try {
                group = WallpaperGroup.of(e.getKey().split("-")[0]);
            } catch (IllegalArgumentException unknown) {
                throw new DataException(
                        "The file " + file + " has a trajectory '" + e.getKey() + "': " + unknown.getMessage(),
                        unknown);
            }
            if (points.rank() != 3 || points.dim(2) != 2) {
                throw new DataException("The trajectory '" + e.getKey() + "' of " + file + " is " + points.describe()
                        + " instead of frames, particles, 2.");
            }
            for (int f = 0; f < points.dim(0); f++) {
                frames.add(new Frame(points.row(f).cast(org.dmol.array.DType.FLOAT32), group, trajectory));
            }
            trajectory++;
        }
        return frames;
    }

    /** Labels 0 to 16, one a frame. */
    public int[] labels() {
        return frames.stream().mapToInt(f -> f.group().ordinal()).toArray();
    }
}
