package org.dmol.chapters.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Exporter;
import org.dmol.chapters.Run;
import org.dmol.chapters.report.ConsoleReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dmol export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Train and write models for other programs: SavedModel, model card, provenance.")
final class ExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..*",
            description = "names of models or chapters, or 'all'; none: show them")
    List<String> names = List.of();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = "saved-models",
            description = "where to write (default: saved-models)")
    Path to;

    @Mixin
    RunOptions options;

    @Override
    public Integer call() throws Exception {
        Registry<Exporter> registry =
                new Registry<>("model to export", Chapter::exporters, Exporter::name, Exporter::title);
        if (names.isEmpty()) {
            System.out.println(registry.table());
            return 0;
        }
        ConsoleReport console = new ConsoleReport(System.out, Terminal.colours());
        for (Registry.Entry<Exporter> entry : registry.select(names)) {
            console.heading(
                    "Export " + entry.item().name() + ": " + entry.item().title());
            export(entry, console);
        }
        return 0;
    }

    private void export(Registry.Entry<Exporter> entry, ConsoleReport console) throws Exception {
        Path target = to.resolve(entry.item().name());
        Path fresh;
        try {
            Files.createDirectories(to);
            fresh = Files.createDirectory(
                    to.resolve(".export-" + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The directory " + to.toAbsolutePath() + " cannot be written; choose another with --to.", e);
        }
        try {
            Path work = options.out.resolve(entry.chapter().slug());
            entry.item().export(new Run(entry.chapter(), options.settings(List.of()), work, console), fresh);
            delete(target);
            Files.move(fresh, target);
            console.line("wrote " + target);
        } finally {
            delete(fresh);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }
}
