package org.dmol.chapters.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dmol.chapters.Chapter;
import org.dmol.chapters.Checks;
import org.dmol.chapters.CrossCheck;
import org.dmol.chapters.Python;
import org.dmol.chapters.report.JsonReports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dmol crosscheck}. */
@Command(
        name = "crosscheck",
        mixinStandardHelpOptions = true,
        description = "Compute the same numbers here and in Python, and compare them.")
final class CrossCheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CHECK",
            arity = "0..*",
            description = "names of checks or chapters, or 'all'; none: show them")
    List<String> names = List.of();

    @Mixin
    RunOptions options;

    @Override
    public Integer call() throws Exception {
        Registry<CrossCheck> registry =
                new Registry<>("cross-check", Chapter::crossChecks, CrossCheck::name, CrossCheck::title);
        if (names.isEmpty()) {
            System.out.println(registry.table());
            return 0;
        }
        boolean hold = true;
        Map<String, Object> results = new LinkedHashMap<>();
        Python python = new Python(Python.projectRoot());
        for (Registry.Entry<CrossCheck> entry : registry.select(names)) {
            Checks checks = new Checks(options.settings(new ArrayList<>()), python);
            entry.item().run(checks);
            System.out.println(checks.table(
                    "\n" + entry.item().name() + ": " + entry.item().title()));
            hold &= checks.allHold();
            results.put(entry.item().name(), checks.rows());
        }
        JsonReports.write(options.out.resolve("crosscheck.json"), results);
        System.out.println("\n" + (hold ? "Everything agrees." : "Something differs.") + " Written to "
                + options.out.resolve("crosscheck.json"));
        return hold ? 0 : 1;
    }
}
