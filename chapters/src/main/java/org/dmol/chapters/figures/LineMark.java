package org.dmol.chapters.figures;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.function.BiConsumer;

/** A line through points, with or without markers. Points that are not finite interrupt it. */
public final class LineMark extends Mark<LineMark> {
    /** More points than this are embedded in a vector file as a picture. */
    private static final int DENSE = 20_000;

    private final double[] x;
    private final double[] y;
    private char marker = ' ';
    private double size = 7;
    private boolean line = true;
    private boolean steps;

    LineMark(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "A line needs as many x as y values, not " + x.length + " and " + y.length + ".");
        }
        this.x = x;
        this.y = y;
    }

    /** A marker at every point: one of {@code o . s ^ v d x + *}. */
    public LineMark marker(char kind) {
        marker = kind;
        size = kind == '.' ? 4 : size;
        return this;
    }

    /** Diameter of the markers in pixels (default 7). */
    public LineMark size(double pixels) {
        size = pixels;
        return this;
    }

    /** Markers only. */
    public LineMark noLine() {
        line = false;
        return this;
    }

    /** A staircase that changes in the middle between points. */
    public LineMark steps() {
        steps = true;
        return this;
    }

    @Override
    LineMark self() {
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
        c.dense(x.length > DENSE, g -> draw(c, g));
    }

    private void draw(Canvas c, Graphics2D g) {
        g.setColor(shown());
        g.setStroke(Palette.stroke(width, dash));
        if (line) {
            g.draw(path(c));
        }
        if (marker != ' ') {
            g.setStroke(Palette.stroke(1.4));
            for (int i = 0; i < x.length; i++) {
                if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                    point(g, c.px(x[i]), c.py(y[i]));
                }
            }
        }
    }

    private void point(Graphics2D g, double px, double py) {
        var shape = Marker.at(marker, px, py, size);
        if (Marker.isOpen(marker)) {
            g.draw(shape);
        } else {
            g.fill(shape);
        }
    }

    private Path2D path(Canvas c) {
        Path2D path = new Path2D.Double();
        boolean open = false;
        double lastX = 0;
        double lastY = 0;
        for (int i = 0; i < x.length; i++) {
            double px = c.px(x[i]);
            double py = c.py(y[i]);
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                open = false;
                continue;
            }
            if (!open) {
                path.moveTo(px, py);
            } else {
                if (steps) {
                    path.lineTo((lastX + px) / 2, lastY);
                    path.lineTo((lastX + px) / 2, py);
                }
                path.lineTo(px, py);
            }
            lastX = px;
            lastY = py;
            open = true;
        }
        return path;
    }

    @Override
    void sample(Graphics2D g, double cx, double cy) {
        g.setColor(shown());
        if (line) {
            g.setStroke(Palette.stroke(width, dash));
            g.draw(new Line2D.Double(cx - 12, cy, cx + 12, cy));
        }
        if (marker != ' ') {
            point(g, cx, cy);
        }
    }
}
