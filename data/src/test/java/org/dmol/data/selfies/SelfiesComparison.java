package org.dmol.data.selfies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the codec with selfies of PyPI string by string. Needs {@code DMOL_DATA} and the directory that
 * {@code python selfies_golden.py OUT --dump DIR} has filled; prints a table and the first differences.
 */
public final class SelfiesComparison {
    private SelfiesComparison() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1 || GoldenSets.data() == null) {
            System.err.println("Usage: DMOL_DATA=… SelfiesComparison <directory of selfies_golden.py --dump>");
            System.exit(2);
        }
        Path dump = Path.of(args[0]);
        System.out.println("| set | rows | same line | per cent | encoded here | encoded by selfies |");
        System.out.println("|---|---|---|---|---|---|");
        for (String set : List.of(
                "aqsoldb",
                "aqsoldb_stripped",
                "clintox",
                "bbbp",
                "esol",
                "freesolv",
                "lipophilicity",
                "hopv",
                "zinc",
                "natural_products",
                "guacamol",
                "qm9")) {
            if (Files.exists(dump.resolve(set + ".txt"))) {
                List<String> inputs = GoldenSets.read(GoldenSets.data(), set);
                compare(set, inputs, lines(inputs), dump);
            }
        }
        JsonNode digests = resource("digests.json");
        digests.path("random").properties().forEach(e -> {
            try {
                List<String> inputs = randomInputs(digests, e.getValue());
                Selfies codec = codec(e.getValue().path("table").asText());
                List<String> ours = inputs.stream()
                        .map(s -> GoldenLines.ofSelfies(codec, s))
                        .toList();
                compare("random-" + e.getKey(), inputs, ours, dump);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
    }

    static JsonNode resource(String name) throws IOException {
        try (InputStream in = SelfiesComparison.class.getResourceAsStream("/selfies/" + name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    /** The codec of a table named in the golden files. */
    static Selfies codec(String table) throws IOException {
        if (!table.equals("custom")) {
            return Selfies.with(BondConstraints.preset(table));
        }
        Map<String, Integer> capacities = new HashMap<>();
        resource("cases.json")
                .path("tables")
                .path("custom")
                .properties()
                .forEach(e -> capacities.put(e.getKey(), e.getValue().asInt()));
        return Selfies.with(BondConstraints.of(capacities));
    }

    /** The random strings of one entry of {@code digests.json}. */
    static List<String> randomInputs(JsonNode digests, JsonNode entry) throws IOException {
        List<String> alphabet =
                new ArrayList<>(codec(entry.path("table").asText()).robustAlphabet());
        if (entry.path("extra").asBoolean()) {
            digests.path("extra_symbols").forEach(s -> alphabet.add(s.asText()));
        }
        return GoldenLines.random(
                alphabet, entry.path("count").asInt(), entry.path("seed").asInt(), 100);
    }

    private static List<String> lines(List<String> smiles) {
        return smiles.stream()
                .map(s -> GoldenLines.ofSmiles(Selfies.standard(), s))
                .toList();
    }

    private static void compare(String name, List<String> inputs, List<String> ours, Path dump) throws IOException {
        List<String> theirs = Files.readAllLines(dump.resolve(name + ".txt"));
        int same = 0;
        int shown = 0;
        for (int i = 0; i < ours.size(); i++) {
            if (ours.get(i).equals(theirs.get(i))) {
                same++;
            } else if (shown++ < 5) {
                System.err.println(name + " row " + i + ": " + inputs.get(i) + "\n  here    " + ours.get(i)
                        + "\n  selfies " + theirs.get(i));
            }
        }
        System.out.printf(
                "| %s | %d | %d | %.4f | %d | %d |%n",
                name, ours.size(), same, 100.0 * same / ours.size(), good(ours), good(theirs));
    }

    private static long good(List<String> lines) {
        return lines.stream().filter(s -> !s.startsWith("!")).count();
    }
}
