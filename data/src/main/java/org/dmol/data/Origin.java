package org.dmol.data;

/** Where the file of a data set was found. */
public enum Origin {
    /** In the data directory ({@code DMOL_DATA}). */
    DATA_DIRECTORY("data directory"),
    /** In the cache, from an earlier download. */
    CACHE("cache"),
    /** Downloaded just now. */
    DOWNLOAD("download"),
    /** Generated: not the real data. */
    STAND_IN("generated stand-in");

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
