package org.dmol.data.analysis;

/**
 * One split of the rows of a data set.
 *
 * @param train row numbers to fit to
 * @param test row numbers to score, none of them in {@code train}
 */
public record Fold(int[] train, int[] test) {}
