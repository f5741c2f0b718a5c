package org.dmol.chapters.cli;

import java.util.Locale;
import org.dmol.chapters.report.Numbers;

/** A progress bar on the error stream, drawn at most ten times a second; silent when there is no terminal. */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final long INTERVAL = 100_000_000;

    private final String name;
    private final long total;
    private final boolean shown;
    private final long started = System.nanoTime();
    private long done;
    private long drawn;
    private String status = "";

    private Progress(String name, long total, boolean shown) {
        this.name = name;
        this.total = Math.max(1, total);
        this.shown = shown;
    }

    /** A bar for {@code total} pieces of work. */
    public static Progress of(String name, long total) {
        return new Progress(name, total, Terminal.isInteractive());
    }

    /** One more piece is done. */
    public synchronized void step() {
        to(done + 1);
    }

    /** So many pieces are done. */
    public void to(long pieces) {
        done = pieces;
        long now = System.nanoTime();
        if (shown && (now - drawn > INTERVAL || done >= total)) {
            drawn = now;
            draw(now);
        }
    }

    /** A few words behind the bar, such as the loss. */
    public void status(String text) {
        status = text;
    }

    private void draw(long now) {
        double part = Math.min(1, done / (double) total);
        int full = (int) Math.round(part * WIDTH);
        double seconds = (now - started) / 1e9;
        String left = done == 0 ? "" : Numbers.duration(seconds / done * Math.max(0, total - done));
        System.err.print(String.format(
                Locale.ROOT,
                "\r%s %s%s %d/%d %s %s\u001b[K",
                name,
                "━".repeat(full),
                "╌".repeat(WIDTH - full),
                done,
                total,
                left,
                status));
    }

    /** Removes the bar. */
    @Override
    public void close() {
        if (shown) {
            System.err.print("\r\u001b[K");
        }
    }
}
