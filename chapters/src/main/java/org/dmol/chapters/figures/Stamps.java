package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Puts the same marker at very many places of a picture: its smoothed outline is drawn once for each of 4 x 4 positions within a pixel,
 * then blended by plain arithmetic, which is an order of magnitude faster than filling a shape each time.
 */
final class Stamps {
    private static final int SUB = 4;

    private final BufferedImage picture;
    private final int[] pixels;
    private final int[][] masks = new int[SUB * SUB][];
    private final int size;

    /** Markers of {@code pixels} diameter on a transparent picture of this size. */
    Stamps(int width, int height, char marker, double diameter) {
        picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        size = (int) Math.ceil(diameter * 1.3) + 4;
        for (int i = 0; i < masks.length; i++) {
            int row = i / SUB;
            masks[i] = mask(marker, diameter, (i % SUB + 0.5) / SUB, (row + 0.5) / SUB);
        }
    }

    private int[] mask(char marker, double diameter, double dx, double dy) {
        BufferedImage one = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = one.createGraphics();
        Canvas.smooth(g);
        g.setColor(Color.BLACK);
        int centre = size / 2;
        g.fill(Marker.at(marker, centre + dx, centre + dy, diameter));
        g.dispose();
        int[] argb = one.getRGB(0, 0, size, size, null, 0, size);
        for (int i = 0; i < argb.length; i++) {
            argb[i] >>>= 24;
        }
        return argb;
    }

    /** One marker with its centre at (x, y). */
    void put(double x, double y, Color color) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        int row = (int) ((y - top) * SUB);
        int[] mask = masks[SUB * row + (int) ((x - left) * SUB)];
        int alpha = color.getAlpha();
        for (int r = 0; r < size; r++) {
            int py = top - size / 2 + r;
            if (py < 0 || py >= picture.getHeight()) {
                continue;
            }
            for (int c = 0; c < size; c++) {
                int px = left - size / 2 + c;
                int cover = mask[r * size + c] * alpha / 255;
                if (cover > 0 && px >= 0 && px < picture.getWidth()) {
                    int at = py * picture.getWidth() + px;
                    pixels[at] = over(color, cover, pixels[at]);
                }
            }
        }
    }

    /** A colour that covers so many 255ths of a pixel, over what is there; premultiplied. */
    private static int over(Color color, int cover, int below) {
        int keep = 255 - cover;
        int a = cover + (below >>> 24) * keep / 255;
        int r = color.getRed() * cover / 255 + (below >> 16 & 255) * keep / 255;
        int g = color.getGreen() * cover / 255 + (below >> 8 & 255) * keep / 255;
        int b = color.getBlue() * cover / 255 + (below & 255) * keep / 255;
        return a << 24 | r << 16 | g << 8 | b;
    }

    BufferedImage picture() {
        return picture;
    }
}
