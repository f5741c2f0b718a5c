package org.dmol.chapters.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for the console and the report: numbers to the right, text to the left. */
public final class Table {
    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] text;

    private Table(String title, List<String> columns) {
        this.title = title;
        this.columns = columns;
        this.text = new boolean[columns.size()];
    }

    /** An empty table; the title may be empty. */
    public static Table of(String title, String... columns) {
        return new Table(title, List.of(columns));
    }

    /** Adds a row: numbers are written with up to seven digits, everything else by {@code toString}; null is an empty cell. */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("The table has " + columns.size() + " columns, the row " + cells.length
                    + ": " + Arrays.toString(cells));
        }
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Object c = cells[i];
            text[i] |= !(c instanceof Number) && c != null && !looksNumeric(c.toString());
            row.add(c == null ? "" : c instanceof Number n ? Numbers.text(shortest(n)) : c.toString());
        }
        rows.add(row);
        return this;
    }

    public String title() {
        return title;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<String>> rows() {
        return rows;
    }

    /** Whether a column holds words (set to the left). */
    public boolean isText(int column) {
        return text[column];
    }

    /** The table as lines of text. */
    @Override
    public String toString() {
        int[] width = new int[columns.size()];
        for (int i = 0; i < width.length; i++) {
            width[i] = columns.get(i).length();
            for (List<String> row : rows) {
                width[i] = Math.max(width[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder(title.isEmpty() ? "" : title + "\n");
        line(out, columns, width);
        int total = Arrays.stream(width).sum() + 2 * (width.length - 1);
        out.append("─".repeat(Math.max(0, total))).append('\n');
        rows.forEach(row -> line(out, row, width));
        return out.toString().stripTrailing();
    }

    private void line(StringBuilder out, List<String> cells, int[] width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String pad = " ".repeat(width[i] - cells.get(i).length());
            line.append(i == 0 ? "" : "  ").append(text[i] ? cells.get(i) + pad : pad + cells.get(i));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static double shortest(Number n) {
        return n instanceof Float f ? Double.parseDouble(Float.toString(f)) : n.doubleValue();
    }

    private static boolean looksNumeric(String s) {
        return s.matches("[-+]?[0-9].*|[-–—]?|NaN|-?∞");
    }
}
