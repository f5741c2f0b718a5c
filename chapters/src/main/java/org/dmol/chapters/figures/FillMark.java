package org.dmol.chapters.figures;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.function.BiConsumer;

/** The area between two curves. */
public final class FillMark extends Mark<FillMark> {
    private final double[] x;
    private final double[] low;
    private final double[] high;

    FillMark(double[] x, double[] low, double[] high) {
        this.x = x;
        this.low = low;
        this.high = high;
        this.alpha = 0.3;
    }

    @Override
    FillMark self() {
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
        Path2D path = new Path2D.Double();
        for (int i = 0; i < x.length; i++) {
            line(path, i == 0, c.px(x[i]), floor(c, c.py(high[i])));
        }
        for (int i = x.length - 1; i >= 0; i--) {
            line(path, false, c.px(x[i]), floor(c, c.py(low[i])));
        }
        path.closePath();
        c.g().setColor(shown());
        c.g().fill(path);
    }

    private static double floor(Canvas c, double py) {
        return Double.isFinite(py) ? py : c.area().getMaxY();
    }

    private static void line(Path2D path, boolean first, double px, double py) {
        if (first) {
            path.moveTo(px, py);
        } else {
            path.lineTo(px, py);
        }
    }

    @Override
    void sample(Graphics2D g, double cx, double cy) {
        g.setColor(shown());
        g.fill(new Rectangle2D.Double(cx - 12, cy - 5, 24, 10));
    }
}
