package org.dmol.data.sets;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.dmol.data.DataFile;
import org.dmol.data.RowError;

/**
 * A table that was read into rows.
 *
 * @param <R> type of a row
 */
public interface LoadedSet<R> {
    /** The file that was read. */
    DataFile source();

    /** The good rows in the order of the file. */
    List<R> rows();

    /** The rows that were left out. */
    List<RowError> rejected();

    /** Number of good rows. */
    default int size() {
        return rows().size();
    }

    /** Whether the rows are generated and not real data. */
    default boolean isStandIn() {
        return source().isStandIn();
    }

    /** A column of text, for example {@code set.texts(AqSolDb.Compound::smiles)}. */
    default String[] texts(Function<? super R, String> column) {
        return rows().stream().map(column).toArray(String[]::new);
    }

    /** A column of numbers. */
    default double[] numbers(ToDoubleFunction<? super R> column) {
        return rows().stream().mapToDouble(column).toArray();
    }

    /** A column of integers. */
    default int[] integers(ToIntFunction<? super R> column) {
        return rows().stream().mapToInt(column).toArray();
    }
}
