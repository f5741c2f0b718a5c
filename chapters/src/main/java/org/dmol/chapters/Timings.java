package org.dmol.chapters;

import java.util.ArrayList;
import java.util.List;
import org.dmol.chapters.report.Numbers;
import org.dmol.chapters.report.Table;

/** Timings of one bench, ours beside Python's. */
public final class Timings {
    private final Settings settings;
    private final Python python;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One timing.
     *
     * @param seconds ours
     * @param pythonSeconds theirs; NaN when there is no counterpart
     * @param note what else there is to know, such as the results of both
     */
    public record Row(String name, double seconds, double pythonSeconds, String note) {
        /** How many times faster we are. */
        public double ratio() {
            return pythonSeconds / seconds;
        }
    }

    /** Work to be timed. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public Timings(Settings settings, Python python) {
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

    /** Seconds that the work takes, once. */
    public double time(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Records a pair of times. */
    public void record(String name, double seconds, double pythonSeconds, String note) {
        rows.add(new Row(name, seconds, pythonSeconds, note));
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The timings as a table. */
    public Table table(String title) {
        Table table = Table.of(title, "work", "here", "Python", "times faster", "note");
        for (Row r : rows) {
            boolean alone = Double.isNaN(r.pythonSeconds());
            table.row(
                    r.name(),
                    Numbers.duration(r.seconds()),
                    alone ? "–" : Numbers.duration(r.pythonSeconds()),
                    alone ? "–" : Numbers.text(r.ratio(), 3),
                    r.note());
        }
        return table;
    }
}
