package org.dmol.chapters.figures;

import java.awt.geom.Line2D;
import java.util.function.BiConsumer;

/** A line right across the axes, or an arrow-less segment between two points. */
public final class RuleMark extends Mark<RuleMark> {
    private final double x;
    private final double y;

    /** At {@code y} if {@code x} is NaN, at {@code x} if {@code y} is NaN. */
    RuleMark(double x, double y) {
        this.x = x;
        this.y = y;
        this.width = 1.3;
    }

    @Override
    RuleMark self() {
        return this;
    }

    @Override
    void extent(BiConsumer<Double, Double> point) {
        point.accept(x, y);
    }

    @Override
    void draw(Canvas c) {
        c.g().setColor(shown());
        c.g().setStroke(Palette.stroke(width, dash));
        var a = c.area();
        if (Double.isNaN(x)) {
            c.g().draw(new Line2D.Double(a.getMinX(), c.py(y), a.getMaxX(), c.py(y)));
        } else {
            c.g().draw(new Line2D.Double(c.px(x), a.getMinY(), c.px(x), a.getMaxY()));
        }
    }
}
