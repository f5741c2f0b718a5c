package org.dmol.chapters.report;

/**
 * A measured number beside the published one.
 *
 * @param name lower case with underscores
 * @param unit empty if it has none
 * @param published the book's value, or null
 * @param band acceptance band {lowest, highest}, or null
 * @param expected a value that follows from theory or another computation instead of the book, or null
 * @param note explanation, or an empty text
 */
public record Metric(
        String name,
        double value,
        String unit,
        Double published,
        double[] band,
        Double expected,
        Verdict verdict,
        String note) {
    /** Unit of statements: the value is 1 if they hold. */
    public static final String HOLDS = "holds";

    /** Whether this records that a statement holds. */
    public boolean isCheck() {
        return unit.equals(HOLDS);
    }

    /** {@code 1.17 … 1.26}, {@code = 2} for an expected value, or an empty text. */
    public String bandText() {
        if (isCheck()) {
            return "";
        }
        if (expected != null) {
            return "= " + Numbers.text(expected);
        }
        return band == null ? "" : Numbers.text(band[0]) + " … " + Numbers.text(band[1]);
    }

    /** The published value as text, or an empty one. */
    public String publishedText() {
        return published == null ? "" : Numbers.text(published);
    }

    /** The value with its unit. */
    public String valueText() {
        if (isCheck()) {
            return value == 1 ? "yes" : "no";
        }
        return Numbers.text(value) + (unit.isEmpty() ? "" : " " + unit);
    }
}
