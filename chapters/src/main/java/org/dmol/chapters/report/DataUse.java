package org.dmol.chapters.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.dmol.data.DataFile;

/**
 * A data set that a run read.
 *
 * @param kind {@code real} or {@code stand-in}
 * @param sha256 of the file's bytes
 */
public record DataUse(String id, String title, String file, String kind, long bytes, String sha256, String licence) {

    /** The record of a file that was read. */
    public static DataUse of(DataFile file) {
        try {
            return new DataUse(
                    file.dataSet().id(),
                    file.dataSet().title(),
                    file.path().getFileName().toString(),
                    file.isStandIn() ? "stand-in" : "real",
                    Files.size(file.path()),
                    file.sha256(),
                    file.dataSet().licence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean standsIn() {
        return kind.equals("stand-in");
    }
}
