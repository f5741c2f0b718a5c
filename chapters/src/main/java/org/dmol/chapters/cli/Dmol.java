package org.dmol.chapters.cli;

import java.util.List;
import org.dmol.chapters.Chapter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code dmol}. */
@Command(
        name = "dmol",
        mixinStandardHelpOptions = true,
        versionProvider = Dmol.Version.class,
        description = "Deep Learning for Molecules and Materials, in Java on TensorFlow.",
        subcommands = {
            ListCommand.class,
            RunCommand.class,
            DataCommand.class,
            ExportCommand.class,
            CrossCheckCommand.class,
            BenchCommand.class,
            ServeCommand.class
        })
public final class Dmol {
    private Dmol() {}

    public static void main(String[] args) {
        Quiet.install();
        System.exit(Interruption.guard(() -> commandLine().execute(args.length == 0 ? new String[] {"--help"} : args)));
    }

    /** Runs one chapter with the options of {@code dmol run}: what a chapter's own main method does. */
    public static void runChapter(Chapter chapter, String... args) {
        Quiet.install();
        System.exit(Interruption.guard(() ->
                configured(new CommandLine(new RunCommand(List.of(chapter)))).execute(args)));
    }

    /** The command line, for {@link #main} and for tests. */
    public static CommandLine commandLine() {
        return configured(new CommandLine(new Dmol()));
    }

    static CommandLine configured(CommandLine line) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> report(e, command));
        // Errors that a user can do something about: too little memory, and classes that were replaced while the
        // program ran.
        line.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
                return report(e, parsed.commandSpec().commandLine());
            }
        });
        return line;
    }

    private static int report(Throwable e, CommandLine command) {
        command.getErr().println("dmol: " + Failures.sentence(e));
        if (System.getenv("DMOL_DEBUG") != null) {
            e.printStackTrace(command.getErr());
        }
        return 1;
    }

    /** Version of the project and of what it stands on. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String own = Dmol.class.getPackage().getImplementationVersion();
            return new String[] {
                "dmol-java " + (own == null ? "development" : own), "Java " + System.getProperty("java.version")
            };
        }
    }
}
