package org.dmol.chapters.figures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * One set of axes and what is drawn in it. The words are matplotlib's; each mark that is added is returned so that it can be described
 * further: {@code ax.plot(x, y).label("training").dashed()}.
 */
public final class Axes {
    final List<Mark<?>> marks;
    final AxisSpec x;
    final AxisSpec y;
    AxisSpec second;
    String title = "";
    String legend;
    Scaled scaled;
    String scaledLabel = "";
    Color background = Palette.AXES;
    boolean grid;
    boolean off;
    boolean equal;
    private final boolean toRight;
    private int colors;

    Axes() {
        this(new ArrayList<>(), new AxisSpec(), new AxisSpec(), false);
    }

    private Axes(List<Mark<?>> marks, AxisSpec x, AxisSpec y, boolean toRight) {
        this.marks = marks;
        this.x = x;
        this.y = y;
        this.toRight = toRight;
    }

    // ---- marks ----

    /** A line through points. */
    public LineMark plot(double[] xs, double[] ys) {
        return add(new LineMark(xs, ys));
    }

    /** A line through {@code (0, y0), (1, y1), …}. */
    public LineMark plot(double[] ys) {
        double[] xs = new double[ys.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = i;
        }
        return plot(xs, ys);
    }

    /** A staircase. */
    public LineMark step(double[] xs, double[] ys) {
        return plot(xs, ys).steps();
    }

    /** Points. */
    public ScatterMark scatter(double[] xs, double[] ys) {
        return add(new ScatterMark(xs, ys));
    }

    /** Upright bars, 0.8 wide, around {@code xs}. */
    public BarMark bar(double[] xs, double[] heights) {
        return bar(xs, heights, 0.8);
    }

    /** Upright bars around {@code xs}. */
    public BarMark bar(double[] xs, double[] heights, double width) {
        return add(BarMark.centred(xs, heights, width, false));
    }

    /** Lying bars around {@code ys}. */
    public BarMark barh(double[] ys, double[] lengths, double width) {
        return add(BarMark.centred(ys, lengths, width, true));
    }

    /** A histogram with equal bins from the smallest to the largest value; as counts, or normalised to area 1. */
    public BarMark hist(double[] values, int bins, boolean density) {
        double[] ends = Ranges.of(values);
        return hist(values, bins, ends[0], ends[1], density);
    }

    /** A histogram with equal bins between two limits; values outside are left out. */
    public BarMark hist(double[] values, int bins, double lo, double hi, boolean density) {
        Histogram h = Histogram.of(values, bins, lo, hi);
        return add(new BarMark(h.from(), h.to(), density ? h.density() : h.counts(), false));
    }

    /** Upright error bars of {@code ±error}. */
    public ErrorMark errorbar(double[] xs, double[] ys, double[] error) {
        double[] low = new double[ys.length];
        double[] high = new double[ys.length];
        for (int i = 0; i < ys.length; i++) {
            low[i] = ys[i] - error[i];
            high[i] = ys[i] + error[i];
        }
        return add(new ErrorMark(xs, low, high));
    }

    /** The area between two curves (opacity 0.3 unless said). */
    public FillMark fillBetween(double[] xs, double[] low, double[] high) {
        return add(new FillMark(xs, low, high));
    }

    /** A horizontal line across. */
    public RuleMark axhline(double at) {
        return add(new RuleMark(Double.NaN, at));
    }

    /** A vertical line across. */
    public RuleMark axvline(double at) {
        return add(new RuleMark(at, Double.NaN));
    }

    /** A matrix as colours: square cells, row 0 at the top, cell centres at whole numbers. */
    public ImageMark imshow(double[][] values) {
        equal = true;
        return add(new ImageMark(values));
    }

    /** A picture that fills the axes without ticks or frame (a depiction, for instance). */
    public ImageMark image(BufferedImage picture) {
        equal = true;
        off = true;
        return add(new ImageMark(picture));
    }

    /** Text with its lower left corner at a point of the data. */
    public TextMark text(double atX, double atY, String words) {
        TextMark mark = new TextMark(atX, atY, words);
        marks.add(mark);
        return mark;
    }

    /** Text at {@code (textX, textY)} with an arrow to {@code (toX, toY)}. */
    public TextMark annotate(String words, double toX, double toY, double textX, double textY) {
        return text(textX, textY, words).arrowTo(toX, toY);
    }

    /** Marks added to the result belong to a second y axis at the right with the same x axis. */
    public Axes twinx(String label) {
        second = new AxisSpec();
        second.label = label;
        Axes twin = new Axes(marks, x, second, true);
        twin.colors = colors;
        return twin;
    }

    // ---- settings ----

    public Axes title(String text) {
        title = text;
        return this;
    }

    public Axes xlabel(String text) {
        x.label = text;
        return this;
    }

    public Axes ylabel(String text) {
        y.label = text;
        return this;
    }

    /** Ends of the x axis; NaN leaves an end to the data. */
    public Axes xlim(double lo, double hi) {
        limits(x, lo, hi);
        return this;
    }

    /** Ends of the y axis; NaN leaves an end to the data. */
    public Axes ylim(double lo, double hi) {
        limits(y, lo, hi);
        return this;
    }

    public Axes logx() {
        x.log = true;
        return this;
    }

    public Axes logy() {
        y.log = true;
        return this;
    }

    /** Ticks of the x axis; names may be null for the numbers themselves. */
    public Axes xticks(double[] at, String[] names) {
        x.at = at;
        x.names = names;
        return this;
    }

    /** Ticks of the y axis; names may be null for the numbers themselves. */
    public Axes yticks(double[] at, String[] names) {
        y.at = at;
        y.names = names;
        return this;
    }

    /** No ticks and no numbers. */
    public Axes noTicks() {
        x.ticks = false;
        y.ticks = false;
        return this;
    }

    /** Larger values further down. */
    public Axes invertY() {
        y.inverted = true;
        return this;
    }

    /** Neither axes nor background. */
    public Axes off() {
        off = true;
        return this;
    }

    /** A unit is as long upwards as sideways. */
    public Axes equalAspect() {
        equal = true;
        return this;
    }

    /** Image cells need not be square. */
    public Axes autoAspect() {
        equal = false;
        return this;
    }

    public Axes grid() {
        grid = true;
        return this;
    }

    public Axes background(Color paint) {
        background = paint;
        return this;
    }

    /** A legend where it hides least. */
    public Axes legend() {
        return legend("best");
    }

    /** A legend at {@code best}, {@code upper left}, {@code upper right}, {@code lower left}, {@code lower right} or {@code outside}. */
    public Axes legend(String place) {
        legend = place;
        return this;
    }

    /** A colour bar at the right for a mark whose colours stand for numbers. */
    public Axes colorbar(Scaled mark, String label) {
        scaled = mark;
        scaledLabel = label;
        return this;
    }

    private <M extends Mark<M>> M add(M mark) {
        mark.color = mark.color == null ? Palette.color(mark instanceof RuleMark ? 0 : colors++) : mark.color;
        mark.right = toRight;
        marks.add(mark);
        return mark;
    }

    private static void limits(AxisSpec axis, double lo, double hi) {
        axis.lo = lo;
        axis.hi = hi;
    }
}
