package org.dmol.chapters.figures;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.ui.RectangleEdge;

/** A logarithmic axis with powers of ten, or with given ticks. */
final class TickedLogAxis extends LogAxis {
    private static final long serialVersionUID = 1;
    private final transient AxisSpec spec;

    TickedLogAxis(AxisSpec spec) {
        this.spec = spec;
        setSmallestValue(1e-300);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double lo = getRange().getLowerBound();
        double hi = getRange().getUpperBound();
        return spec.at == null ? Ticks.logarithmic(lo, hi, edge) : Ticks.fixed(spec, lo, hi, edge);
    }
}
