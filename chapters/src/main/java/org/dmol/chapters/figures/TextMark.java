package org.dmol.chapters.figures;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;

/** Text at a place in the axes, if wanted with an arrow to another place. Lines are separated by line breaks. */
public final class TextMark extends Mark<TextMark> {
    private final double x;
    private final double y;
    private final String text;
    private double size = 13;
    private boolean bold;
    private boolean fraction;
    private boolean boxed;
    private double alignX;
    private double alignY = 1;
    private double targetX = Double.NaN;
    private double targetY = Double.NaN;

    TextMark(double x, double y, String text) {
        this.x = x;
        this.y = y;
        this.text = text;
        this.color = Palette.TEXT;
        this.width = 1.2;
    }

    /** Height of the letters in pixels (default 13). */
    public TextMark size(double pixels) {
        size = pixels;
        return this;
    }

    public TextMark bold() {
        bold = true;
        return this;
    }

    /** A pale box behind the letters. */
    public TextMark boxed() {
        boxed = true;
        return this;
    }

    /** The place is a fraction of the axes, (0, 0) at the lower left, instead of a point of the data. */
    public TextMark inAxes() {
        fraction = true;
        return this;
    }

    /** Which point of the text is at the place: 0 left, 0.5 centre, 1 right; 0 top, 0.5 middle, 1 bottom. */
    public TextMark align(double horizontal, double vertical) {
        alignX = horizontal;
        alignY = vertical;
        return this;
    }

    /** Centred on the place. */
    public TextMark centred() {
        return align(0.5, 0.5);
    }

    /** An arrow from the text to a point of the data. */
    public TextMark arrowTo(double toX, double toY) {
        targetX = toX;
        targetY = toY;
        return this;
    }

    @Override
    TextMark self() {
        return this;
    }

    @Override
    void extent(BiConsumer<Double, Double> point) {
        // Text does not stretch the axes.
    }

    @Override
    void draw(Canvas c) {
        Graphics2D g = c.g();
        g.setFont(Palette.font(size, bold));
        String[] lines = text.split("\n", -1);
        FontMetrics m = g.getFontMetrics();
        double w = 0;
        for (String line : lines) {
            w = Math.max(w, m.getStringBounds(line, g).getWidth());
        }
        double step = size * 1.3;
        double h = step * lines.length;
        double px = fraction ? c.area().getX() + x * c.area().getWidth() : c.px(x);
        double py = fraction ? c.area().getMaxY() - y * c.area().getHeight() : c.py(y);
        double left = px - alignX * w;
        double top = py - alignY * h;
        if (!Double.isNaN(targetX)) {
            arrow(c, left, top, w, h);
        }
        if (boxed) {
            g.setColor(Palette.fade(java.awt.Color.WHITE, 0.8));
            g.fill(new Rectangle2D.Double(left - 4, top - 1, w + 8, h + 3));
        }
        g.setColor(shown());
        for (int i = 0; i < lines.length; i++) {
            double lw = m.getStringBounds(lines[i], g).getWidth();
            g.drawString(lines[i], (float) (left + alignX * (w - lw)), (float) (top + size + i * step));
        }
    }

    private void arrow(Canvas c, double left, double top, double w, double h) {
        double tx = c.px(targetX);
        double ty = c.py(targetY);
        double sx = Math.min(Math.max(tx, left), left + w);
        double sy = ty < top ? top : ty > top + h ? top + h : (top + h / 2);
        double a = Math.atan2(ty - sy, tx - sx);
        c.g().setColor(shown());
        c.g().setStroke(Palette.stroke(width, dash));
        c.g().draw(new Line2D.Double(sx, sy, tx - 6 * Math.cos(a), ty - 6 * Math.sin(a)));
        Path2D head = new Path2D.Double();
        head.moveTo(tx, ty);
        head.lineTo(tx - 9 * Math.cos(a - 0.4), ty - 9 * Math.sin(a - 0.4));
        head.lineTo(tx - 9 * Math.cos(a + 0.4), ty - 9 * Math.sin(a + 0.4));
        head.closePath();
        c.g().fill(head);
    }
}
