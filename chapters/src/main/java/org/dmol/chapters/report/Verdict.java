package org.dmol.chapters.report;

/** How a measured value stands beside the published one. */
public record Verdict(Kind kind, String why) {

    /** The four verdicts of {@code metrics.json}. */
    public enum Kind {
        EXACT("exact"),
        IN_BAND("in band"),
        OUT_OF_BAND("out of band"),
        NOT_COMPARABLE("not comparable");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    public static Verdict exact() {
        return new Verdict(Kind.EXACT, "");
    }

    public static Verdict inBand() {
        return new Verdict(Kind.IN_BAND, "");
    }

    public static Verdict outOfBand() {
        return new Verdict(Kind.OUT_OF_BAND, "");
    }

    public static Verdict notComparable(String why) {
        return new Verdict(Kind.NOT_COMPARABLE, why);
    }

    /** The text of {@code metrics.json}: {@code exact}, {@code in band}, {@code out of band} or {@code not comparable: <why>}. */
    @Override
    public String toString() {
        return why.isEmpty() ? kind.text : kind.text + ": " + why;
    }
}
