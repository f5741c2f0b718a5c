package org.dmol.data;

/**
 * Row numbers of the parts of a data set. No row is in two parts.
 *
 * @param train rows to learn from
 * @param validation rows to choose settings by; may be empty
 * @param test rows to judge by
 */
public record Split(int[] train, int[] validation, int[] test) {
    /** Number of rows in all parts. */
    public int size() {
        return train.length + validation.length + test.length;
    }
}
