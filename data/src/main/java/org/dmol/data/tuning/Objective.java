package org.dmol.data.tuning;

/** What is tuned. */
@FunctionalInterface
public interface Objective {
    /**
     * Tries a point and returns its score. An exception ends this trial alone.
     *
     * @param attempt the point and what may be spent on it; intermediate values are reported to it
     */
    double evaluate(Attempt attempt) throws Exception;
}
