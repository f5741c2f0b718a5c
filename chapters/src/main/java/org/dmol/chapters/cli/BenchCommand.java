package org.dmol.chapters.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Python;
import org.dmol.chapters.Timings;
import org.dmol.chapters.report.JsonReports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dmol bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Time the same work here and in Python, one after the other, and write bench.json.")
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "BENCH",
            arity = "0..*",
            description = "names of benches or chapters, or 'all'; none: show them")
    List<String> names = List.of();

    @Mixin
    RunOptions options;

    @Override
    public Integer call() throws Exception {
        Registry<Bench> registry = new Registry<>("bench", Chapter::benches, Bench::name);
        if (names.isEmpty()) {
            registry.all()
                    .forEach(e ->
                            System.out.println(e.item().name() + "  " + e.item().title()));
            return 0;
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put(
                "machine",
                System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors, Java "
                        + System.getProperty("java.version"));
        Python python = new Python(Python.projectRoot());
        for (Registry.Entry<Bench> entry : registry.select(names)) {
            Timings timings = new Timings(options.settings(new ArrayList<>()), python);
            entry.item().run(timings);
            System.out.println(timings.table(
                    "\n" + entry.item().name() + ": " + entry.item().title()));
            results.put(
                    entry.item().name(),
                    timings.rows().stream().map(BenchCommand::row).toList());
        }
        JsonReports.write(options.out.resolve("bench.json"), results);
        System.out.println("\nWritten to " + options.out.resolve("bench.json"));
        return 0;
    }

    private static Map<String, Object> row(Timings.Row row) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", row.name());
        out.put("seconds", row.seconds());
        out.put("python_seconds", Double.isNaN(row.pythonSeconds()) ? null : row.pythonSeconds());
        out.put("ratio", Double.isNaN(row.ratio()) ? null : row.ratio());
        out.put("note", row.note());
        return out;
    }
}
