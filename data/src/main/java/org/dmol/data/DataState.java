package org.dmol.data;

import java.nio.file.Path;

/**
 * The state of a data set on this machine, for {@code data list} and {@code data verify}.
 *
 * @param dataSet the data set
 * @param state in a word
 * @param path the file, or null
 * @param detail one sentence
 */
public record DataState(DataSet dataSet, State state, Path path, String detail) {
    /** What can be said of the file. */
    public enum State {
        /** Not on this machine, but it can be downloaded. */
        ABSENT,
        /** Not on this machine, and it has no public address. */
        UNAVAILABLE,
        /** A file is there and has the right size; its checksum has not been looked at. */
        PRESENT,
        /** The checksum is right. */
        VERIFIED,
        /** The file is whole as far as can be told; there is no checksum to compare with. */
        UNCHECKED,
        /** The file is truncated, damaged, or another file of this name. */
        DAMAGED
    }

    /** Whether the file can be used. */
    public boolean isUsable() {
        return state == State.PRESENT || state == State.VERIFIED || state == State.UNCHECKED;
    }
}
