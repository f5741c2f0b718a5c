package org.dmol.chapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.dmol.chapters.report.Numbers;
import org.dmol.chapters.report.Table;
import org.dmol.data.analysis.Stats;

/** Comparisons of one cross-check, ours beside Python's. */
public final class Checks {
    private final Settings settings;
    private final Python python;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One comparison.
     *
     * @param kind {@code exact} or {@code statistical}
     * @param difference relative difference, or distance from the band in its half width, or that of two means in three standard errors
     */
    public record Row(String name, String kind, double ours, double theirs, double difference, boolean holds) {}

    public Checks(Settings settings, Python python) {
        this.settings = settings;
        this.python = python;
    }

    public Settings settings() {
        return settings;
    }

    /** Runs the Python side. */
    public Python python() {
        return python;
    }

    /** The same number on both sides, within a relative tolerance. */
    public void exact(String name, double ours, double theirs, double relative) {
        double scale = Math.max(Math.abs(theirs), 1e-30);
        double difference = ours == theirs ? 0 : Math.abs(ours - theirs) / scale;
        rows.add(new Row(name, "exact", ours, theirs, difference, difference <= relative));
    }

    /**
     * The same numbers on both sides: the largest difference, relative to the largest magnitude of theirs, within a tolerance. The row
     * shows the element that differs most.
     */
    public void exact(String name, double[] ours, double[] theirs, double relative) {
        if (ours.length != theirs.length || ours.length == 0) {
            throw new IllegalArgumentException(
                    "Check " + name + ": we have " + ours.length + " numbers, Python has " + theirs.length + ".");
        }
        double scale = 1e-30;
        int worst = 0;
        for (int i = 0; i < ours.length; i++) {
            scale = Math.max(scale, Math.abs(theirs[i]));
            boolean worse = !(Math.abs(ours[i] - theirs[i]) <= Math.abs(ours[worst] - theirs[worst]));
            worst = worse ? i : worst;
        }
        double difference = Math.abs(ours[worst] - theirs[worst]) / scale;
        rows.add(new Row(name, "exact", ours[worst], theirs[worst], difference, difference <= relative));
    }

    /** Our result beside that of the same name in the output of the Python program. */
    public void exact(Reference r, JsonNode theirs) {
        JsonNode value = theirs.get(r.key());
        if (value == null) {
            throw new IllegalArgumentException("The Python program gives no '" + r.key() + "'.");
        }
        double[] numbers = new double[value.isArray() ? value.size() : 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (value.isArray() ? value.get(i) : value).asDouble();
        }
        exact(r.title(), r.ours(), numbers, r.tolerance());
    }

    /** The same recipe over several seeds: our mean within the range of their runs, widened by half its width on each side. */
    public void statistical(String name, double[] ours, double[] theirs) {
        double mean = java.util.Arrays.stream(ours).average().orElseThrow();
        double other = java.util.Arrays.stream(theirs).average().orElseThrow();
        double lo = java.util.Arrays.stream(theirs).min().orElseThrow();
        double hi = java.util.Arrays.stream(theirs).max().orElseThrow();
        double half = Math.max(hi - lo, 1e-12);
        double away = Math.abs(mean - (hi + lo) / 2) / half;
        rows.add(new Row(name, "statistical", mean, other, away, away <= 1));
    }

    /**
     * The same recipe over several seeds: our mean equals theirs within three standard errors of the difference. Sharper than the range of
     * their runs when there are many of them.
     *
     * @throws IllegalArgumentException if either side has fewer than three runs
     */
    public void sameMean(String name, double[] ours, double[] theirs) {
        if (ours.length < 3 || theirs.length < 3) {
            throw new IllegalArgumentException("Check " + name + " needs three runs or more on each side.");
        }
        double error = Math.sqrt(Stats.variance(ours, 1) / ours.length + Stats.variance(theirs, 1) / theirs.length);
        double away = Math.abs(Stats.mean(ours) - Stats.mean(theirs)) / Math.max(3 * error, 1e-12);
        rows.add(new Row(name, "statistical", Stats.mean(ours), Stats.mean(theirs), away, away <= 1));
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    public boolean allHold() {
        return rows.stream().allMatch(Row::holds);
    }

    /** The comparisons as a table. */
    public Table table(String title) {
        Table table = Table.of(title, "quantity", "kind", "ours", "Python", "difference", "verdict");
        for (Row r : rows) {
            table.row(
                    r.name(),
                    r.kind(),
                    r.ours(),
                    r.theirs(),
                    Numbers.text(r.difference(), 2),
                    r.holds() ? "agrees" : "DIFFERS");
        }
        return table;
    }
}
