package org.dmol.data.analysis;

/**
 * A value between limits.
 *
 * @param lower lower limit
 * @param centre the estimate
 * @param upper upper limit
 */
public record Interval(double lower, double centre, double upper) {

    /** Half of the distance between the limits. */
    public double halfWidth() {
        return (upper - lower) / 2;
    }

    /** Whether {@code value} lies within the limits, which belong to the interval. */
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }
}
