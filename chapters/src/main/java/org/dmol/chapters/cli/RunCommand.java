package org.dmol.chapters.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Chapters;
import org.dmol.chapters.Runner;
import org.dmol.chapters.Settings;
import org.dmol.chapters.report.ChapterReport;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.chapters.report.IndexPage;
import org.dmol.chapters.report.Numbers;
import org.dmol.chapters.report.Table;
import org.dmol.chapters.report.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dmol run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run chapters: train, print, draw, compare with the published numbers, write the report.")
final class RunCommand implements Callable<Integer> {
    private static final int OUT_OF_BAND = 3;

    @Parameters(paramLabel = "CHAPTER", arity = "0..*", description = "names or numbers of chapters, or 'all'")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--step",
            split = ",",
            paramLabel = "ID",
            description = "only these steps, such as 06.4 (and, silently, what they need)")
    List<String> steps = new ArrayList<>();

    @Option(names = "--strict", description = "exit with 3 if a number is out of band")
    boolean strict;

    @Mixin
    RunOptions options;

    private final List<Chapter> given;

    RunCommand() {
        this(List.of());
    }

    RunCommand(List<Chapter> given) {
        this.given = given;
    }

    @Override
    public Integer call() throws Exception {
        List<Chapter> chapters = given.isEmpty() ? Chapters.select(names) : given;
        if (chapters.isEmpty()) {
            throw new IllegalArgumentException("Name a chapter to run, or 'all'; './dmol list' shows them.");
        }
        Map<Chapter, Settings> plan = plan(chapters);
        ConsoleReport console = new ConsoleReport(System.out, Terminal.colours());
        List<ChapterReport> reports = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Map.Entry<Chapter, Settings> entry : plan.entrySet()) {
            try {
                reports.add(new Runner(entry.getValue(), console).run(entry.getKey()));
            } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
                if (chapters.size() == 1) {
                    throw e;
                }
                failures.add("Chapter " + entry.getKey().slug() + " failed: " + Failures.sentence(e));
                console.line(failures.get(failures.size() - 1));
            }
        }
        if (chapters.size() > 1) {
            summary(console, reports, failures);
        }
        boolean bad = reports.stream().anyMatch(r -> r.count(Verdict.Kind.OUT_OF_BAND) > 0);
        return !failures.isEmpty() ? 1 : strict && bad ? OUT_OF_BAND : 0;
    }

    /** Each chapter gets the options that it knows; one that nobody knows is an error. */
    private Map<Chapter, Settings> plan(List<Chapter> chapters) {
        Settings common = options.settings(steps);
        Map<Chapter, Settings> out = new LinkedHashMap<>();
        for (Chapter chapter : chapters) {
            Map<String, String> own = new LinkedHashMap<>(common.options());
            if (chapters.size() > 1) {
                own.keySet().removeIf(name -> !knows(chapter, name));
            }
            out.put(chapter, common.withOptions(own));
        }
        for (String name : common.options().keySet()) {
            if (chapters.stream().noneMatch(c -> knows(c, name)) && chapters.size() > 1) {
                throw new IllegalArgumentException("None of these chapters has an option '" + name + "'.");
            }
        }
        return out;
    }

    private static boolean knows(Chapter chapter, String option) {
        return chapter.options().stream().anyMatch(o -> o.name().equals(option));
    }

    private void summary(ConsoleReport console, List<ChapterReport> reports, List<String> failures) throws Exception {
        Table table = Table.of("", "chapter", "time", "exact", "in band", "out of band", "not comparable");
        for (ChapterReport r : reports) {
            table.row(
                    r.number() + " " + r.slug(),
                    Numbers.duration(r.seconds()),
                    r.count(Verdict.Kind.EXACT),
                    r.count(Verdict.Kind.IN_BAND),
                    r.count(Verdict.Kind.OUT_OF_BAND),
                    r.count(Verdict.Kind.NOT_COMPARABLE));
        }
        console.heading("All chapters");
        console.line(table.toString());
        failures.forEach(console::line);
        console.line("index " + IndexPage.write(options.out, reports, failures));
    }
}
