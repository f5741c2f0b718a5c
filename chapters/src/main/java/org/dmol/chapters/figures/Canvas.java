package org.dmol.chapters.figures;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/**
 * Where a mark is drawn: the graphics, the data area, and the ways from data to pixels.
 *
 * @param vector whether the target is a vector file, so that dense marks are rasterised
 */
record Canvas(Graphics2D g, Rectangle2D area, DoubleUnaryOperator x, DoubleUnaryOperator y, boolean vector) {
    /** Pixels of a raster patch per pixel of the drawing. */
    private static final int OVERSAMPLING = 2;

    /** Pixels per pixel of the page that a picture should have: those of the device, or the oversampling of a vector file. */
    double sharpness() {
        return vector ? OVERSAMPLING : Math.max(1, g.getTransform().getScaleX());
    }

    double px(double value) {
        return x.applyAsDouble(value);
    }

    double py(double value) {
        return y.applyAsDouble(value);
    }

    /** Draws directly, or as one embedded picture if the target is a vector file and the mark has very many pieces. */
    void dense(boolean many, Consumer<Graphics2D> draw) {
        if (!vector || !many) {
            draw.accept(g);
            return;
        }
        int w = (int) Math.ceil(area.getWidth());
        int h = (int) Math.ceil(area.getHeight());
        BufferedImage patch = new BufferedImage(w * OVERSAMPLING, h * OVERSAMPLING, BufferedImage.TYPE_INT_ARGB);
        Graphics2D p = patch.createGraphics();
        smooth(p);
        p.scale(OVERSAMPLING, OVERSAMPLING);
        p.translate(-area.getX(), -area.getY());
        draw.accept(p);
        p.dispose();
        image(patch, area.getX(), area.getY(), w, h);
    }

    /** Draws a picture into a rectangle of the drawing. */
    void image(BufferedImage picture, double left, double top, double width, double height) {
        var t = g.getTransform();
        g.translate(left, top);
        g.scale(width / picture.getWidth(), height / picture.getHeight());
        g.drawImage(picture, 0, 0, null);
        g.setTransform(t);
    }

    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }
}
