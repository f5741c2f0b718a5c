package org.dmol.chapters.figures;

import org.jfree.chart.axis.ValueAxis;

/** What is wanted of one axis; builds JFreeChart's axis from it. */
final class AxisSpec {
    private static final double MARGIN = 0.05;

    String label = "";
    boolean log;
    boolean inverted;
    boolean ticks = true;
    boolean tickLabels = true;
    double lo = Double.NaN;
    double hi = Double.NaN;
    double[] at;
    String[] names;

    /** The range shown, for data from {@code dataLo} to {@code dataHi}. */
    double[] range(double dataLo, double dataHi, boolean tightLow, boolean tightHigh) {
        double a = dataLo;
        double b = dataHi;
        if (!(a <= b)) {
            a = log ? 0.1 : 0;
            b = 1;
        }
        if (log) {
            double la = Math.log10(a);
            double lb = Math.log10(b);
            double m = lb > la ? MARGIN * (lb - la) : 0.5;
            a = Math.pow(10, la - m);
            b = Math.pow(10, lb + m);
        } else {
            double m = b > a ? MARGIN * (b - a) : Math.max(0.5, Math.abs(a) * MARGIN);
            a = tightLow ? a : a - m;
            b = tightHigh ? b : b + m;
        }
        return new double[] {Double.isNaN(lo) ? a : lo, Double.isNaN(hi) ? b : hi};
    }

    ValueAxis axis(double[] range) {
        ValueAxis axis = log ? new TickedLogAxis(this) : new TickedAxis(this);
        axis.setAutoRange(false);
        axis.setRange(range[0], range[1]);
        axis.setInverted(inverted);
        axis.setLabel(label.isEmpty() ? null : label);
        axis.setLabelFont(Palette.font(13.5, false));
        axis.setLabelPaint(Palette.TEXT);
        axis.setTickLabelFont(Palette.font(12, false));
        axis.setTickLabelPaint(Palette.TEXT);
        axis.setAxisLinePaint(Palette.FRAME);
        axis.setTickMarkPaint(Palette.FRAME);
        axis.setTickMarksVisible(ticks);
        axis.setTickLabelsVisible(ticks && tickLabels);
        axis.setMinorTickMarksVisible(log && ticks);
        return axis;
    }
}
