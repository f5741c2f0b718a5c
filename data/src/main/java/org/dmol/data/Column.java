package org.dmol.data;

/**
 * A column of a table, or an array of an archive.
 *
 * @param name its name in the file
 * @param type {@code text}, {@code integer}, {@code number}, or type and shape of an array
 * @param unit unit of the numbers, empty where they have none
 * @param about what it is, where the name does not say it
 */
public record Column(String name, String type, String unit, String about) {
    public Column {
        unit = unit == null ? "" : unit;
        about = about == null ? "" : about;
    }
}
