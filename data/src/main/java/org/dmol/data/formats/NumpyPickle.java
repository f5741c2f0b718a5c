package org.dmol.data.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.array.Nd;
import org.dmol.data.DataException;
import org.dmol.data.Text;

/**
 * Reads NumPy arrays from Python pickles (protocols 0 to 5), gzip-compressed or not. A pickle is a program; this reader carries out only
 * the part of it that builds numbers, text, lists, tuples, dictionaries and plain NumPy arrays, and refuses every other class by name, so
 * that a hostile file can do no more than be refused.
 */
public final class NumpyPickle {
    private static final int LARGEST = 1 << 30;

    private NumpyPickle() {}

    /**
     * A dictionary of arrays. The order is not kept.
     *
     * @throws DataException if the file is anything else
     */
    public static Map<String, Nd> readArrays(Path file) {
        if (!(read(file) instanceof Map<?, ?> map)) {
            throw new DataException("The pickle " + file + " is not a dictionary of arrays.");
        }
        Map<String, Nd> arrays = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name) || !(value instanceof Nd nd)) {
                throw new DataException(
                        "The pickle " + file + " is not a dictionary of arrays by names: it has " + key + ".");
            }
            arrays.put(name, nd);
        });
        return arrays;
    }

    /**
     * Whatever the pickle holds: {@link Nd}, {@code Map}, {@code List}, {@code Object[]} (a tuple), {@code String}, numbers, or null.
     *
     * @throws DataException if the file cannot be read or has anything else in it
     */
    public static Object read(Path file) {
        byte[] bytes;
        try (InputStream in = Text.bytes(file)) {
            bytes = in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw Text.unreadable(file, e);
        }
        return read(bytes, file);
    }

    static Object read(byte[] bytes, Path file) {
        try {
            return PickledArrays.finish(new PickleMachine(bytes.length).load(new ByteArrayInputStream(bytes)));
        } catch (IOException | RuntimeException e) {
            throw Text.unreadable(
                    file, new IOException("its pickle is damaged or not plain data (" + Text.reason(e) + ")", e));
        }
    }
}
