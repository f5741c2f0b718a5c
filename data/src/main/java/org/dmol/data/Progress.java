package org.dmol.data;

import java.io.PrintStream;
import java.util.Locale;

/** Told how far a download is. */
@FunctionalInterface
public interface Progress {
    /**
     * Called several times a second and at the end.
     *
     * @param dataSet what is downloaded
     * @param done bytes so far
     * @param total bytes in all, or 0 if unknown
     */
    void update(DataSet dataSet, long done, long total);

    /** Says nothing. */
    static Progress none() {
        return (dataSet, done, total) -> {};
    }

    /** A bar that is drawn over itself on one line. */
    static Progress bar(PrintStream out) {
        return (dataSet, done, total) -> {
            int width = 30;
            int filled = total > 0 ? (int) (width * Math.min(done, total) / total) : 0;
            String size = total > 0
                    ? String.format(Locale.ROOT, "%.1f/%.1f MB", done / 1e6, total / 1e6)
                    : String.format(Locale.ROOT, "%.1f MB", done / 1e6);
            out.print(
                    "\r" + dataSet.id() + " [" + "=".repeat(filled) + ".".repeat(width - filled) + "] " + size + "  ");
            if (total > 0 && done >= total) {
                out.println();
            }
            out.flush();
        };
    }
}
