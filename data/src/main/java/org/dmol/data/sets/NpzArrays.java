package org.dmol.data.sets;

import java.io.IOException;
import java.util.Arrays;
import org.dmol.array.Nd;
import org.dmol.array.Npz;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;

/** The arrays of an NPZ data set, with the shapes that a loader relies on. */
final class NpzArrays implements AutoCloseable {
    /** An axis of any size. */
    static final int ANY = -1;

    private final DataFile file;
    private final Npz npz;

    NpzArrays(DataFile file) {
        this.file = file;
        try {
            this.npz = Npz.open(file.path());
        } catch (IOException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    /** The array of this name and shape. */
    Nd get(String name, int... shape) {
        try {
            Nd nd = npz.get(name);
            boolean fits = nd.rank() == shape.length;
            for (int a = 0; fits && a < shape.length; a++) {
                fits = shape[a] == ANY || shape[a] == nd.dim(a);
            }
            if (!fits) {
                throw new DataException(
                        "The array '" + name + "' of " + file.path() + " has the shape " + Arrays.toString(nd.shape())
                                + " instead of " + Arrays.toString(shape).replace("-1", "n") + ".");
            }
            return nd;
        } catch (IOException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            npz.close();
        } catch (IOException e) {
            throw new DataException("The file " + file.path() + " cannot be closed: " + e.getMessage() + ".", e);
        }
    }
}
