package org.dmol.data;

import java.util.List;
import java.util.Map;

/**
 * The good rows of a CSV file, column by column, and what was wrong with the others.
 *
 * <p>Rows are counted from 0 at the first row after the header, as pandas counts them; {@link #rowNumber} tells for a kept row which row
 * of the file it was. The arrays are the table's own: treat them as read-only.
 */
public final class CsvTable {
    private final String source;
    private final Map<String, String[]> texts;
    private final Map<String, double[]> numbers;
    private final int[] rows;
    private final List<RowError> errors;

    CsvTable(
            String source,
            Map<String, String[]> texts,
            Map<String, double[]> numbers,
            int[] rows,
            List<RowError> errors) {
        this.source = source;
        this.texts = texts;
        this.numbers = numbers;
        this.rows = rows;
        this.errors = List.copyOf(errors);
    }

    /** Number of good rows. */
    public int size() {
        return rows.length;
    }

    /** Number of the i-th good row in the file, from 0. */
    public int rowNumber(int i) {
        return rows[i];
    }

    /** A column that was asked for as text. */
    public String[] text(String column) {
        return require(texts, column);
    }

    /** A column that was asked for as numbers; an optional number that is missing is NaN. */
    public double[] number(String column) {
        return require(numbers, column);
    }

    /** A column of integers. */
    public int[] integer(String column) {
        double[] values = require(numbers, column);
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) values[i];
        }
        return out;
    }

    /** The rows that were left out, in order. */
    public List<RowError> rejected() {
        return errors;
    }

    private <T> T require(Map<String, T> columns, String name) {
        T column = columns.get(name);
        if (column == null) {
            throw new DataException("The column '" + name + "' of " + source + " was not read in this form.");
        }
        return column;
    }
}
