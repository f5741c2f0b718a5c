package org.dmol.chapters.report;

/**
 * A measured number beside the published one.
 *
 * @param name lower case with underscores
 * @param unit empty if it has none
 * @param published the book's value, or null
 * @param band acceptance band {lowest, highest}, or null
 * @param note explanation, or an empty text
 */
public record Metric(
        String name, double value, String unit, Double published, double[] band, Verdict verdict, String note) {

    /** {@code 1.17 … 1.26}, or an empty text. */
    public String bandText() {
        return band == null ? "" : Numbers.text(band[0]) + " … " + Numbers.text(band[1]);
    }

    /** The published value as text, or an empty one. */
    public String publishedText() {
        return published == null ? "" : Numbers.text(published);
    }

    /** The value with its unit. */
    public String valueText() {
        return Numbers.text(value) + (unit.isEmpty() ? "" : " " + unit);
    }
}
