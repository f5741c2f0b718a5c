package org.dmol.chapters;

import java.nio.file.Path;
import org.dmol.chapters.web.Site;

/** A page for the browser that {@code ./dmol serve} serves. */
public interface WebPage {
    /** Lower case with hyphens. */
    String name();

    /** One line for the list. */
    String title();

    /**
     * Everything that the page consists of.
     *
     * @param models directory of exported models
     * @throws IllegalArgumentException if a model is missing; the message says how to make it
     */
    Site site(Path models);
}
