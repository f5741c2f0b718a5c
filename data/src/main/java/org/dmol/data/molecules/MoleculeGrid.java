package org.dmol.data.molecules;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drawings side by side in equal cells, each with a legend below. Lines of a legend are parted by line ends. */
public final class MoleculeGrid implements Picture {
    private static final int FONT_SIZE = 13;
    private static final int LINE = 17;
    private static final Pattern ROOT = Pattern.compile("<svg\\b[^>]*>");

    private static final Pattern IDS = Pattern.compile(" id='[^']*'");

    private final List<MoleculeDrawing> cells;
    private final List<String> legends;
    private final int columns;

    private MoleculeGrid(List<MoleculeDrawing> cells, List<String> legends, int columns) {
        this.cells = cells;
        this.legends = legends;
        this.columns = columns;
    }

    /** A grid of drawings, four in a row, without legends. */
    public static MoleculeGrid of(List<MoleculeDrawing> drawings) {
        if (drawings.isEmpty()) {
            throw new IllegalArgumentException("A grid of drawings needs one drawing at least.");
        }
        return new MoleculeGrid(List.copyOf(drawings), List.of(), Math.min(4, drawings.size()));
    }

    /** A grid of molecules; the style is applied to each drawing, for example {@code d -> d.colors(BOOK)}. */
    public static MoleculeGrid of(List<Molecule> molecules, UnaryOperator<MoleculeDrawing> style) {
        return of(molecules.stream().map(MoleculeDrawing::of).map(style).toList());
    }

    public MoleculeGrid columns(int newColumns) {
        if (newColumns < 1) {
            throw new IllegalArgumentException("A grid has 1 column at least, not " + newColumns + ".");
        }
        return new MoleculeGrid(cells, legends, newColumns);
    }

    /** One legend a drawing. */
    public MoleculeGrid legends(List<String> newLegends) {
        if (newLegends.size() != cells.size()) {
            throw new IllegalArgumentException(
                    newLegends.size() + " legends do not fit " + cells.size() + " drawings; give one each.");
        }
        return new MoleculeGrid(cells, List.copyOf(newLegends), columns);
    }

    private int cellWidth() {
        return cells.stream().mapToInt(MoleculeDrawing::width).max().orElseThrow();
    }

    private int drawingHeight() {
        return cells.stream().mapToInt(MoleculeDrawing::height).max().orElseThrow();
    }

    private int cellHeight() {
        int lines =
                legends.stream().mapToInt(l -> l.split("\n", -1).length).max().orElse(0);
        return drawingHeight() + (lines > 0 ? lines * LINE + 6 : 0);
    }

    private int rows() {
        return (cells.size() + columns - 1) / columns;
    }

    @Override
    public BufferedImage image() {
        int w = cellWidth();
        int h = cellHeight();
        BufferedImage image = new BufferedImage(columns * w, rows() * h, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
        FontMetrics metrics = g.getFontMetrics();
        for (int i = 0; i < cells.size(); i++) {
            int x = i % columns * w;
            int y = i / columns * h;
            MoleculeDrawing cell = cells.get(i);
            g.drawImage(cell.image(), x + (w - cell.width()) / 2, y, null);
            g.setColor(DrawingColors.PALETTE[0]);
            int base = y + drawingHeight() + LINE - 4;
            for (String line : lines(i)) {
                g.drawString(line, x + (w - metrics.stringWidth(line)) / 2, base);
                base += LINE;
            }
        }
        g.dispose();
        return image;
    }

    private List<String> lines(int i) {
        return legends.isEmpty() ? List.of() : List.of(legends.get(i).split("\n", -1));
    }

    @Override
    public String svg() {
        int w = cellWidth();
        int h = cellHeight();
        List<String> parts = new ArrayList<>();
        parts.add("<?xml version='1.0' encoding='UTF-8'?>");
        parts.add(String.format(
                "<svg xmlns='http://www.w3.org/2000/svg' version='1.2' width='%d' height='%d' viewBox='0 0 %d %d'>",
                columns * w, rows() * h, columns * w, rows() * h));
        parts.add("<rect width='100%' height='100%' fill='#FFFFFF'/>");
        for (int i = 0; i < cells.size(); i++) {
            int x = i % columns * w;
            int y = i / columns * h;
            MoleculeDrawing cell = cells.get(i);
            parts.add(nested(cell, x + (w - cell.width()) / 2, y));
            int base = y + drawingHeight() + LINE - 4;
            for (String line : lines(i)) {
                parts.add(String.format(
                        "<text x='%d' y='%d' text-anchor='middle' font-family='sans-serif' font-size='%d'"
                                + " fill='#444444'>%s</text>",
                        x + w / 2, base, FONT_SIZE, escape(line)));
                base += LINE;
            }
        }
        parts.add("</svg>\n");
        return String.join("\n", parts);
    }

    /** The drawing's own document as an element at a place; identifiers would clash. */
    private static String nested(MoleculeDrawing cell, int x, int y) {
        String document = cell.svg();
        Matcher root = ROOT.matcher(document);
        if (!root.find()) {
            throw new IllegalStateException("CDK's SVG has no svg element.");
        }
        return String.format(
                        "<svg x='%d' y='%d' width='%d' height='%d' viewBox='0 0 %d %d'>",
                        x, y, cell.width(), cell.height(), cell.width(), cell.height())
                + IDS.matcher(document.substring(root.end())).replaceAll("").strip();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
