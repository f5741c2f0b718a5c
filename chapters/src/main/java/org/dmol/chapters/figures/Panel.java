package org.dmol.chapters.figures;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/** JFreeChart's plot with its axes and grid; what is inside is drawn by our marks. */
final class Panel extends XYPlot {
    private static final long serialVersionUID = 1;
    private final transient Axes axes;
    private transient boolean vector;

    Panel(Axes axes, ValueAxis x, ValueAxis y, ValueAxis right) {
        super(new DefaultXYDataset(), x, y, null);
        this.axes = axes;
        setInsets(RectangleInsets.ZERO_INSETS);
        setAxisOffset(RectangleInsets.ZERO_INSETS);
        setBackgroundPaint(axes.off ? null : axes.background);
        setOutlinePaint(axes.off ? null : Palette.FRAME);
        setDomainGridlinesVisible(axes.grid && !axes.off);
        setRangeGridlinesVisible(axes.grid && !axes.off);
        setDomainGridlinePaint(Palette.GRID);
        setRangeGridlinePaint(Palette.GRID);
        setDomainGridlineStroke(Palette.stroke(0.8));
        setRangeGridlineStroke(Palette.stroke(0.8));
        if (right != null) {
            setRangeAxis(1, right);
            setRangeAxisLocation(1, AxisLocation.TOP_OR_RIGHT);
        }
        if (axes.off) {
            x.setVisible(false);
            y.setVisible(false);
        }
    }

    /** Room that the axes want around the data within {@code area}. */
    AxisSpace space(Graphics2D g, Rectangle2D area) {
        return calculateAxisSpace(g, area);
    }

    /** Draws with the data in exactly this rectangle. */
    void drawAround(Graphics2D g, Rectangle2D data, AxisSpace space, boolean forVector) {
        vector = forVector;
        AxisSpace across = new AxisSpace();
        across.setTop(space.getTop());
        across.setBottom(space.getBottom());
        AxisSpace upright = new AxisSpace();
        upright.setLeft(space.getLeft());
        upright.setRight(space.getRight());
        setFixedDomainAxisSpace(across);
        setFixedRangeAxisSpace(upright);
        Rectangle2D outer = new Rectangle2D.Double(
                data.getX() - space.getLeft(),
                data.getY() - space.getTop(),
                data.getWidth() + space.getLeft() + space.getRight(),
                data.getHeight() + space.getTop() + space.getBottom());
        draw(g, outer, null, null, null);
    }

    @Override
    public boolean render(Graphics2D g, Rectangle2D area, int index, PlotRenderingInfo info, CrosshairState crosshair) {
        ValueAxis x = getDomainAxis();
        for (Mark<?> mark : axes.marks) {
            ValueAxis y = mark.right ? getRangeAxis(1) : getRangeAxis();
            RectangleEdge side = mark.right ? RectangleEdge.RIGHT : RectangleEdge.LEFT;
            mark.draw(new Canvas(
                    g,
                    area,
                    v -> x.valueToJava2D(v, area, RectangleEdge.BOTTOM),
                    v -> y.valueToJava2D(v, area, side),
                    vector));
        }
        return true;
    }
}
