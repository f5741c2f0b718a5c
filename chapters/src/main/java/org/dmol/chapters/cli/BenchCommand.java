package org.dmol.chapters.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Python;
import org.dmol.chapters.Timings;
import org.dmol.chapters.libraries.LibraryBenches;
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
        Registry<Bench> registry =
                new Registry<>("bench", Chapter::benches, Bench::name, Bench::title).and(LibraryBenches.all());
        if (names.isEmpty()) {
            System.out.println(registry.table());
            return 0;
        }
        BenchFile file = BenchFile.open(options.out.resolve("bench.json"));
        Python python = new Python(Python.projectRoot());
        for (Registry.Entry<Bench> entry : registry.select(names)) {
            Timings timings = new Timings(options.settings(new ArrayList<>()), python);
            entry.item().run(timings);
            System.out.println(timings.table(
                    "\n" + entry.item().name() + ": " + entry.item().title()));
            file.put(entry.item(), timings);
        }
        System.out.println("\nWritten to " + options.out.resolve("bench.json"));
        return 0;
    }
}
