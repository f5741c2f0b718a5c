package org.dmol.data.selfies;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The SMILES columns that {@code selfies_golden.py} reads, in the same order. */
final class GoldenSets {
    private GoldenSets() {}

    /** The directory with the real data, or null. */
    static Path data() {
        String dir = System.getenv("DMOL_DATA");
        return dir == null || !Files.isDirectory(Path.of(dir)) ? null : Path.of(dir);
    }

    static List<String> read(Path data, String set) throws IOException {
        return switch (set) {
            case "aqsoldb" -> table(data, "curated-solubility-dataset.csv", "SMILES");
            // 40 SMILES of AqSolDB end with a blank, which selfies refuses.
            case "aqsoldb_stripped" -> stripped(table(data, "curated-solubility-dataset.csv", "SMILES"));
            case "clintox" -> table(data, "clintox.csv.gz", "smiles");
            case "bbbp" -> table(data, "BBBP.csv", "smiles");
            case "esol" -> stripped(table(data, "delaney-processed.csv", "smiles"));
            case "freesolv" -> table(data, "SAMPL.csv", "smiles");
            case "lipophilicity" -> table(data, "Lipophilicity.csv", "smiles");
            case "hopv" -> table(data, "hopv.csv", "smiles");
            case "zinc" -> lines(data, "zinc250k_subset_union.smi.gz");
            case "natural_products" -> lines(data, "znp.50k.smi.gz");
            case "guacamol" -> lines(data, "guacamol_v1_valid.smi.gz");
            case "qm9" -> table(data, "qm9_smiles.csv.gz", "smiles");
            default -> throw new IllegalArgumentException(set);
        };
    }

    private static List<String> stripped(List<String> values) {
        return values.stream().map(String::strip).toList();
    }

    private static List<String> table(Path data, String name, String column) throws IOException {
        List<String> values = new ArrayList<>();
        try (InputStream in = open(data, name);
                MappingIterator<Map<String, String>> rows = new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            while (rows.hasNext()) {
                values.add(rows.next().get(column));
            }
        }
        return values;
    }

    private static List<String> lines(Path data, String name) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(open(data, name), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(s -> !s.isBlank())
                    .map(s -> s.split("\\s+", 2)[0])
                    .toList();
        }
    }

    private static InputStream open(Path data, String name) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            Path file = files.filter(f -> f.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new FileNotFoundException(name));
            InputStream in = Files.newInputStream(file);
            return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
        }
    }
}
