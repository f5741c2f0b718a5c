package org.dmol.data.formats;

import java.util.List;
import org.dmol.data.RowError;

/**
 * The frames of an XYZ file.
 *
 * @param frames the good ones, in order
 * @param rejected the others; if a number of atoms is unreadable, the frames after it cannot be found and the last entry says so
 */
public record XyzFile(List<XyzFrame> frames, List<RowError> rejected) {}
