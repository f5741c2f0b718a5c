package org.dmol.chapters.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    record Series(String title, List<String> labels, List<Metric> metrics) implements Block {
        private static final int LONG = 12;

        /** Whether one line is enough at first sight: many values, nothing out of band. */
        boolean isDull() {
            return metrics.size() > LONG
                    && metrics.stream().noneMatch(m -> m.verdict().kind() == Verdict.Kind.OUT_OF_BAND);
        }

        /** Number of values and of each verdict. */
        String summary() {
            Map<String, Long> verdicts = metrics.stream()
                    .collect(Collectors.groupingBy(
                            m -> m.verdict().toString(), LinkedHashMap::new, Collectors.counting()));
            return title + ": " + metrics.size() + " values, "
                    + verdicts.entrySet().stream()
                            .map(e -> e.getValue() + " " + e.getKey())
                            .collect(Collectors.joining(", "));
        }
    }

    /**
     * A picture.
     *
     * @param files paths relative to the chapter's directory; the first is the one to show
     */
    record Picture(String name, String caption, List<String> files, int width) implements Block {}
}
