package org.dmol.chapters;

/** A comparison with a Python reference that {@code ./dmol crosscheck} computes on both sides. */
public interface CrossCheck {
    /** Lower case with hyphens. */
    String name();

    /** One line for the list. */
    String title();

    /** Computes both sides and records each comparison in {@code check}. */
    void run(Checks check) throws Exception;
}
