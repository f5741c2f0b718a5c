package org.dmol.data.formats;

import java.util.Map;
import org.dmol.array.Nd;

/**
 * A molecule, or one frame of a trajectory, of an XYZ file.
 *
 * @param row number of the frame in the file, from 0
 * @param atomicNumbers int32 [n]
 * @param positions float64 [n, 3], in the unit of the file, usually Angstrom
 * @param comment the second line as it is
 * @param properties what an extended XYZ file says of the whole frame, for example {@code energy}; empty for plain files
 * @param columns other columns of the atoms, each float64 [n, k]: by the names of an extended XYZ file (such as {@code forces}), or
 *     {@code extra} for the numbers that follow the coordinates in a plain file
 */
public record XyzFrame(
        int row,
        Nd atomicNumbers,
        Nd positions,
        String comment,
        Map<String, String> properties,
        Map<String, Nd> columns) {
    /** Number of atoms. */
    public int size() {
        return atomicNumbers.size();
    }
}
