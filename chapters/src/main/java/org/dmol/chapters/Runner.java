package org.dmol.chapters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dmol.chapters.cli.Names;
import org.dmol.chapters.report.ChapterReport;
import org.dmol.chapters.report.ConsoleReport;
import org.dmol.chapters.report.DataUse;
import org.dmol.chapters.report.HtmlReport;
import org.dmol.chapters.report.JsonReports;
import org.dmol.chapters.report.Numbers;
import org.dmol.chapters.report.StepReport;
import org.dmol.layers.Seeds;
import org.dmol.layers.train.Fit;
import org.dmol.tf.Device;
import org.dmol.tf.TfRuntime;

/** Runs the steps of a chapter in order and writes what they put out. */
public final class Runner {
    private final Settings settings;
    private final ConsoleReport console;

    public Runner(Settings settings, ConsoleReport console) {
        this.settings = settings;
        this.console = console;
    }

    /**
     * Runs a chapter and writes {@code <out>/<slug>/}. Files of an earlier run are removed first and the new ones come last, so that a
     * run that was killed is not taken for a finished one.
     *
     * @throws IllegalArgumentException for an unknown step, option or device and for an output directory that cannot be written
     */
    public ChapterReport run(Chapter chapter) throws Exception {
        Set<String> wanted = wantedSteps(chapter);
        checkOptions(chapter);
        Device device = Device.parse(settings.device()).require();
        Fit.useDevice(device);
        Seeds.set(settings.seed());
        Path directory = prepare(chapter);
        console.heading("Chapter " + Integer.parseInt(chapter.number()) + ": " + chapter.title());
        console.line("device " + device + ", seed " + settings.seed()
                + (settings.quick() ? ", quick run: training is shortened" : ""));
        Instant started = Instant.now();
        long start = System.nanoTime();
        Run run = new Run(chapter, settings, directory, console);
        Set<String> needed = needed(chapter, wanted);
        List<StepReport> reports = new ArrayList<>();
        try {
            for (Step step : chapter.steps()) {
                if (needed.contains(step.id())) {
                    StepReport report = run(step, run, wanted.contains(step.id()));
                    if (wanted.contains(step.id())) {
                        reports.add(report);
                    }
                }
            }
        } finally {
            chapter.close();
        }
        ChapterReport report = new ChapterReport(
                chapter.number(),
                chapter.slug(),
                chapter.title(),
                chapter.about(),
                settings.quick(),
                settings.seed(),
                device.toString(),
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                (System.nanoTime() - start) / 1e9,
                settingsMap(chapter),
                versions(),
                run.store().used().values().stream().map(DataUse::of).toList(),
                reports);
        write(report, directory);
        return report;
    }

    private StepReport run(Step step, Run run, boolean record) throws Exception {
        if (record) {
            console.heading(step.id() + " " + step.title());
        }
        long start = System.nanoTime();
        run.begin(step, record);
        step.action().run(run);
        var blocks = run.end();
        return new StepReport(step.id(), step.title(), step.shows(), (System.nanoTime() - start) / 1e9, blocks);
    }

    private void write(ChapterReport report, Path directory) throws IOException {
        JsonReports.writeRun(report, directory.resolve("run.json"));
        HtmlReport.write(report, directory);
        JsonReports.writeMetrics(report, directory.resolve("metrics.json"));
        delete(directory.resolve(Run.CHECKPOINTS));
        console.heading(Numbers.duration(report.seconds()) + ": " + report.verdicts());
        console.line("report " + directory.resolve("report.html"));
    }

    private Set<String> wantedSteps(Chapter chapter) {
        List<String> ids = chapter.steps().stream().map(Step::id).toList();
        if (settings.steps().isEmpty()) {
            return new LinkedHashSet<>(ids);
        }
        Set<String> out = new LinkedHashSet<>();
        for (String asked : settings.steps()) {
            String id =
                    asked.contains(".") ? (asked.indexOf('.') == 1 ? "0" : "") + asked : chapter.number() + "." + asked;
            if (!ids.contains(id)) {
                throw new IllegalArgumentException(
                        "Chapter " + chapter.slug() + " has no step '" + asked + "'" + Names.suggest(asked, ids));
            }
            out.add(id);
        }
        return out;
    }

    private static Set<String> needed(Chapter chapter, Set<String> wanted) {
        Set<String> out = new LinkedHashSet<>(wanted);
        List<Step> steps = chapter.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (out.contains(step.id())) {
                out.addAll(
                        step.needs() != null
                                ? step.needs()
                                : steps.subList(0, i).stream().map(Step::id).toList());
            }
        }
        return out;
    }

    private void checkOptions(Chapter chapter) {
        List<String> known = chapter.options().stream().map(Option::name).toList();
        for (String name : settings.options().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Chapter " + chapter.slug() + " has no option '" + name + "'"
                        + (known.isEmpty() ? "; it has none." : Names.suggest(name, known)));
            }
        }
    }

    private Path prepare(Chapter chapter) {
        Path directory = settings.out().resolve(chapter.slug());
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".write", ".test"));
            for (String name : List.of("metrics.json", "run.json", "report.html")) {
                Files.deleteIfExists(directory.resolve(name));
            }
            delete(directory.resolve("figures"));
            return directory;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The output directory " + directory.toAbsolutePath() + " cannot be written ("
                            + e.getClass().getSimpleName() + "); choose another with --out.",
                    e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Map<String, Object> settingsMap(Chapter chapter) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("quick", settings.quick());
        out.put("offline", settings.offline());
        out.put("stand_in_allowed", settings.standIn());
        out.put("steps", settings.steps());
        chapter.options().forEach(o -> out.put(o.name(), settings.options().getOrDefault(o.name(), o.fallback())));
        return out;
    }

    static Map<String, String> versions() {
        Map<String, String> out = new LinkedHashMap<>();
        String own = Runner.class.getPackage().getImplementationVersion();
        out.put("dmol-java", own == null ? "development" : own);
        out.put("tensorflow", TfRuntime.version());
        out.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ")");
        out.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        out.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return out;
    }
}
