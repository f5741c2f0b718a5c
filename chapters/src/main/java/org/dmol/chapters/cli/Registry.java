package org.dmol.chapters.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Chapters;

/**
 * Entries of one kind that chapters offer, found by their own name or by their chapter's.
 *
 * @param <T> exporter, cross-check, bench or page
 */
final class Registry<T> {
    private final String kind;
    private final Function<T, String> name;
    private final List<Entry<T>> entries = new ArrayList<>();

    /** An entry and the chapter it belongs to. */
    record Entry<T>(Chapter chapter, T item) {}

    Registry(String kind, Function<Chapter, List<T>> offers, Function<T, String> name) {
        this.kind = kind;
        this.name = name;
        for (Chapter chapter : Chapters.all()) {
            offers.apply(chapter).forEach(item -> entries.add(new Entry<>(chapter, item)));
        }
    }

    List<Entry<T>> all() {
        return entries;
    }

    /** The entries of these names or chapters; {@code all} stands for every one. */
    List<Entry<T>> select(List<String> wanted) {
        List<Entry<T>> out = new ArrayList<>();
        for (String w : wanted) {
            List<Entry<T>> found = entries.stream()
                    .filter(e -> w.equals("all")
                            || name.apply(e.item()).equals(w)
                            || e.chapter().slug().equals(w)
                            || e.chapter().number().equals(w))
                    .toList();
            if (found.isEmpty()) {
                List<String> names =
                        entries.stream().map(e -> name.apply(e.item())).toList();
                throw new IllegalArgumentException(
                        names.isEmpty()
                                ? "There is no " + kind + " yet."
                                : "Unknown " + kind + " '" + w + "'" + Names.suggest(w, names));
            }
            out.addAll(found);
        }
        return out;
    }
}
