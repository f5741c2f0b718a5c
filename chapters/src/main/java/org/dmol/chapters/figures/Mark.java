package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;

/**
 * Something drawn in axes, with the settings that all marks share. Settings return the mark itself.
 *
 * @param <T> the mark's own type
 */
public abstract class Mark<T extends Mark<T>> {
    Color color;
    double alpha = 1;
    double width = 1.8;
    float[] dash = {};
    String label = "";
    boolean right;

    abstract T self();

    /** Draws itself; clipping is done by the caller. */
    abstract void draw(Canvas c);

    /** Calls {@code point} with positions that the axes must hold; NaN for a coordinate that does not matter. */
    abstract void extent(BiConsumer<Double, Double> point);

    /** Draws the sample of the legend, 24 pixels wide, around a centre. */
    void sample(Graphics2D g, double cx, double cy) {
        g.setColor(shown());
        g.setStroke(Palette.stroke(width, dash));
        g.draw(new java.awt.geom.Line2D.Double(cx - 12, cy, cx + 12, cy));
    }

    /** Whether the axes end exactly at the mark's edges (images, bars at their foot). */
    boolean tightX() {
        return false;
    }

    boolean tightY() {
        return false;
    }

    /** Text in the legend. */
    public T label(String text) {
        label = text;
        return self();
    }

    public T color(Color value) {
        color = value;
        return self();
    }

    /** A colour as {@code #rrggbb}. */
    public T color(String hex) {
        return color(Color.decode(hex));
    }

    /** A colour of the book's palette by its position. */
    public T color(int i) {
        return color(Palette.color(i));
    }

    /** Opacity from 0 to 1. */
    public T alpha(double value) {
        alpha = value;
        return self();
    }

    /** Width of lines in pixels at scale 1 (default 1.8). */
    public T width(double pixels) {
        width = pixels;
        return self();
    }

    public T dashed() {
        dash = new float[] {7, 4};
        return self();
    }

    public T dotted() {
        dash = new float[] {2, 3};
        return self();
    }

    final Color shown() {
        return Palette.fade(color, alpha);
    }

    static Rectangle2D box(double x1, double y1, double x2, double y2) {
        return new Rectangle2D.Double(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }
}
