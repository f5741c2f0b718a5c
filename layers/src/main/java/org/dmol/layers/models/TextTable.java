package org.dmol.layers.models;

import java.util.ArrayList;
import java.util.List;

/** A ruled table of fixed widths; the first row is the head, the third column stands at the right. */
final class TextTable {
    private final int[] widths;
    private final List<String[]> rows = new ArrayList<>();

    TextTable(int... widths) {
        this.widths = widths;
    }

    TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(rule("┏━┳┓"));
        for (int i = 0; i < rows.size(); i++) {
            s.append(lines(i == 0 ? "┃" : "│", rows.get(i)));
            s.append(rule(i == rows.size() - 1 ? "└─┴┘" : i == 0 ? "┡━╇┩" : "├─┼┤"));
        }
        return s.toString();
    }

    /** A rule drawn with left end, dash, crossing and right end. */
    private String rule(String pieces) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            s.append(pieces.charAt(i == 0 ? 0 : 2))
                    .append(pieces.substring(1, 2).repeat(widths[i] + 2));
        }
        return s.append(pieces.charAt(3)).append('\n').toString();
    }

    private String lines(String bar, String[] cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < cells.length; i++) {
            wrapped.add(wrap(cells[i], widths[i]));
            height = Math.max(height, wrapped.get(i).size());
        }
        StringBuilder s = new StringBuilder();
        for (int line = 0; line < height; line++) {
            for (int i = 0; i < cells.length; i++) {
                List<String> cell = wrapped.get(i);
                String text = line < cell.size() ? cell.get(line) : "";
                String pad = " ".repeat(widths[i] - text.length());
                s.append(bar)
                        .append(' ')
                        .append(i == 2 ? pad + text : text + pad)
                        .append(' ');
            }
            s.append(bar).append('\n');
        }
        return s.toString();
    }

    /** Lines broken at spaces; words that are too long begin a line and are cut. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() <= width) {
                line += " " + word;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (line.length() > width) {
                lines.add(line.substring(0, width));
                line = line.substring(width);
            }
        }
        lines.add(line);
        return lines;
    }
}
