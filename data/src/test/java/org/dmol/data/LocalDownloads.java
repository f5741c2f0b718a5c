package org.dmol.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cache and a server on the loopback interface, for tests of {@link DataStore}. */
abstract class LocalDownloads {
    @TempDir
    Path dir;

    final byte[] content = new byte[300_000];
    final List<String> requests = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    HttpServer server;
    String base;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://localhost:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            synchronized (requests) {
                requests.add(path + " " + exchange.getRequestHeaders().getFirst("Range"));
            }
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    /** Serves the content with support for ranges, but breaks off after {@code most} bytes. */
    Answer file(int most) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (range != null) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
            int n = Math.min(most, content.length - from);
            exchange.getResponseBody().write(content, from, n);
            exchange.getResponseBody().flush();
        };
    }

    String sha(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(Checksum.sha256().digest(bytes));
    }

    DataSet entry(String url, long bytes, String sha256, String standIn) {
        return new DataSet(
                "thing",
                "A thing",
                "molecules",
                "thing.bin",
                url,
                bytes,
                sha256,
                null,
                null,
                null,
                "verbatim",
                "CC0",
                "none",
                null,
                null,
                standIn);
    }

    DataSet thing(String path) {
        return entry(base + path, content.length, sha(content), null);
    }

    DataStore store(DataSet... sets) {
        return DataStore.standard()
                .withDataDirectory(null)
                .withCache(dir.resolve("cache"))
                .withOffline(false)
                .withStandIns(true)
                .withNetwork(Duration.ofSeconds(5), 3)
                .withNotices(notices::add)
                .withCatalogue(Catalogue.standard().with(sets));
    }

    List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(dir.resolve("cache"))) {
            return walk.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .filter(n -> !n.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }
}
