package org.dmol.chapters.figures;

import java.awt.image.BufferedImage;
import java.util.function.BiConsumer;

/** A matrix shown as colours, or a picture. Row 0 is at the top unless the origin is set {@linkplain #lowerOrigin() below}. */
public final class ImageMark extends Mark<ImageMark> implements Scaled {
    private final double[][] values;
    private final BufferedImage picture;
    private Colormap map = Colormap.VIRIDIS;
    private double low;
    private double high = 1;
    private double[] extent;
    private boolean lower;

    ImageMark(double[][] values) {
        this.values = values;
        this.picture = null;
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            double[] r = Ranges.of(row);
            lo = Math.min(lo, r[0]);
            hi = Math.max(hi, r[1]);
        }
        limits(lo, hi);
        span(-0.5, values[0].length - 0.5, -0.5, values.length - 0.5);
    }

    ImageMark(BufferedImage picture) {
        this.values = null;
        this.picture = picture;
        span(0, picture.getWidth(), 0, picture.getHeight());
    }

    public ImageMark colormap(Colormap with) {
        map = with;
        return this;
    }

    /** Values that get the first and the last colour (default: smallest and largest). */
    public ImageMark limits(double lowest, double highest) {
        low = lowest;
        high = highest == lowest ? lowest + 1 : highest;
        return this;
    }

    /** The part of the plane that it covers (default: cell centres at whole numbers). */
    public ImageMark span(double left, double right, double bottom, double top) {
        extent = new double[] {left, right, bottom, top};
        return this;
    }

    /** Row 0 at the bottom. */
    public ImageMark lowerOrigin() {
        lower = true;
        return this;
    }

    /** Whether the y axis must run downwards for the row numbers to be right. */
    boolean upperOrigin() {
        return values != null && !lower;
    }

    @Override
    public Colormap colormap() {
        return map;
    }

    @Override
    public double lowest() {
        return low;
    }

    @Override
    public double highest() {
        return high;
    }

    @Override
    ImageMark self() {
        return this;
    }

    @Override
    boolean tightX() {
        return true;
    }

    @Override
    boolean tightY() {
        return true;
    }

    @Override
    void extent(BiConsumer<Double, Double> point) {
        point.accept(extent[0], extent[2]);
        point.accept(extent[1], extent[3]);
    }

    @Override
    void draw(Canvas c) {
        var box = box(c.px(extent[0]), c.py(extent[2]), c.px(extent[1]), c.py(extent[3]));
        BufferedImage shown = picture != null ? picture : enlarged(box.getWidth(), box.getHeight());
        c.image(shown, box.getX(), box.getY(), box.getWidth(), box.getHeight());
    }

    /** Viewers smooth enlarged pictures; whole cells are therefore drawn as blocks of pixels here. */
    private BufferedImage enlarged(double width, double height) {
        int rows = values.length;
        int columns = values[0].length;
        int fx = Math.max(1, (int) Math.ceil(2 * width / columns));
        int fy = Math.max(1, (int) Math.ceil(2 * height / rows));
        BufferedImage out = new BufferedImage(columns * fx, rows * fy, BufferedImage.TYPE_INT_ARGB);
        for (int r = 0; r < rows; r++) {
            int at = lower ? rows - 1 - r : r;
            for (int k = 0; k < columns; k++) {
                double v = values[at][k];
                int argb = Double.isNaN(v)
                        ? 0
                        : Palette.fade(map.at((v - low) / (high - low)), alpha).getRGB();
                for (int y = r * fy; y < (r + 1) * fy; y++) {
                    for (int x = k * fx; x < (k + 1) * fx; x++) {
                        out.setRGB(x, y, argb);
                    }
                }
            }
        }
        return out;
    }
}
