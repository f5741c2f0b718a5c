package org.dmol.chapters;

/**
 * A setting of one chapter, given on the command line as {@code --set name=value}.
 *
 * @param name lower case with hyphens, unique within the chapter
 * @param meaning one line for {@code ./dmol list <chapter>}
 * @param fallback value when it is not given
 */
public record Option(String name, String meaning, String fallback) {}
