package org.dmol.chapters.report;

import java.util.List;

/** A piece of a step's output, in the order in which it came. */
public sealed interface Block {

    /** Text as a program prints it. */
    record Printed(String text) implements Block {}

    /** A question whose answer the reader opens after having thought. */
    record Reveal(String question, String answer) implements Block {}

    /** A sentence or a paragraph for the reader. */
    record Prose(String text) implements Block {}

    /** A remark that stands out: a corrected defect of the original, a stand-in, a shortened run. */
    record Note(String kind, String text) implements Block {}

    /** Columns that line up. */
    record Grid(Table table) implements Block {}

    /** One measured number. */
    record Measured(Metric metric) implements Block {}

    /** Several measured numbers of one kind, labelled. */
    record Series(String title, List<String> labels, List<Metric> metrics) implements Block {}

    /**
     * A picture.
     *
     * @param files paths relative to the chapter's directory; the first is the one to show
     */
    record Picture(String name, String caption, List<String> files, int width) implements Block {}
}
