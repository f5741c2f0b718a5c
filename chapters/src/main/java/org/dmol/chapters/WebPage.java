package org.dmol.chapters;

/** Something for the browser that {@code ./dmol serve} starts. */
public interface WebPage {
    /** Lower case with hyphens. */
    String name();

    /** One line for the list. */
    String title();

    /** Serves at this port until the process ends. */
    void serve(Settings settings, int port) throws Exception;
}
