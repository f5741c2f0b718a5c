package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.function.BiConsumer;

/** Points. */
public final class ScatterMark extends Mark<ScatterMark> implements Scaled {
    /** More points than this are embedded in a vector file as a picture. */
    private static final int DENSE = 1_500;

    private final double[] x;
    private final double[] y;
    private double size = 7;
    private double[] sizes;
    private char marker = 'o';
    private double[] values;
    private Color[] colors;
    private Colormap map = Colormap.VIRIDIS;
    private double low;
    private double high = 1;
    private Color edge;

    ScatterMark(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "A scatter needs as many x as y values, not " + x.length + " and " + y.length + ".");
        }
        this.x = x;
        this.y = y;
    }

    /** Diameter in pixels (default 7). */
    public ScatterMark size(double pixels) {
        size = pixels;
        return this;
    }

    /** A diameter for each point. */
    public ScatterMark sizes(double[] pixels) {
        sizes = pixels;
        return this;
    }

    /** One of {@code o . s ^ v d x + *}. */
    public ScatterMark marker(char kind) {
        marker = kind;
        return this;
    }

    /** Colour by value, from the smallest to the largest. */
    public ScatterMark colors(double[] byValue, Colormap with) {
        values = byValue;
        map = with;
        double[] ends = Ranges.of(byValue);
        return limits(ends[0], ends[1]);
    }

    /** A colour for each point. */
    public ScatterMark colors(Color[] each) {
        colors = each;
        return this;
    }

    /** Values that get the first and the last colour. */
    public ScatterMark limits(double lowest, double highest) {
        low = lowest;
        high = highest;
        return this;
    }

    /** A rim around each point. */
    public ScatterMark edge(Color rim) {
        edge = rim;
        return this;
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
    ScatterMark self() {
        return this;
    }

    @Override
    void extent(BiConsumer<Double, Double> point) {
        for (int i = 0; i < x.length; i++) {
            point.accept(x[i], y[i]);
        }
    }

    @Override
    void draw(Canvas c) {
        if (x.length > DENSE && sizes == null && edge == null && !Marker.isOpen(marker)) {
            stamp(c);
            return;
        }
        c.dense(x.length > DENSE, g -> {
            g.setStroke(Palette.stroke(Marker.isOpen(marker) ? 1.4 : 0.8));
            for (int i = 0; i < x.length; i++) {
                double px = c.px(x[i]);
                double py = c.py(y[i]);
                if (Double.isFinite(px) && Double.isFinite(py)) {
                    double d = sizes == null ? size : sizes[i];
                    paint(g, Marker.at(marker, px, py, d), Palette.fade(colorOf(i), alpha));
                }
            }
        });
    }

    /** Very many points: stamped on a picture that is then drawn as a whole. */
    private void stamp(Canvas c) {
        double scale = c.sharpness();
        var area = c.area();
        Stamps stamps = new Stamps(
                (int) Math.ceil(area.getWidth() * scale),
                (int) Math.ceil(area.getHeight() * scale),
                marker,
                size * scale);
        for (int i = 0; i < x.length; i++) {
            double px = (c.px(x[i]) - area.getX()) * scale;
            double py = (c.py(y[i]) - area.getY()) * scale;
            if (Math.abs(px) < 1e6 && Math.abs(py) < 1e6) {
                stamps.put(px, py, Palette.fade(colorOf(i), alpha));
            }
        }
        var picture = stamps.picture();
        c.image(picture, area.getX(), area.getY(), picture.getWidth() / scale, picture.getHeight() / scale);
    }

    private Color colorOf(int i) {
        if (colors != null) {
            return colors[i];
        }
        return values == null ? color : map.at((values[i] - low) / (high - low));
    }

    private void paint(Graphics2D g, Shape shape, Color fill) {
        g.setColor(fill);
        if (Marker.isOpen(marker)) {
            g.draw(shape);
            return;
        }
        g.fill(shape);
        if (edge != null) {
            g.setColor(edge);
            g.draw(shape);
        }
    }

    @Override
    void sample(Graphics2D g, double cx, double cy) {
        Color fill = colors == null && values == null ? color : x.length > 0 ? colorOf(0) : color;
        paint(g, Marker.at(marker, cx, cy, Math.min(12, Math.max(7, size))), fill);
    }
}
