package org.dmol.chapters.figures;

import java.util.ArrayList;
import java.util.List;
import org.dmol.chapters.report.Numbers;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** Tick marks at given places. */
final class Ticks {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Ticks() {}

    /** Named or numbered ticks of a specification that lie within the range. */
    static List<Tick> fixed(AxisSpec spec, double lo, double hi, RectangleEdge edge) {
        List<Tick> out = new ArrayList<>();
        for (int i = 0; i < spec.at.length; i++) {
            double v = spec.at[i];
            if (v >= lo && v <= hi) {
                String text = spec.names == null ? Numbers.text(v) : spec.names[i];
                out.add(tick(TickType.MAJOR, v, text, edge));
            }
        }
        return out;
    }

    /** Powers of ten with the steps between them; 1, 2 and 5 when the range holds less than two powers. */
    static List<Tick> logarithmic(double lo, double hi, RectangleEdge edge) {
        List<Tick> out = new ArrayList<>();
        int from = (int) Math.floor(Math.log10(lo));
        int to = (int) Math.ceil(Math.log10(hi));
        double decades = Math.log10(hi / lo);
        int every = decades > 8 ? 2 : 1;
        for (int e = from; e <= to; e++) {
            for (int d = 1; d < 10; d++) {
                double v = d * Math.pow(10, e);
                if (v < lo * (1 - 1e-9) || v > hi * (1 + 1e-9)) {
                    continue;
                }
                boolean named =
                        d == 1 ? Math.floorMod(e, every) == 0 : decades < 0.8 || (decades < 2 && (d == 2 || d == 5));
                String text = !named ? "" : decades < 2 ? Numbers.text(v, 3) : power(e);
                out.add(tick(d == 1 || named ? TickType.MAJOR : TickType.MINOR, v, text, edge));
            }
        }
        return out;
    }

    private static String power(int exponent) {
        StringBuilder out = new StringBuilder("10").append(exponent < 0 ? "⁻" : "");
        for (char c : Integer.toString(Math.abs(exponent)).toCharArray()) {
            out.append(SUPERSCRIPTS.charAt(c - '0'));
        }
        return out.toString();
    }

    private static NumberTick tick(TickType type, double v, String text, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        TextAnchor anchor = horizontal
                ? TextAnchor.TOP_CENTER
                : RectangleEdge.LEFT.equals(edge) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
        return new NumberTick(type, v, text, anchor, anchor, 0);
    }
}
