package org.dmol.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A row that was left out.
 *
 * @param row its number in the file, the first row of data being 0
 * @param line the line of the file where it starts, from 1, or 0 if unknown
 * @param reason what is wrong with it
 */
public record RowError(int row, long line, String reason) {
    @Override
    public String toString() {
        return "row " + row + (line > 0 ? " (line " + line + ")" : "") + ": " + reason;
    }

    /** A summary for people: the count and the first rows. */
    public static String summary(List<RowError> errors) {
        if (errors.isEmpty()) {
            return "no row was left out";
        }
        String first = errors.stream().limit(5).map(RowError::toString).collect(Collectors.joining("; "));
        return errors.size() + (errors.size() == 1 ? " row was" : " rows were") + " left out: " + first
                + (errors.size() > 5 ? "; ..." : "");
    }
}
