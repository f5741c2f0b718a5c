package org.dmol.data;

import java.io.IOException;
import java.nio.file.Path;
import org.dmol.array.NumpyRandom;

/**
 * A rule that makes a file in the form of a data set where the real one cannot be had. The same seed gives the same file. Stand-ins let
 * everything run and learn something; their numbers mean nothing beyond that.
 */
public interface StandIn {
    /** One sentence on how the data are made, for reports. */
    String description();

    /** Writes the file. */
    void write(Path file, NumpyRandom random) throws IOException;

    /** Counted up when a rule changes, so that files of the old rule are not used any more. */
    default int version() {
        return 1;
    }
}
