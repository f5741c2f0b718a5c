package org.dmol.chapters;

/** A timing that {@code ./dmol bench} takes, beside the same recipe in Python on the same machine. */
public interface Bench {
    /** Lower case with hyphens. */
    String name();

    /** One line for the list. */
    String title();

    /** Times both sides and records each pair in {@code timings}. */
    void run(Timings timings) throws Exception;
}
