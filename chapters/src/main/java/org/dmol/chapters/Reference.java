package org.dmol.chapters;

/**
 * A result of ours that a Python program computes too, from the same arrays: cross-checks compare it with a live run of the program,
 * tests with the file of golden values that the program has written.
 *
 * @param key name of the result in the output of the program
 * @param title what it is
 * @param ours our values
 * @param tolerance allowed difference, relative to the largest magnitude of theirs
 */
public record Reference(String key, String title, double[] ours, double tolerance) {
    /** One number or several. */
    public static Reference of(String key, String title, double tolerance, double... ours) {
        return new Reference(key, title, ours, tolerance);
    }
}
