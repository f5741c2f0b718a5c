package org.dmol.chapters.figures;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Shapes of points, by matplotlib's letters: {@code o . s ^ v d x + *}. */
final class Marker {
    private Marker() {}

    /** Whether the marker is drawn by its outline alone. */
    static boolean isOpen(char kind) {
        return kind == 'x' || kind == '+';
    }

    static Shape at(char kind, double x, double y, double size) {
        double r = size / 2;
        return switch (kind) {
            case 'o', '.' -> new Ellipse2D.Double(x - r, y - r, size, size);
            case 's' -> new Rectangle2D.Double(x - r, y - r, size, size);
            case '^' -> polygon(x, y - r, x + r, y + r, x - r, y + r);
            case 'v' -> polygon(x, y + r, x + r, y - r, x - r, y - r);
            case 'd' -> polygon(x, y - r, x + r, y, x, y + r, x - r, y);
            case 'x' -> strokes(x - r, y - r, x + r, y + r, x - r, y + r, x + r, y - r);
            case '+' -> strokes(x - r, y, x + r, y, x, y - r, x, y + r);
            case '*' -> star(x, y, r * 1.25);
            default ->
                throw new IllegalArgumentException("Unknown marker '" + kind + "'; there are o . s ^ v d x + and *.");
        };
    }

    private static Shape polygon(double... p) {
        Path2D path = new Path2D.Double();
        path.moveTo(p[0], p[1]);
        for (int i = 2; i < p.length; i += 2) {
            path.lineTo(p[i], p[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static Shape strokes(double... p) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < p.length; i += 4) {
            path.moveTo(p[i], p[i + 1]);
            path.lineTo(p[i + 2], p[i + 3]);
        }
        return path;
    }

    private static Shape star(double x, double y, double r) {
        double[] p = new double[20];
        for (int i = 0; i < 10; i++) {
            double a = Math.PI * i / 5;
            double rr = i % 2 == 0 ? r : 0.4 * r;
            p[2 * i] = x + rr * Math.sin(a);
            p[2 * i + 1] = y - rr * Math.cos(a);
        }
        return polygon(p);
    }
}
