package org.dmol.chapters.report;

import java.util.List;
import java.util.Map;

/**
 * What a chapter's run put out.
 *
 * @param settings name and value of everything that was set, for {@code run.json}
 * @param versions of Java, TensorFlow and this project
 * @param data data sets that were read
 */
public record ChapterReport(
        String number,
        String slug,
        String title,
        String about,
        boolean quick,
        long seed,
        String device,
        String started,
        double seconds,
        Map<String, Object> settings,
        Map<String, String> versions,
        List<DataUse> data,
        List<StepReport> steps) {

    /** {@code stand-in} if any data set was generated, otherwise {@code real}. */
    public String dataKind() {
        return data.stream().anyMatch(DataUse::standsIn) ? "stand-in" : "real";
    }

    public List<Metric> metrics() {
        return steps.stream().flatMap(s -> s.metrics().stream()).toList();
    }

    public long count(Verdict.Kind kind) {
        return metrics().stream().filter(m -> m.verdict().kind() == kind).count();
    }

    /** One line: how many metrics got which verdict. */
    public String verdicts() {
        return count(Verdict.Kind.EXACT) + " exact, " + count(Verdict.Kind.IN_BAND) + " in band, "
                + count(Verdict.Kind.OUT_OF_BAND) + " out of band, " + count(Verdict.Kind.NOT_COMPARABLE)
                + " not comparable";
    }
}
