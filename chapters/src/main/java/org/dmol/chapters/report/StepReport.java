package org.dmol.chapters.report;

import java.util.List;
import java.util.stream.Stream;

/** What a step put out. */
public record StepReport(String id, String title, String shows, double seconds, List<Block> blocks) {

    public List<Metric> metrics() {
        return blocks.stream()
                .flatMap(b -> {
                    if (b instanceof Block.Measured m) {
                        return Stream.of(m.metric());
                    }
                    return b instanceof Block.Series s ? s.metrics().stream() : Stream.empty();
                })
                .toList();
    }

    /** Paths of the figures relative to the chapter's directory, the one to show of each. */
    public List<String> figures() {
        return blocks.stream()
                .filter(Block.Picture.class::isInstance)
                .map(b -> ((Block.Picture) b).files().get(0))
                .toList();
    }
}
