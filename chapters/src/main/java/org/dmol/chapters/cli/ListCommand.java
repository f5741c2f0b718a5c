package org.dmol.chapters.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Chapters;
import org.dmol.chapters.Option;
import org.dmol.chapters.Step;
import org.dmol.chapters.report.Numbers;
import org.dmol.chapters.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dmol list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Show the chapters, or the steps and options of some.")
final class ListCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CHAPTER", arity = "0..*", description = "names or numbers of chapters, or 'all'")
    List<String> names = List.of();

    @Override
    public Integer call() {
        if (names.isEmpty()) {
            overview();
        } else {
            Chapters.select(names).forEach(ListCommand::details);
        }
        return 0;
    }

    private static void overview() {
        Table table = Table.of("", "no.", "chapter", "title", "steps", "data sets", "run", "quick");
        for (Chapter c : Chapters.all()) {
            table.row(
                    c.number(),
                    c.slug(),
                    c.title(),
                    c.steps().size(),
                    c.data().isEmpty() ? "–" : String.join(", ", c.data()),
                    time(c, false),
                    time(c, true));
        }
        System.out.println(table);
        System.out.println("\n./dmol run CHAPTER [--quick]     ./dmol list CHAPTER for its steps");
    }

    private static void details(Chapter c) {
        System.out.println(c.number() + " " + c.slug() + ": " + c.title());
        System.out.println(c.about());
        System.out.println("data sets: " + (c.data().isEmpty() ? "none" : String.join(", ", c.data())) + "; takes "
                + time(c, false) + ", quick " + time(c, true));
        Table steps = Table.of("", "step", "title", "shows");
        for (Step s : c.steps()) {
            steps.row(s.id(), s.title(), s.shows());
        }
        System.out.println("\n" + steps + "\n");
        if (!c.options().isEmpty()) {
            Table options = Table.of("", "--set", "default", "meaning");
            for (Option o : c.options()) {
                options.row(o.name(), o.fallback(), o.meaning());
            }
            System.out.println(options + "\n");
        }
    }

    private static String time(Chapter c, boolean quick) {
        return c.seconds(quick) == 0 ? "–" : Numbers.duration(c.seconds(quick));
    }
}
