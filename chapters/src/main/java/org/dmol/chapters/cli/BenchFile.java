package org.dmol.chapters.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dmol.chapters.Bench;
import org.dmol.chapters.Timings;
import org.dmol.chapters.report.JsonReports;

/** {@code bench.json}: the last timings of each bench. A bench that is run again takes its old place; the others stay. */
final class BenchFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path path;
    private final Map<String, Object> benches;

    private BenchFile(Path path, Map<String, Object> benches) {
        this.path = path;
        this.benches = benches;
    }

    /**
     * Reads the file; empty if there is none.
     *
     * @throws IOException if it is there and is not JSON
     */
    static BenchFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            return new BenchFile(path, new LinkedHashMap<>());
        }
        try {
            return new BenchFile(
                    path, JSON.readValue(path.toFile(), new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (IOException e) {
            throw new IOException("The file " + path + " is not one of ./dmol bench; move it away.", e);
        }
    }

    /** Puts the timings of a bench into the file, which is written at once. */
    void put(Bench bench, Timings timings) throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("title", bench.title());
        out.put("date", LocalDate.now().toString());
        out.put(
                "machine",
                System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors, Java "
                        + System.getProperty("java.version"));
        out.put("quick", timings.settings().quick());
        out.put("timings", timings.rows().stream().map(BenchFile::row).toList());
        benches.put(bench.name(), out);
        JsonReports.write(path, benches);
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
