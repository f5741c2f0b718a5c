package org.dmol.chapters.figures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;

/** The book's colours and the sizes of lines and letters. */
public final class Palette {
    /** Colours of successive series. */
    public static final List<Color> CYCLE = List.of(
            Color.decode("#444444"),
            Color.decode("#1BBC9B"),
            Color.decode("#a895bb"),
            Color.decode("#F06060"),
            Color.decode("#F3B562"),
            Color.decode("#80cedb"));

    /** Background of the axes. */
    public static final Color AXES = Color.decode("#f5f4e9");

    static final Color TEXT = Color.decode("#333333");
    static final Color FRAME = Color.decode("#8a8a85");
    static final Color GRID = Color.decode("#dedccf");

    /** Pixels that stand for an inch at scale 1. */
    static final int INCH = 100;

    private Palette() {}

    /** The i-th colour, starting again after the sixth. */
    public static Color color(int i) {
        return CYCLE.get(Math.floorMod(i, CYCLE.size()));
    }

    /** A colour with an opacity from 0 to 1. */
    public static Color fade(Color c, double alpha) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), (int)
                Math.round(255 * Math.min(1, Math.max(0, alpha))));
    }

    static Font font(double size, boolean bold) {
        return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, (int) Math.round(size));
    }

    static BasicStroke stroke(double width, float... dash) {
        float[] pattern = dash.length == 0 ? null : dash;
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
    }
}
