package org.dmol.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files that are made of public ones. */
class RecipeTest extends LocalDownloads {
    @Test
    void compressedAndJoinedFilesAreMadeFromPublicOnes() throws IOException {
        on("/plain", exchange -> {
            byte[] text = "CCO\nCC\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        });
        on("/more", exchange -> {
            byte[] text = "CC\nc1ccccc1".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        });
        byte[] first = "CCO\nCC\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = "CCO\nCC\nc1ccccc1\n".getBytes(StandardCharsets.UTF_8);
        DataSet zipped = new DataSet(
                "zipped",
                "z",
                "strings",
                "z.gz",
                null,
                9,
                sha(new byte[9]),
                sha(first),
                base + "/plain",
                null,
                "compressed",
                "-",
                "-",
                null,
                null,
                null);
        DataSet more = new DataSet(
                "more",
                "m",
                "strings",
                "m.txt",
                base + "/more",
                0,
                sha("CC\nc1ccccc1".getBytes(StandardCharsets.UTF_8)),
                null,
                null,
                null,
                "verbatim",
                "-",
                "-",
                null,
                null,
                null);
        DataSet union = new DataSet(
                "union",
                "u",
                "strings",
                "u.gz",
                null,
                9,
                sha(new byte[9]),
                sha(all),
                null,
                List.of("zipped", "more"),
                "derived",
                "-",
                "-",
                null,
                null,
                null);
        DataStore store = store(zipped, more, union);
        assertThat(Text.lines(store.get("union").path())).containsExactly("CCO", "CC", "c1ccccc1");
        assertThat(store.verify("union").state()).isEqualTo(DataState.State.VERIFIED);
        assertThat(store.verify("zipped").state()).isEqualTo(DataState.State.VERIFIED);
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(other)) {
            gzip.write("CCC\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(dir.resolve("cache/z.gz"), other.toByteArray());
        assertThat(store.verify("zipped").state()).isEqualTo(DataState.State.DAMAGED);
    }
}
