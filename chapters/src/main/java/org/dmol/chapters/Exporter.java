package org.dmol.chapters;

import java.nio.file.Path;

/** A trained model that {@code ./dmol export} writes with its model card. */
public interface Exporter {
    /** Name of the directory under {@code saved-models/}, lower case with hyphens. */
    String name();

    /** One line for the list. */
    String title();

    /**
     * Trains (or restores) the model and writes everything into {@code directory}, which exists and is empty; it is moved into place
     * when this returns.
     *
     * @param run for printing, settings and data, as in a step
     */
    void export(Run run, Path directory) throws Exception;
}
