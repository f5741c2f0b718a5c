package org.dmol.data.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trials in a file, one JSON object a line. A last line that a killed process left unfinished is dropped. */
final class TrialLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path file;
    private final List<Trial> trials;

    private TrialLog(Path file, List<Trial> trials) {
        this.file = file;
        this.trials = trials;
    }

    /** Reads the file if there is one; a null file keeps nothing. */
    static TrialLog open(Path file, Space space) {
        List<Trial> trials = new ArrayList<>();
        if (file == null || !Files.exists(file)) {
            return new TrialLog(file, trials);
        }
        try {
            List<String> lines = Files.readAllLines(file);
            boolean whole = Files.readString(file).endsWith("\n");
            int n = whole ? lines.size() : lines.size() - 1;
            for (int i = 0; i < n; i++) {
                trials.add(read(lines.get(i), space, file, i));
            }
            if (!whole) {
                String kept = String.join("\n", lines.subList(0, n));
                Files.writeString(file, kept.isEmpty() ? "" : kept + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log of trials " + file + " cannot be read.", e);
        }
        return new TrialLog(file, trials);
    }

    List<Trial> trials() {
        return trials;
    }

    void add(Trial t) {
        if (file == null) {
            return;
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("trial", t.number());
        out.put("point", t.point().values());
        out.put("budget", t.budget());
        out.put("score", Double.isNaN(t.score()) ? null : t.score());
        out.put("state", t.state().name());
        out.put("seconds", Math.round(t.seconds() * 1000) / 1000.0);
        out.put("values", t.values());
        out.put("message", t.message());
        try {
            byte[] line = (JSON.writeValueAsString(out) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of trials " + file + " cannot be written.", e);
        }
    }

    private static Trial read(String line, Space space, Path file, int row) {
        try {
            JsonNode n = JSON.readTree(line);
            Map<String, Object> point = JSON.convertValue(
                    n.required("point"),
                    JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class));
            List<Double> values = new ArrayList<>();
            n.required("values").forEach(v -> values.add(v.asDouble()));
            JsonNode score = n.required("score");
            return new Trial(
                    n.required("trial").asInt(),
                    space.point(point),
                    n.required("budget").asDouble(),
                    values,
                    score.isNull() ? Double.NaN : score.asDouble(),
                    Trial.State.valueOf(n.required("state").asText()),
                    n.required("seconds").asDouble(),
                    n.required("message").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Line " + (row + 1) + " of " + file + " is no trial of this space: " + e.getMessage(), e);
        }
    }
}
