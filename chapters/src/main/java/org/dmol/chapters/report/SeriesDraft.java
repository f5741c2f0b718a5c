package org.dmol.chapters.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Several metrics of one kind, shown as one table: a loss curve, a gradient. Each settles like a {@link MetricDraft}. */
public final class SeriesDraft {
    private final String title;
    private final List<String> labels;
    private final MetricDraft.Circumstances circumstances;
    private final List<MetricDraft> drafts = new ArrayList<>();

    public SeriesDraft(
            String name, List<String> labels, double[] values, String unit, MetricDraft.Circumstances circumstances) {
        this.title = name;
        this.circumstances = circumstances;
        this.labels = List.copyOf(labels);
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    "Series " + name + " has " + values.length + " values but " + labels.size() + " labels.");
        }
        for (int i = 0; i < values.length; i++) {
            drafts.add(new MetricDraft(name + "[" + labels.get(i) + "]", values[i], unit, circumstances));
        }
    }

    /** Deterministic published values, equal within a relative tolerance. */
    public SeriesDraft exactly(double[] published, double relative) {
        return each(published, (m, i) -> m.exactly(published[i], relative));
    }

    /** Values that follow from theory or another computation, equal within a relative tolerance. */
    public SeriesDraft expected(double[] values, double relative) {
        return each(values, (m, i) -> m.expected(values[i], relative));
    }

    /** Random values: published value, lowest and highest accepted one of each. */
    public SeriesDraft band(double[] published, double[] lowest, double[] highest) {
        return each(published, (m, i) -> m.published(published[i]).band(lowest[i], highest[i]));
    }

    /** Says anything else about every metric, such as {@code (m, i) -> m.forSeed(0)}. */
    public SeriesDraft each(ObjIntConsumer<MetricDraft> say) {
        for (int i = 0; i < drafts.size(); i++) {
            say.accept(drafts.get(i), i);
        }
        return this;
    }

    /** The finished table. */
    public Block.Series finish() {
        return new Block.Series(
                title, labels, drafts.stream().map(MetricDraft::finish).toList());
    }

    private SeriesDraft each(double[] published, ObjIntConsumer<MetricDraft> say) {
        if (published.length != drafts.size()) {
            if (circumstances.standIn()) {
                return this; // generated data may give another number of values; they are not compared anyway
            }
            throw new IllegalArgumentException("Series " + title + " has " + drafts.size() + " values but "
                    + published.length + " published ones.");
        }
        return each(say);
    }
}
