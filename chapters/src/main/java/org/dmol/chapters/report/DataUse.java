package org.dmol.chapters.report;

/**
 * A data set that a run read.
 *
 * @param kind {@code real} or {@code stand-in}
 * @param sha256 of the file's bytes
 */
public record DataUse(String id, String title, String file, String kind, long bytes, String sha256, String licence) {

    public boolean standsIn() {
        return kind.equals("stand-in");
    }
}
