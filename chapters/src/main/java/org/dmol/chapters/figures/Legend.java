package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Comparator;
import java.util.List;

/** The legend: a pale box with a sample and the label of each labelled mark. */
final class Legend {
    private static final double LINE = 19;
    private static final double PAD = 7;
    private static final double SAMPLE = 34;
    private static final List<String> CORNERS = List.of("upper right", "upper left", "lower right", "lower left");

    private Legend() {}

    static double width(Graphics2D g, Axes axes) {
        g.setFont(Palette.font(12.5, false));
        double w = 0;
        for (Mark<?> mark : entries(axes)) {
            w = Math.max(w, g.getFontMetrics().getStringBounds(mark.label, g).getWidth());
        }
        return w + SAMPLE + 2 * PAD;
    }

    static void draw(Graphics2D g, Axes axes, Rectangle2D area, Canvas canvas) {
        List<Mark<?>> entries = entries(axes);
        if (entries.isEmpty()) {
            return;
        }
        double w = width(g, axes);
        double h = entries.size() * LINE + 2 * PAD - 3;
        String place = axes.legend.equals("best") ? best(axes, area, canvas, w, h) : axes.legend;
        Rectangle2D box = at(place, area, w, h);
        g.setColor(Palette.fade(Color.WHITE, 0.82));
        g.fill(new RoundRectangle2D.Double(box.getX(), box.getY(), w, h, 6, 6));
        g.setColor(Palette.GRID);
        g.setStroke(Palette.stroke(0.8));
        g.draw(new RoundRectangle2D.Double(box.getX(), box.getY(), w, h, 6, 6));
        double y = box.getY() + PAD + LINE / 2 - 1.5;
        for (Mark<?> mark : entries) {
            mark.sample(g, box.getX() + PAD + 12, y);
            g.setColor(Palette.TEXT);
            g.setFont(Palette.font(12.5, false));
            g.drawString(mark.label, (float) (box.getX() + PAD + SAMPLE), (float) (y + 4.5));
            y += LINE;
        }
    }

    private static List<Mark<?>> entries(Axes axes) {
        return axes.marks.stream()
                .<Mark<?>>map(m -> m)
                .filter(m -> !m.label.isEmpty())
                .toList();
    }

    private static Rectangle2D at(String place, Rectangle2D area, double w, double h) {
        double gap = 8;
        if (place.equals("outside")) {
            return new Rectangle2D.Double(area.getMaxX() + 10, area.getY(), w, h);
        }
        if (!CORNERS.contains(place)) {
            throw new IllegalArgumentException("Unknown place of a legend '" + place + "'; there are best, "
                    + String.join(", ", CORNERS) + " and outside.");
        }
        double x = place.endsWith("left") ? area.getX() + gap : area.getMaxX() - gap - w;
        double y = place.startsWith("upper") ? area.getY() + gap : area.getMaxY() - gap - h;
        return new Rectangle2D.Double(x, y, w, h);
    }

    private static String best(Axes axes, Rectangle2D area, Canvas canvas, double w, double h) {
        return CORNERS.stream()
                .min(Comparator.comparingInt(c -> hidden(axes, canvas, at(c, area, w, h))))
                .orElseThrow();
    }

    private static int hidden(Axes axes, Canvas canvas, Rectangle2D box) {
        int[] count = {0};
        for (Mark<?> mark : axes.marks) {
            mark.extent((x, y) -> {
                if (Double.isFinite(x) && Double.isFinite(y) && box.contains(canvas.px(x), canvas.py(y))) {
                    count[0]++;
                }
            });
        }
        return count[0];
    }
}
