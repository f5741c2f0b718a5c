package org.dmol.chapters.figures;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;

/** One set of axes on its way to the page: ranges settled, room measured. */
final class Layout {
    private static final double BAR_GAP = 12;
    private static final double BAR_WIDTH = 14;
    private static final double TITLE = 23;

    private final Axes axes;
    private final Panel panel;
    private final ValueAxis scale;
    private AxisSpace space = new AxisSpace();

    Layout(Axes axes, double[] xRange, double[] yRange) {
        this.axes = axes;
        axes.y.inverted |= axes.marks.stream().anyMatch(m -> m instanceof ImageMark i && i.upperOrigin());
        ValueAxis right = axes.second == null ? null : axes.second.axis(range(axes, false, true));
        this.panel = new Panel(axes, axes.x.axis(xRange), axes.y.axis(yRange), right);
        if (axes.scaled == null) {
            scale = null;
        } else {
            AxisSpec bar = new AxisSpec();
            bar.label = axes.scaledLabel;
            scale = bar.axis(new double[] {axes.scaled.lowest(), axes.scaled.highest()});
        }
    }

    /** The range of one axis from the marks that belong to it. */
    static double[] range(Axes axes, boolean horizontal, boolean right) {
        AxisSpec spec = horizontal ? axes.x : right ? axes.second : axes.y;
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        boolean[] tight = {false};
        for (Mark<?> mark : axes.marks) {
            if (!horizontal && mark.right != right) {
                continue;
            }
            tight[0] |= horizontal ? mark.tightX() : mark.tightY();
            mark.extent((x, y) -> {
                double v = horizontal ? x : y;
                if (Double.isFinite(v) && (!spec.log || v > 0)) {
                    ends[0] = Math.min(ends[0], v);
                    ends[1] = Math.max(ends[1], v);
                }
            });
        }
        boolean image = axes.marks.stream().anyMatch(ImageMark.class::isInstance);
        return spec.range(ends[0], ends[1], tight[0] && (image || ends[0] >= 0), image);
    }

    /** Measures how much room is wanted around the data in a cell of this size. */
    AxisSpace measure(Graphics2D g, Rectangle2D cell) {
        space = axes.off ? new AxisSpace() : panel.space(g, cell);
        space.setRight(space.getRight() + barSpace(g, cell));
        if (!axes.off) {
            space.setTop(space.getTop() + 4);
            space.setRight(space.getRight() + 4);
        }
        if (!axes.title.isEmpty()) {
            space.setTop(space.getTop() + TITLE * axes.title.split("\n", -1).length);
        }
        if ("outside".equals(axes.legend)) {
            space.setRight(space.getRight() + Legend.width(g, axes) + 10);
        }
        return space;
    }

    private double barSpace(Graphics2D g, Rectangle2D cell) {
        if (scale == null) {
            return 0;
        }
        AxisSpace s = scale.reserveSpace(g, panel, cell, RectangleEdge.RIGHT, new AxisSpace());
        return BAR_GAP + BAR_WIDTH + s.getRight();
    }

    void draw(Graphics2D g, Rectangle2D data, boolean vector) {
        Rectangle2D at = axes.equal ? square(data) : data;
        AxisSpace own = panel.space(g, at);
        panel.drawAround(g, at, own, vector);
        if (!axes.title.isEmpty()) {
            title(g, at);
        }
        if (axes.legend != null) {
            Legend.draw(g, axes, at, legendCanvas(g, at));
        }
        if (scale != null) {
            bar(g, at, own.getRight());
        }
    }

    private Canvas legendCanvas(Graphics2D g, Rectangle2D at) {
        return new Canvas(
                g,
                at,
                v -> panel.getDomainAxis().valueToJava2D(v, at, RectangleEdge.BOTTOM),
                v -> panel.getRangeAxis().valueToJava2D(v, at, RectangleEdge.LEFT),
                false);
    }

    private Rectangle2D square(Rectangle2D r) {
        double units = panel.getDomainAxis().getRange().getLength();
        double up = panel.getRangeAxis().getRange().getLength();
        double pixels = Math.min(r.getWidth() / units, r.getHeight() / up);
        double w = units * pixels;
        double h = up * pixels;
        return new Rectangle2D.Double(r.getCenterX() - w / 2, r.getCenterY() - h / 2, w, h);
    }

    private void title(Graphics2D g, Rectangle2D at) {
        g.setFont(Palette.font(14, true));
        g.setColor(Palette.TEXT);
        String[] lines = axes.title.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            double w = g.getFontMetrics().getStringBounds(lines[i], g).getWidth();
            double up = 9 + 18.0 * (lines.length - 1 - i);
            g.drawString(lines[i], (float) (at.getCenterX() - w / 2), (float) (at.getY() - up));
        }
    }

    private void bar(Graphics2D g, Rectangle2D at, double used) {
        Rectangle2D strip = new Rectangle2D.Double(at.getMaxX() + used + BAR_GAP, at.getY(), BAR_WIDTH, at.getHeight());
        double[][] ramp = new double[128][1];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i][0] = 1 - i / (ramp.length - 1.0);
        }
        ImageMark image = new ImageMark(ramp)
                .colormap(axes.scaled.colormap())
                .limits(0, 1)
                .span(0, 1, 0, 1);
        image.draw(new Canvas(
                g, strip, v -> strip.getX() + v * BAR_WIDTH, v -> strip.getMaxY() - v * strip.getHeight(), false));
        g.setColor(Palette.FRAME);
        g.setStroke(Palette.stroke(0.8));
        g.draw(strip);
        Rectangle2D page = new Rectangle2D.Double(strip.getX(), strip.getY() - 30, 200, strip.getHeight() + 60);
        scale.draw(g, strip.getMaxX(), page, strip, RectangleEdge.RIGHT, null);
    }
}
