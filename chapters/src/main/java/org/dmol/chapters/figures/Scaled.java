package org.dmol.chapters.figures;

/** A mark whose colours stand for numbers, so that it can have a colour bar. */
public interface Scaled {
    Colormap colormap();

    /** The value with the first colour. */
    double lowest();

    /** The value with the last colour. */
    double highest();
}
