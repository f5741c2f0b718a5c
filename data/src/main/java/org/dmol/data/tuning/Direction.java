package org.dmol.data.tuning;

/** Whether small or large values are good. */
public enum Direction {
    MINIMIZE,
    MAXIMIZE;

    /** Whether {@code a} is strictly better than {@code b}; NaN is worse than everything. */
    public boolean better(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return !Double.isNaN(a);
        }
        return this == MINIMIZE ? a < b : a > b;
    }

    /** A number that is small where the value is good; NaN becomes infinite. */
    double cost(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : this == MINIMIZE ? value : -value;
    }
}
