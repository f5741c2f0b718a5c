package org.dmol.chapters.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Chapters;
import org.dmol.chapters.report.Table;

/**
 * Entries of one kind that chapters offer, found by their own name or by their chapter's.
 *
 * @param <T> exporter, cross-check, bench or page
 */
final class Registry<T> {
    private final String kind;
    private final Function<T, String> name;
    private final Function<T, String> title;
    private final List<Entry<T>> entries = new ArrayList<>();

    /** An entry and the chapter it belongs to; null for what belongs to a library. */
    record Entry<T>(Chapter chapter, T item) {}

    Registry(String kind, Function<Chapter, List<T>> offers, Function<T, String> name, Function<T, String> title) {
        this.kind = kind;
        this.name = name;
        this.title = title;
        for (Chapter chapter : Chapters.all()) {
            offers.apply(chapter).forEach(item -> entries.add(new Entry<>(chapter, item)));
        }
    }

    /** Adds what belongs to no chapter. */
    Registry<T> and(List<T> items) {
        items.forEach(item -> entries.add(new Entry<>(null, item)));
        return this;
    }

    /** Name and title of every entry. */
    Table table() {
        Table table = Table.of("", "name", "what", "chapter");
        for (Entry<T> e : entries) {
            table.row(
                    name.apply(e.item()),
                    title.apply(e.item()),
                    e.chapter() == null ? "" : e.chapter().slug());
        }
        return table;
    }

    List<Entry<T>> all() {
        return entries;
    }

    /** The entries of these names or chapters; {@code all} stands for every one. */
    List<Entry<T>> select(List<String> wanted) {
        List<Entry<T>> out = new ArrayList<>();
        for (String w : wanted) {
            List<Entry<T>> found = entries.stream()
                    .filter(e -> w.equals("all") || name.apply(e.item()).equals(w) || isOf(e.chapter(), w))
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

    private static boolean isOf(Chapter chapter, String wanted) {
        return chapter != null
                && (chapter.slug().equals(wanted) || chapter.number().equals(wanted));
    }
}
