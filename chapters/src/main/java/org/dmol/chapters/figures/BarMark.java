package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;

/** Bars, upright or lying, or the bins of a histogram. */
public final class BarMark extends Mark<BarMark> {
    private final double[] from;
    private final double[] to;
    private final double[] length;
    private final boolean lying;
    private double[] foot;
    private Color edge;
    private Color[] colors;

    /** Bars from {@code from[i]} to {@code to[i]} across, with the given lengths. */
    BarMark(double[] from, double[] to, double[] length, boolean lying) {
        this.from = from;
        this.to = to;
        this.length = length;
        this.lying = lying;
        this.foot = new double[length.length];
    }

    static BarMark centred(double[] at, double[] length, double width, boolean lying) {
        if (at.length != length.length) {
            throw new IllegalArgumentException(
                    "Bars need as many positions as lengths, not " + at.length + " and " + length.length + ".");
        }
        double[] from = new double[at.length];
        double[] to = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            from[i] = at[i] - width / 2;
            to[i] = at[i] + width / 2;
        }
        return new BarMark(from, to, length, lying);
    }

    /** Where each bar begins (default 0): for stacked bars. */
    public BarMark bottom(double[] values) {
        foot = values;
        return this;
    }

    /** A rim around each bar. */
    public BarMark edge(Color rim) {
        edge = rim;
        return this;
    }

    /** A colour for each bar. */
    public BarMark colors(Color[] each) {
        colors = each;
        return this;
    }

    @Override
    BarMark self() {
        return this;
    }

    @Override
    void extent(BiConsumer<Double, Double> point) {
        for (int i = 0; i < length.length; i++) {
            add(point, from[i], foot[i]);
            add(point, to[i], foot[i] + length[i]);
        }
    }

    private void add(BiConsumer<Double, Double> point, double across, double along) {
        point.accept(lying ? along : across, lying ? across : along);
    }

    @Override
    boolean tightX() {
        return lying;
    }

    @Override
    boolean tightY() {
        return !lying;
    }

    @Override
    void draw(Canvas c) {
        for (int i = 0; i < length.length; i++) {
            double end = foot[i] + length[i];
            Rectangle2D bar = lying
                    ? box(clip(c.px(foot[i]), c), c.py(from[i]), c.px(end), c.py(to[i]))
                    : box(c.px(from[i]), clipY(c.py(foot[i]), c), c.px(to[i]), c.py(end));
            c.g().setColor(Palette.fade(colors == null ? color : colors[i], alpha));
            c.g().fill(bar);
            if (edge != null) {
                c.g().setColor(edge);
                c.g().setStroke(Palette.stroke(0.8));
                c.g().draw(bar);
            }
        }
    }

    /** A foot of 0 has no place on a log axis: the bar then begins at the edge. */
    private static double clip(double px, Canvas c) {
        return Double.isFinite(px)
                ? Math.max(px, c.area().getMinX() - 10)
                : c.area().getMinX() - 10;
    }

    private static double clipY(double py, Canvas c) {
        return Double.isFinite(py)
                ? Math.min(py, c.area().getMaxY() + 10)
                : c.area().getMaxY() + 10;
    }

    @Override
    void sample(Graphics2D g, double cx, double cy) {
        g.setColor(colors == null ? shown() : Palette.fade(colors[0], alpha));
        g.fill(new Rectangle2D.Double(cx - 10, cy - 5, 20, 10));
        if (edge != null) {
            g.setColor(edge);
            g.setStroke(Palette.stroke(0.8));
            g.draw(new Rectangle2D.Double(cx - 10, cy - 5, 20, 10));
        }
    }
}
