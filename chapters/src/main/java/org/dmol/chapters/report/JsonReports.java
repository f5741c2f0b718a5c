package org.dmol.chapters.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmol.array.AtomicFile;

/** Writes {@code metrics.json} and {@code run.json}. */
public final class JsonReports {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReports() {}

    /** The measured values of a run, with the published ones and the verdicts. */
    public static void writeMetrics(ChapterReport report, Path file) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("chapter", report.number());
        root.put("slug", report.slug());
        root.put("data", report.dataKind());
        root.put("quick", report.quick());
        root.put("seed", report.seed());
        root.put("seconds", rounded(report.seconds()));
        root.put("steps", report.steps().stream().map(JsonReports::step).toList());
        write(file, root);
    }

    /** How the run was made. */
    public static void writeRun(ChapterReport report, Path file) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("chapter", report.number());
        root.put("slug", report.slug());
        root.put("started", report.started());
        root.put("seconds", rounded(report.seconds()));
        root.put("seed", report.seed());
        root.put("device", report.device());
        root.put("versions", report.versions());
        root.put("settings", report.settings());
        root.put("data", report.data());
        write(file, root);
    }

    /** Writes any tree of maps, lists and values, indented. */
    public static void write(Path file, Object tree) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(tree);
        AtomicFile.write(file, out -> {
            out.write(bytes);
            out.write('\n');
        });
    }

    private static Map<String, Object> step(StepReport step) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", step.id());
        out.put("title", step.title());
        out.put("seconds", rounded(step.seconds()));
        out.put("metrics", step.metrics().stream().map(JsonReports::metric).toList());
        out.put("figures", step.figures());
        return out;
    }

    private static Map<String, Object> metric(Metric m) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", m.name());
        out.put("value", finite(m.value()));
        out.put("unit", m.unit());
        out.put("published", m.published());
        out.put("band", m.band() == null ? null : ends(m.band()));
        out.put("verdict", m.verdict().toString());
        return out;
    }

    private static List<Double> ends(double[] band) {
        List<Double> out = new ArrayList<>();
        for (double b : band) {
            out.add(finite(b));
        }
        return out;
    }

    /** JSON has no infinities: an open end of a band, or a value that overflowed, is null. */
    private static Double finite(double v) {
        return Double.isFinite(v) ? v : null;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
