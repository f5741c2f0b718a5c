package org.dmol.chapters.figures;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleEdge;

/** A linear axis whose ticks may be given. */
final class TickedAxis extends NumberAxis {
    private static final long serialVersionUID = 1;
    private final transient AxisSpec spec;

    TickedAxis(AxisSpec spec) {
        this.spec = spec;
        setStandardTickUnits(createStandardTickUnits(Locale.ROOT));
        setAutoRangeIncludesZero(false);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return spec.at == null
                ? super.refreshTicks(g, state, area, edge)
                : Ticks.fixed(spec, getRange().getLowerBound(), getRange().getUpperBound(), edge);
    }
}
