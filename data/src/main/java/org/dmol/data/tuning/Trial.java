package org.dmol.data.tuning;

import java.util.List;

/**
 * A point that was tried.
 *
 * @param number from 0, in the order of their beginnings
 * @param point the settings
 * @param budget what it was allowed to spend, such as epochs
 * @param values what it reported after each step, such as the validation loss of each epoch
 * @param score its result; NaN where it failed
 * @param state how it ended
 * @param seconds how long it took
 * @param message why it failed, or empty
 */
public record Trial(
        int number,
        Point point,
        double budget,
        List<Double> values,
        double score,
        State state,
        double seconds,
        String message) {
    /** How a trial ended. */
    public enum State {
        /** It spent its budget. */
        COMPLETE,
        /** A rule stopped it early. */
        STOPPED,
        /** It threw an exception, or its score is not a number. */
        FAILED
    }

    public Trial {
        values = List.copyOf(values);
    }
}
