package org.dmol.chapters.report;

/**
 * A metric being described. It is recorded by {@code Run.metric} at once; what is said about it here counts until the step prints or
 * records something else.
 *
 * <p>A value is compared with the published one unless that makes no sense: a {@linkplain #band band} is not applied to a quick run, an
 * exact value neither to another {@linkplain #forSeed seed}, and neither of them to generated stand-in data.
 */
public final class MetricDraft {
    private final String name;
    private final double value;
    private final String unit;
    private final Circumstances run;
    private Double published;
    private Double expected;
    private double[] band;
    private double tolerance = Double.NaN;
    private Boolean inQuick;
    private boolean withStandIn;
    private Long seed;
    private String reason;
    private String note = "";

    /** What a verdict depends on besides the numbers. */
    public record Circumstances(boolean quick, boolean standIn, long seed) {}

    public MetricDraft(String name, double value, String unit, Circumstances run) {
        this.name = name;
        this.value = value;
        this.unit = unit;
        this.run = run;
    }

    /** The book's value, for show; add a {@link #band} to judge by. */
    public MetricDraft published(double value) {
        published = value;
        return this;
    }

    /** A deterministic value, equal within 1e-9 relative. */
    public MetricDraft exactly(double value) {
        return exactly(value, 1e-9);
    }

    /** A deterministic value, equal within a relative tolerance. */
    public MetricDraft exactly(double value, double relative) {
        return near(value, relative * Math.max(Math.abs(value), 1e-300));
    }

    /** A deterministic value, equal within an absolute tolerance (such as half a unit of the last printed digit). */
    public MetricDraft near(double value, double absolute) {
        published = value;
        tolerance = absolute;
        return this;
    }

    /** A value that is not in the book but follows from theory or another computation, equal within a relative tolerance. */
    public MetricDraft expected(double value, double relative) {
        expected = value;
        tolerance = relative * Math.max(Math.abs(value), 1e-300);
        return this;
    }

    /** A random value, accepted within these limits. */
    public MetricDraft band(double lowest, double highest) {
        band = new double[] {lowest, highest};
        return this;
    }

    /** Judge it in a quick run too. */
    public MetricDraft alsoQuick() {
        inQuick = true;
        return this;
    }

    /** Do not judge it in a quick run, although it is deterministic. */
    public MetricDraft unlessQuick() {
        inQuick = false;
        return this;
    }

    /** Judge it although the data are a generated stand-in (it does not depend on them). */
    public MetricDraft alsoStandIn() {
        withStandIn = true;
        return this;
    }

    /** Do not judge it on generated stand-in data, although it is a check. */
    public MetricDraft onRealData() {
        withStandIn = false;
        return this;
    }

    /** The published value belongs to this seed. */
    public MetricDraft forSeed(long value) {
        seed = value;
        return this;
    }

    /** States why no verdict is given. */
    public MetricDraft notComparable(String why) {
        reason = why;
        return this;
    }

    /** An explanation that the report shows beside the verdict. */
    public MetricDraft note(String text) {
        note = text;
        return this;
    }

    /** The finished metric. */
    public Metric finish() {
        double[] accepted = expected == null ? band : new double[] {expected - tolerance, expected + tolerance};
        return new Metric(name, value, unit, published, accepted, expected, verdict(), note);
    }

    private Verdict verdict() {
        boolean exact = !Double.isNaN(tolerance);
        if (reason != null) {
            return Verdict.notComparable(reason);
        }
        if (!exact && band == null) {
            return Verdict.notComparable(published == null ? "no published value" : "no acceptance band");
        }
        if (run.standIn() && !withStandIn) {
            return Verdict.notComparable("generated stand-in data");
        }
        boolean judgedQuick = inQuick != null ? inQuick : exact;
        if (run.quick() && !judgedQuick) {
            return Verdict.notComparable("quick run");
        }
        if (seed != null && run.seed() != seed) {
            return Verdict.notComparable("published for seed " + seed + ", this is seed " + run.seed());
        }
        if (exact && Math.abs(value - (expected != null ? expected : published)) <= tolerance) {
            return Verdict.exact();
        }
        return band != null && value >= band[0] && value <= band[1] ? Verdict.inBand() : Verdict.outOfBand();
    }
}
