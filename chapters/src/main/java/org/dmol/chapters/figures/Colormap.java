package org.dmol.chapters.figures;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;

/** Numbers from 0 to 1 as colours. */
@FunctionalInterface
public interface Colormap {
    /** The colour of {@code t}; values outside 0…1 get the colour of the nearer end. */
    Color at(double t);

    /** Perceptually even, dark blue to yellow (matplotlib, CC0). */
    Colormap VIRIDIS = stops(
            "#440154", "#481a6c", "#472f7d", "#414487", "#39568c", "#31688e", "#2a788e", "#23888e", "#1f988b",
            "#22a884", "#35b779", "#54c568", "#7ad151", "#a5db36", "#d2e21b", "#fde725");

    /** Perceptually even, black over magenta to pale yellow (matplotlib, CC0). */
    Colormap MAGMA = stops(
            "#000004", "#0b0924", "#20114b", "#3b0f70", "#57157e", "#721f81", "#8c2981", "#a8327d", "#c43c75",
            "#de4968", "#f1605d", "#fa7f5e", "#fe9f6d", "#febf84", "#fddea0", "#fcfdbf");

    /** Diverging, red over white to blue (ColorBrewer, Apache-2.0). */
    Colormap RDBU = stops(
            "#67001f", "#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#f7f7f7", "#d1e5f0", "#92c5de", "#4393c3",
            "#2166ac", "#053061");

    /** White (low) to black (high). */
    Colormap GREYS = stops("#ffffff", "#000000");

    /** Black (low) to white (high). */
    Colormap GRAY = stops("#000000", "#ffffff");

    /** Light to dark blue (ColorBrewer, Apache-2.0). */
    Colormap BLUES =
            stops("#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b");

    /** Light to dark red (ColorBrewer, Apache-2.0). */
    Colormap REDS =
            stops("#fff5f0", "#fee0d2", "#fcbba1", "#fc9272", "#fb6a4a", "#ef3b2c", "#cb181d", "#a50f15", "#67000d");

    /** Cyan to magenta. */
    Colormap COOL = stops("#00ffff", "#ff00ff");

    /** Evenly spaced colours with linear interpolation between them. */
    static Colormap stops(String... hex) {
        float[][] rgb = Arrays.stream(hex)
                .map(h -> Color.decode(h).getRGBColorComponents(null))
                .toArray(float[][]::new);
        return t -> {
            double at = Double.isNaN(t) ? 0 : Math.min(1, Math.max(0, t)) * (rgb.length - 1);
            int i = Math.min((int) at, rgb.length - 2);
            float f = (float) (at - i);
            float[] a = rgb[i];
            float[] b = rgb[i + 1];
            return new Color(a[0] + f * (b[0] - a[0]), a[1] + f * (b[1] - a[1]), a[2] + f * (b[2] - a[2]));
        };
    }

    /** The map read from the other end. */
    default Colormap reversed() {
        return t -> at(1 - t);
    }

    /** One of the named maps: viridis, magma, RdBu, Greys, gray, Blues, Reds, cool. */
    static Colormap named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "viridis" -> VIRIDIS;
            case "magma" -> MAGMA;
            case "rdbu" -> RDBU;
            case "greys" -> GREYS;
            case "gray" -> GRAY;
            case "blues" -> BLUES;
            case "reds" -> REDS;
            case "cool" -> COOL;
            default ->
                throw new IllegalArgumentException("Unknown colour map '" + name
                        + "'; there are viridis, magma, RdBu, Greys, gray, Blues, Reds and cool.");
        };
    }
}
