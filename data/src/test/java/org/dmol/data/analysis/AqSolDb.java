package org.dmol.data.analysis;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dmol.array.Nd;
import org.junit.jupiter.api.Assumptions;

/** The solubility data for tests that need them; without the directory that {@code DMOL_DATA} names the test is skipped. */
public record AqSolDb(List<Map<String, String>> rows) {
    /** The columns computed by RDKit, in the order of the file. */
    public static final List<String> FEATURES = List.of(
            "MolWt",
            "MolLogP",
            "MolMR",
            "HeavyAtomCount",
            "NumHAcceptors",
            "NumHDonors",
            "NumHeteroatoms",
            "NumRotatableBonds",
            "NumValenceElectrons",
            "NumAromaticRings",
            "NumSaturatedRings",
            "NumAliphaticRings",
            "RingCount",
            "TPSA",
            "LabuteASA",
            "BalabanJ",
            "BertzCT");

    public static AqSolDb load() throws IOException {
        String directory = System.getenv("DMOL_DATA");
        Assumptions.assumeTrue(directory != null, "DMOL_DATA is not set");
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            Path file = files.filter(p -> p.endsWith("curated-solubility-dataset.csv"))
                    .findFirst()
                    .orElse(null);
            Assumptions.assumeTrue(file != null, "no curated-solubility-dataset.csv in DMOL_DATA");
            try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                    .readerForMapOf(String.class)
                    .with(CsvSchema.emptySchema().withHeader())
                    .readValues(file.toFile())) {
                return new AqSolDb(rows.readAll());
            }
        }
    }

    public List<String> column(String name) {
        return rows.stream().map(r -> r.get(name)).toList();
    }

    public double[] numbers(String name) {
        return rows.stream().mapToDouble(r -> Double.parseDouble(r.get(name))).toArray();
    }

    public Nd features() {
        return Nd.matrix(FEATURES.stream().map(this::numbers).toArray(double[][]::new))
                .transpose();
    }
}
