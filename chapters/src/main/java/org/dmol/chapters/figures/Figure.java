package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.dmol.array.AtomicFile;
import org.jfree.chart.axis.AxisSpace;

/**
 * A page with one or several {@link Axes}, saved as SVG and as PNG.
 *
 * <pre>{@code
 * Figure fig = new Figure(6, 4);
 * fig.axes().plot(epochs, loss).label("training");
 * fig.axes().xlabel("Epoch").ylabel("Loss").logy().legend();
 * run.figure("loss", fig);
 * }</pre>
 */
public final class Figure {
    /** How many pixels pictures for {@link Axes#image} should have per pixel of the page, to look sharp. */
    public static final int SHARPNESS = 3;

    private static final double PAD = 8;
    /** Pixels of a PNG per pixel of the page. */
    private static final double PNG_SCALE = 1.5;

    private final double width;
    private final double height;
    private final Axes[][] grid;
    private String title = "";
    private boolean shareX;
    private boolean shareY;
    private double gap = 14;
    private double[] widths;

    /** A page of {@code width} by {@code height} inches with one set of axes. */
    public Figure(double width, double height) {
        this(1, 1, width, height);
    }

    private Figure(int rows, int columns, double width, double height) {
        this.width = width * Palette.INCH;
        this.height = height * Palette.INCH;
        this.grid = new Axes[rows][columns];
        for (Axes[] row : grid) {
            Arrays.setAll(row, i -> new Axes());
        }
        widths = new double[columns];
        Arrays.fill(widths, 1);
    }

    /** A page with rows and columns of axes. Axes that stay empty are not drawn. */
    public static Figure grid(int rows, int columns, double width, double height) {
        return new Figure(rows, columns, width, height);
    }

    /** The first axes. */
    public Axes axes() {
        return grid[0][0];
    }

    public Axes axes(int row, int column) {
        return grid[row][column];
    }

    /** The i-th axes, row by row. */
    public Axes axes(int i) {
        return grid[i / grid[0].length][i % grid[0].length];
    }

    /** A heading over everything. */
    public Figure title(String text) {
        title = text;
        return this;
    }

    /** All x axes show the same range; only the lowest row has numbers. */
    public Figure shareX() {
        shareX = true;
        return this;
    }

    /** All y axes show the same range; only the first column has numbers. */
    public Figure shareY() {
        shareY = true;
        return this;
    }

    /** Pixels between neighbouring axes (default 14). */
    public Figure gap(double pixels) {
        gap = pixels;
        return this;
    }

    /** Relative widths of the columns. */
    public Figure widths(double... relative) {
        widths = relative;
        return this;
    }

    /** Width of the page in pixels at scale 1. */
    public int pixelWidth() {
        return (int) Math.round(width);
    }

    /** Height of the page in pixels at scale 1. */
    public int pixelHeight() {
        return (int) Math.round(height);
    }

    /** The page as a picture. */
    public BufferedImage render(double scale) {
        int w = (int) Math.round(width * scale);
        int h = (int) Math.round(height * scale);
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = out.createGraphics();
        Canvas.smooth(g);
        g.scale(scale, scale);
        draw(g, false);
        g.dispose();
        return out;
    }

    /** Writes a PNG picture. */
    public void savePng(Path file) throws IOException {
        AtomicFile.write(file, out -> ImageIO.write(render(PNG_SCALE), "png", out));
    }

    /** Writes an SVG drawing; heat maps and dense scatters are pictures inside it. */
    public void saveSvg(Path file) throws IOException {
        SvgFile.write(file, pixelWidth(), pixelHeight(), g -> draw(g, true));
    }

    // ---- layout ----

    private void draw(Graphics2D g, boolean vector) {
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        int rows = grid.length;
        int columns = grid[0].length;
        Layout[][] cells = new Layout[rows][columns];
        double[] left = new double[columns];
        double[] right = new double[columns];
        double[] top = new double[rows];
        double[] bottom = new double[rows];
        Rectangle2D cell = new Rectangle2D.Double(0, 0, width / columns, height / rows);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (grid[r][c].marks.isEmpty()) {
                    continue;
                }
                cells[r][c] = layout(r, c);
                AxisSpace s = cells[r][c].measure(g, cell);
                left[c] = Math.max(left[c], s.getLeft());
                right[c] = Math.max(right[c], s.getRight());
                top[r] = Math.max(top[r], s.getTop());
                bottom[r] = Math.max(bottom[r], s.getBottom());
            }
        }
        double head = title.isEmpty() ? 0 : 28;
        double free = width
                - 2 * PAD
                - gap * (columns - 1)
                - Arrays.stream(left).sum()
                - Arrays.stream(right).sum();
        double freeY = height
                - head
                - 2 * PAD
                - gap * (rows - 1)
                - Arrays.stream(top).sum()
                - Arrays.stream(bottom).sum();
        double y = PAD + head;
        for (int r = 0; r < rows; r++) {
            double x = PAD;
            for (int c = 0; c < columns; c++) {
                double w = free * widths[c] / Arrays.stream(widths).sum();
                if (cells[r][c] != null) {
                    cells[r][c].draw(g, new Rectangle2D.Double(x + left[c], y + top[r], w, freeY / rows), vector);
                }
                x += left[c] + w + right[c] + gap;
            }
            y += top[r] + freeY / rows + bottom[r] + gap;
        }
        heading(g);
    }

    private Layout layout(int r, int c) {
        Axes axes = grid[r][c];
        double[] x = Layout.range(axes, true, false);
        double[] y = Layout.range(axes, false, false);
        if (shareX && !axes.off) {
            x = union(x, true);
            axes.x.tickLabels = last(r, c);
        }
        if (shareY && !axes.off) {
            y = union(y, false);
            axes.y.tickLabels = c == 0;
        }
        return new Layout(axes, x, y);
    }

    private boolean last(int r, int c) {
        return r == grid.length - 1 || grid[r + 1][c].marks.isEmpty() || grid[r + 1][c].off;
    }

    private double[] union(double[] own, boolean horizontal) {
        double[] out = own.clone();
        for (Axes[] row : grid) {
            for (Axes axes : row) {
                if (!axes.marks.isEmpty() && !axes.off) {
                    double[] other = Layout.range(axes, horizontal, false);
                    out[0] = Math.min(out[0], other[0]);
                    out[1] = Math.max(out[1], other[1]);
                }
            }
        }
        return out;
    }

    private void heading(Graphics2D g) {
        if (!title.isEmpty()) {
            g.setFont(Palette.font(16, true));
            g.setColor(Palette.TEXT);
            double w = g.getFontMetrics().getStringBounds(title, g).getWidth();
            g.drawString(title, (float) (width / 2 - w / 2), 24f);
        }
    }
}
