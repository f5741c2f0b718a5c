package org.dmol.chapters.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dmol.chapters.report.Table;
import org.dmol.data.DataException;
import org.dmol.data.DataFile;
import org.dmol.data.DataSet;
import org.dmol.data.DataState;
import org.dmol.data.DataStore;
import org.dmol.data.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dmol data}. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Show, fetch and verify data sets.",
        subcommands = {DataCommand.ListSets.class, DataCommand.Fetch.class, DataCommand.Verify.class})
final class DataCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return new ListSets().call();
    }

    /** {@code dmol data list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show the data sets, or all that is known of some.")
    static final class ListSets implements Callable<Integer> {
        @Parameters(paramLabel = "ID", arity = "0..*", description = "ids of data sets")
        List<String> ids = List.of();

        @Override
        public Integer call() {
            DataStore store = DataStore.standard();
            if (!ids.isEmpty()) {
                ids.forEach(id -> details(store.catalogue().get(id)));
                return 0;
            }
            Table table = Table.of("", "id", "title", "MB", "state", "licence");
            for (DataState state : store.list()) {
                DataSet set = state.dataSet();
                table.row(set.id(), set.title(), megabytes(set.bytes()), word(state), shorten(set.licence(), 40));
            }
            System.out.println(
                    table + "\n\n./dmol data list ID tells the source, the checksum, the columns and whom to cite.");
            return 0;
        }

        private static void details(DataSet set) {
            System.out.println(set.id() + ": " + set.title());
            System.out.println("  file      " + set.file() + ", " + set.bytes() + " bytes");
            System.out.println("  source    " + set.source());
            System.out.println("  SHA-256   " + (set.sha256() == null ? "not known" : set.sha256()));
            System.out.println("  licence   " + set.licence());
            System.out.println("  cite      " + set.citation());
            if (!set.note().isEmpty()) {
                System.out.println("  note      " + set.note());
            }
            set.columns()
                    .forEach(c -> System.out.println("  column    " + c.name() + " (" + c.type()
                            + (c.unit() == null || c.unit().isEmpty() ? "" : ", " + c.unit()) + ") " + c.about()));
            System.out.println();
        }
    }

    /** {@code dmol data fetch}. */
    @Command(name = "fetch", mixinStandardHelpOptions = true, description = "Download data sets and check them.")
    static final class Fetch implements Callable<Integer> {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "ids of data sets, or 'all'")
        List<String> ids = List.of();

        @Option(names = "--offline", description = "never touch the network")
        boolean offline;

        @Override
        public Integer call() {
            DataStore store = DataStore.standard()
                    .withProgress(Terminal.isInteractive() ? Progress.bar(System.err) : Progress.none());
            store = offline ? store.withOffline(true) : store;
            boolean all = ids.contains("all");
            int failed = 0;
            for (String id : all
                    ? store.catalogue().all().stream()
                            .filter(DataSet::isPublic)
                            .map(DataSet::id)
                            .toList()
                    : ids) {
                try {
                    DataFile file = store.fetch(id);
                    System.out.println(id + ": " + file.path() + " (" + file.origin() + ", SHA-256 "
                            + file.sha256().substring(0, 12) + "…)");
                } catch (DataException e) {
                    if (ids.size() == 1 && !all) {
                        throw e;
                    }
                    failed++;
                    System.err.println("dmol: " + e.getMessage());
                }
            }
            return failed == 0 ? 0 : 1;
        }
    }

    /** {@code dmol data verify}. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Compute the checksums of the files that are here.")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "ID", arity = "0..*", description = "ids of data sets (default: all)")
        List<String> ids = List.of();

        @Override
        public Integer call() {
            DataStore store = DataStore.standard();
            boolean damaged = false;
            boolean absent = false;
            Table table = Table.of("", "id", "state", "file", "what is known");
            for (String id : ids.isEmpty() || ids.contains("all")
                    ? store.catalogue().all().stream().map(DataSet::id).toList()
                    : ids) {
                DataState state = store.verify(id);
                damaged |= state.state() == DataState.State.DAMAGED;
                absent |= state.path() == null;
                table.row(
                        id,
                        word(state),
                        state.path() == null ? "" : state.path().toString(),
                        state.detail());
            }
            System.out.println(table);
            boolean named = !ids.isEmpty() && !ids.contains("all");
            return damaged || (absent && named) ? 1 : 0;
        }
    }

    private static String word(DataState state) {
        return state.state().name().toLowerCase(Locale.ROOT);
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "?" : String.format(Locale.ROOT, "%.2f", bytes / 1e6);
    }

    private static String shorten(String text, int length) {
        String s = text == null ? "" : text;
        return s.length() <= length ? s : s.substring(0, length - 1) + "…";
    }
}
