package org.dmol.chapters.figures;

import java.awt.geom.Line2D;
import java.util.function.BiConsumer;

/** Upright error bars with caps. */
public final class ErrorMark extends Mark<ErrorMark> {
    private final double[] x;
    private final double[] low;
    private final double[] high;
    private double cap = 4;

    ErrorMark(double[] x, double[] low, double[] high) {
        this.x = x;
        this.low = low;
        this.high = high;
        this.width = 1.3;
    }

    /** Half the width of the caps in pixels (default 4; 0 for none). */
    public ErrorMark cap(double pixels) {
        cap = pixels;
        return this;
    }

    @Override
    ErrorMark self() {
        return this;
    }

    @Override
    void extent(BiConsumer<Double, Double> point) {
        for (int i = 0; i < x.length; i++) {
            point.accept(x[i], low[i]);
            point.accept(x[i], high[i]);
        }
    }

    @Override
    void draw(Canvas c) {
        c.g().setColor(shown());
        c.g().setStroke(Palette.stroke(width));
        for (int i = 0; i < x.length; i++) {
            double px = c.px(x[i]);
            double top = c.py(high[i]);
            double bottom = c.py(low[i]);
            if (!Double.isFinite(bottom)) {
                bottom = c.area().getMaxY();
            }
            c.g().draw(new Line2D.Double(px, bottom, px, top));
            if (cap > 0) {
                c.g().draw(new Line2D.Double(px - cap, bottom, px + cap, bottom));
                c.g().draw(new Line2D.Double(px - cap, top, px + cap, top));
            }
        }
    }
}
