package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @TempDir
    Path dir;

    private static final String GOOD = "id,name,logS,n\nA-1,\"N,N-dimethyl \"\"x\"\"\",-3.5,1\nB-2,Grüße,2e-1,2\n";

    @Test
    void quotesCommasAndTypes() {
        CsvTable t =
                Csv.columns().text("name", "id").number("logS").integer("n").readText(GOOD, "good");
        assertThat(t.size()).isEqualTo(2);
        assertThat(t.text("name")).containsExactly("N,N-dimethyl \"x\"", "Grüße");
        assertThat(t.text("id")).containsExactly("A-1", "B-2");
        assertThat(t.number("logS")).containsExactly(-3.5, 0.2);
        assertThat(t.integer("n")).containsExactly(1, 2);
        assertThat(t.rejected()).isEmpty();
        assertThatThrownBy(() -> t.number("name"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'name'");
    }

    @Test
    void badRowsAreListedAndTheOthersUsed() {
        String csv = GOOD + "C-3,x,abc,3\nD-4,x\nE-5,x,1,2.5\nF-6,x,,6\nG-7,x,Infinity,7\nH-8,ok,-1,8\n\"I-9\n";
        CsvTable t = Csv.columns().text("id").number("logS").integer("n").readText(csv, "mixed");
        assertThat(t.text("id")).containsExactly("A-1", "B-2", "H-8");
        assertThat(t.rowNumber(2)).isEqualTo(7);
        assertThat(t.rejected()).extracting(RowError::row).containsExactly(2, 3, 4, 5, 6, 8);
        assertThat(t.rejected().get(0).toString()).isEqualTo("row 2 (line 4): logS is 'abc' instead of a number");
        assertThat(t.rejected().get(1).reason()).isEqualTo("it has 2 cells instead of 4");
        assertThat(t.rejected().get(2).reason()).isEqualTo("n is '2.5' instead of an integer");
        assertThat(RowError.summary(t.rejected())).startsWith("6 rows were left out: row 2");
    }

    @Test
    void optionalNumbers() {
        CsvTable t = Csv.columns().optionalNumber("a").readText("a\nnan\n1\n\nNaN\n-\n", "optional");
        assertThat(t.number("a")).containsExactly(Double.NaN, 1, Double.NaN);
        assertThat(t.rejected()).hasSize(1);
    }

    @Test
    void oneSentenceForAFileThatIsNotTheOne() {
        assertThatThrownBy(() -> Csv.columns().text("SMILES").number("x").readText(GOOD, "f.csv"))
                .isInstanceOf(DataException.class)
                .hasMessage("The file f.csv has no column 'SMILES', 'x'; its columns are 'id', 'name', 'logS', 'n'.");
        assertThatThrownBy(() -> Csv.columns().text("a").readText("", "f.csv"))
                .isInstanceOf(DataException.class)
                .hasMessage("The file f.csv is empty.");
        assertThatThrownBy(() -> Csv.columns().number("a").readText("a\nx\n", "f.csv"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The file f.csv has no good row; 1 row was left out: row 0");
        assertThatThrownBy(() -> Csv.columns().number("a").read(dir.resolve("none.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void gzipAndByteOrderMark() throws Exception {
        Path file = dir.resolve("named.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Csv.columns().text("id").read(file).text("id")).containsExactly("A-1", "B-2");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
        assertThatThrownBy(() -> Csv.columns().text("id").read(file)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedFilesOnlyGiveDataExceptions(long seed) {
        StringBuilder many = new StringBuilder("id,name,logS,n\n");
        for (int i = 0; i < 20; i++) {
            many.append("A-")
                    .append(i)
                    .append(",\"a, b\",")
                    .append(i / 7.0)
                    .append(',')
                    .append(i)
                    .append('\n');
        }
        byte[] good = many.toString().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(seed);
        int rejected = 0;
        for (int i = 0; i < Fuzz.count(3000); i++) {
            byte[] bytes = good.clone();
            for (int k = random.nextInt(6); k >= 0; k--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean()
                        ? (byte) "\",\n\r\\;0.e-".charAt(random.nextInt(10))
                        : (byte) random.nextInt(256);
            }
            try {
                CsvTable t = Csv.columns()
                        .text("id", "name")
                        .number("logS")
                        .integer("n")
                        .readText(new String(bytes, StandardCharsets.UTF_8), "mutant.csv");
                rejected += t.rejected().size();
                assertThat(t.number("logS")).hasSize(t.size());
            } catch (DataException e) {
                assertThat(e.getMessage()).contains("mutant.csv").endsWith(".");
            }
        }
        assertThat(rejected).isGreaterThan(1000);
    }
}
